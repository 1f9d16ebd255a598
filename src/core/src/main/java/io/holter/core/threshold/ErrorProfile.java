// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How the errors of normal windows are spread: what a threshold starts from before it has seen a series.
 *
 * @param count windows measured, 2 or more
 * @param mean their mean error
 * @param standardDeviation their sample standard deviation (divided by count − 1)
 * @param levels levels of the quantiles, rising from 0 to 1
 * @param quantiles the error at each level, rising
 */
public record ErrorProfile(long count, double mean, double standardDeviation, double[] levels, double[] quantiles)
        implements Serializable {

    private static final double[] LEVELS = {0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1
    };

    public ErrorProfile {
        if (count < 2 || !(mean >= 0) || !(standardDeviation >= 0) || Double.isInfinite(mean + standardDeviation)) {
            throw new IllegalArgumentException("an error profile needs 2 or more finite errors, got count " + count
                    + ", mean " + mean + ", standard deviation " + standardDeviation);
        }
        if (levels.length < 2
                || levels.length != quantiles.length
                || levels[0] != 0
                || levels[levels.length - 1] != 1) {
            throw new IllegalArgumentException("an error profile needs quantiles at levels from 0 to 1, got levels "
                    + Arrays.toString(levels) + " and " + quantiles.length + " quantiles");
        }
        for (int i = 1; i < levels.length; i++) {
            if (!(levels[i] > levels[i - 1]) || !(quantiles[i] >= quantiles[i - 1])) {
                throw new IllegalArgumentException("levels and quantiles must rise, got " + Arrays.toString(levels)
                        + " and " + Arrays.toString(quantiles));
            }
        }
    }

    /**
     * Measures errors. Mean and standard deviation by two passes, which loses no digits to cancellation.
     *
     * @param errors errors of normal windows, at least 2, finite and 0 or above, in any order
     */
    public static ErrorProfile of(double[] errors) {
        if (errors.length < 2) {
            throw new IllegalArgumentException("an error profile needs 2 or more errors, got " + errors.length);
        }
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).sum() / sorted.length;
        double squares = Arrays.stream(sorted).map(e -> (e - mean) * (e - mean)).sum();
        double[] quantiles = Arrays.stream(LEVELS).map(p -> between(sorted, p)).toArray();
        return new ErrorProfile(
                sorted.length, mean, Math.sqrt(squares / (sorted.length - 1)), LEVELS.clone(), quantiles);
    }

    /**
     * Linear interpolation at position p·(n − 1): definition 7 of Hyndman and Fan (The American Statistician, 1996).
     */
    private static double between(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The error that a share {@code level} of normal windows stays at or below, interpolated between the levels kept.
     *
     * @param level 0 to 1
     */
    public double quantile(double level) {
        if (!(level >= 0 && level <= 1)) {
            throw new IllegalArgumentException("a quantile's level lies between 0 and 1, got " + level);
        }
        int i = Arrays.binarySearch(levels, level);
        if (i >= 0) {
            return quantiles[i];
        }
        int above = -i - 1;
        double part = (level - levels[above - 1]) / (levels[above] - levels[above - 1]);
        return quantiles[above - 1] + part * (quantiles[above] - quantiles[above - 1]);
    }
}
