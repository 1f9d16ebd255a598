// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A figure that a recipe gives for each seed.
 *
 * @param name what it is, unlike all others of its recipe
 * @param published what was published, or the goal, with as many digits; null where nothing was
 * @param better which way is better
 */
record Metric(String name, BigDecimal published, Better better) {

    /** Which way is better. */
    enum Better {
        /** Up. */
        HIGHER,
        /** Down. */
        LOWER,
        /** Neither: it only tells. */
        NEITHER
    }

    static Metric higher(String name, String published) {
        return new Metric(name, new BigDecimal(published), Better.HIGHER);
    }

    static Metric lower(String name, String published) {
        return new Metric(name, new BigDecimal(published), Better.LOWER);
    }

    static Metric telling(String name) {
        return new Metric(name, null, Better.NEITHER);
    }

    static Metric telling(String name, String published) {
        return new Metric(name, new BigDecimal(published), Better.NEITHER);
    }

    /**
     * Whether values reach what was published within their spread, to the digits that were published; true where
     * nothing was or no way is better.
     */
    boolean isReached(Spread values) {
        if (published == null) {
            return true;
        }
        return switch (better) {
            case HIGHER -> rounded(values.mean() + values.standardDeviation()).compareTo(published) >= 0;
            case LOWER -> rounded(values.mean() - values.standardDeviation()).compareTo(published) <= 0;
            case NEITHER -> true;
        };
    }

    private BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(published.scale(), RoundingMode.HALF_UP);
    }

    /**
     * Mean and spread of a figure over seeds.
     *
     * @param mean arithmetic mean
     * @param standardDeviation sample standard deviation, divided by n − 1; 0 for one value
     * @param count how many, 1 or more
     */
    record Spread(double mean, double standardDeviation, int count) {

        static Spread of(double[] values) {
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
}
