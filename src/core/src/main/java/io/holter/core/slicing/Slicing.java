// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

/**
 * How windows are cut from a series: the first starts at its first sample, each next one {@code stride} samples later;
 * what is left at the end and too short for a window is dropped. A window is an anomaly if any of its samples is.
 *
 * @param window samples per channel of a window, 1 or more
 * @param stride samples from the start of a window to the start of the next, 1 or more
 */
public record Slicing(int window, int stride) {

    public Slicing {
        if (window < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "a window and a stride are 1 sample or more, got " + window + " and " + stride);
        }
    }
}
