// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import java.util.random.RandomGenerator;

/**
 * The length of the heart's cycle over time, T(t), with the two rhythms of heart-rate variability: around 0.1 Hz
 * (Mayer waves) and around 0.25 Hz (breathing).
 *
 * <p>The power spectrum is S(f) = σ₁²/√(2πc₁²)·exp(−(f − f₁)²/2c₁²) + σ₂²/√(2πc₂²)·exp(−(f − f₂)²/2c₂²) with f₁ = 0.1
 * Hz, f₂ = 0.25 Hz, c₁ = c₂ = 0.01 Hz and σ₁²/σ₂² = 0.5; T is a sum of cosines of amplitudes √S(f) with random phases,
 * brought to the mean and standard deviation asked for (McSharry et al. 2003, section III). Frequencies are multiples
 * of 1/256 Hz, so T repeats after 256 s.
 */
final class Tachogram {

    private static final double PERIOD_SECONDS = 256;
    private static final int SAMPLES_PER_SECOND = 2;
    private static final double LOW_HZ = 0.1;
    private static final double HIGH_HZ = 0.25;
    private static final double BANDWIDTH_HZ = 0.01;
    private static final double LOW_TO_HIGH_POWER = 0.5;

    private final double[] cycleSeconds;

    /**
     * Draws a tachogram.
     *
     * @param mean mean of T, seconds, above 0
     * @param standardDeviation of T, seconds, 0 or above and below a fifth of the mean, so that T stays above 0
     */
    Tachogram(double mean, double standardDeviation, RandomGenerator random) {
        if (!(mean > 0) || !(standardDeviation >= 0 && standardDeviation < mean / 5)) {
            throw new IllegalArgumentException(
                    "a tachogram needs a mean above 0 and a standard deviation below a fifth of it, got " + mean
                            + " s and " + standardDeviation + " s");
        }
        cycleSeconds = new double[(int) PERIOD_SECONDS * SAMPLES_PER_SECOND];
        addCosines(LOW_HZ, LOW_TO_HIGH_POWER, random);
        addCosines(HIGH_HZ, 1, random);
        double squares = 0;
        for (double c : cycleSeconds) {
            squares += c * c;
        }
        double scale = standardDeviation / Math.sqrt(squares / cycleSeconds.length);
        for (int i = 0; i < cycleSeconds.length; i++) {
            cycleSeconds[i] = mean + scale * cycleSeconds[i];
        }
    }

    private void addCosines(double centre, double power, RandomGenerator random) {
        int from = (int) Math.ceil((centre - 3 * BANDWIDTH_HZ) * PERIOD_SECONDS);
        int to = (int) Math.floor((centre + 3 * BANDWIDTH_HZ) * PERIOD_SECONDS);
        for (int k = from; k <= to; k++) {
            double distance = (k / PERIOD_SECONDS - centre) / BANDWIDTH_HZ;
            double amplitude = Math.sqrt(power * Math.exp(-distance * distance / 2));
            double phase = random.nextDouble() * 2 * Math.PI;
            for (int i = 0; i < cycleSeconds.length; i++) {
                cycleSeconds[i] += amplitude * Math.cos(2 * Math.PI * k * i / cycleSeconds.length + phase);
            }
        }
    }

    /** T at a time, seconds, linear between two samples a second. */
    double cycleSeconds(double seconds) {
        double position = seconds * SAMPLES_PER_SECOND;
        double whole = Math.floor(position);
        int below = Math.floorMod((long) whole, cycleSeconds.length);
        int above = below + 1 == cycleSeconds.length ? 0 : below + 1;
        return cycleSeconds[below] + (position - whole) * (cycleSeconds[above] - cycleSeconds[below]);
    }
}
