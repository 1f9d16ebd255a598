// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

/** What a slow drift of the training windows means. */
public enum DriftRule {
    /** It may go on: along these directions a window is held against nothing, as far again as the training windows went. */
    FOLLOW,
    /** It counts, as any other change does. */
    COUNT
}
