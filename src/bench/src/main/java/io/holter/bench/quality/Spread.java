// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import java.util.Locale;

/**
 * Mean and spread of a figure over seeds.
 *
 * @param mean arithmetic mean
 * @param standardDeviation sample standard deviation, divided by n − 1; 0 for one value
 * @param count how many, 1 or more
 */
public record Spread(double mean, double standardDeviation, int count) {

    /** Of one value or more. */
    public static Spread of(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Spread(mean, values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1)), values.length);
    }

    @Override
    public String toString() {
        return count == 1
                ? String.format(Locale.ROOT, "%.4f", mean)
                : String.format(Locale.ROOT, "%.4f ± %.4f", mean, standardDeviation);
    }
}
