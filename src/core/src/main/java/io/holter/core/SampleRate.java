// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

/**
 * What a sample rate can be, in Hz: from a sample in 30 years to a thousand times what the fastest converters take.
 * Beyond, it is no rate.
 */
public final class SampleRate {

    /** What to say that was expected. */
    public static final String EXPECTED = "a sample rate of 1.0E-9 to 1.0E12 Hz";

    private static final float MIN = 1e-9f;
    private static final float MAX = 1e12f;

    private SampleRate() {}

    /** Whether samples can come at this rate; false for NaN, and for the 0 that stands for an unknown one. */
    public static boolean isPossible(float hz) {
        return hz >= MIN && hz <= MAX;
    }

    /** As {@link #isPossible}, or 0. */
    public static boolean isPossibleOrUnknown(float hz) {
        return hz == 0 || isPossible(hz);
    }
}
