// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

/**
 * How windows are cut around the annotated beats of a recording: from {@code before} samples before the sample of the
 * annotation, {@code after} samples on from that sample. Beats too near to an end, or to a missing sample, have none.
 *
 * @param before 0 or more
 * @param after 1 or more
 */
public record BeatWindow(int before, int after) {

    public BeatWindow {
        if (before < 0 || after < 1) {
            throw new IllegalArgumentException(
                    "a window around beats has 0 or more samples before the beat and 1 or more from it on, got "
                            + before + " and " + after);
        }
        Math.addExact(before, after);
    }

    /** Samples of a window. */
    public int length() {
        return before + after;
    }
}
