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

    /** Clocks of sensors differ by less, and the rates in use by more. */
    private static final double SAME = 1e-3;

    private SampleRate() {}

    /** Whether two rates are not the same; false where one is 0, which stands for an unknown one. */
    public static boolean differ(double expected, double found) {
        return expected > 0 && found > 0 && Math.abs(expected - found) > SAME * expected;
    }

    /** Whether samples can come at this rate; false for NaN, and for the 0 that stands for an unknown one. */
    public static boolean isPossible(float hz) {
        return hz >= MIN && hz <= MAX;
    }

    /** As {@link #isPossible}, or 0. */
    public static boolean isPossibleOrUnknown(float hz) {
        return hz == 0 || isPossible(hz);
    }
}
