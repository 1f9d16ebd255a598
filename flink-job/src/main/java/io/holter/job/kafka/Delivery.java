// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

/** How often an alert or a reject may appear in its topic after a failure. */
public enum Delivery {
    /** Once or more; duplicates have the same id. Visible at once. */
    AT_LEAST_ONCE,
    /** Once, to consumers that read committed records; visible after the next checkpoint. */
    EXACTLY_ONCE
}
