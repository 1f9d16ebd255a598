// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

/** What comes in. */
public enum SourceKind {
    /** Windows that are ready to score. */
    WINDOWS,
    /** Samples, from which the job cuts windows. */
    SAMPLES
}
