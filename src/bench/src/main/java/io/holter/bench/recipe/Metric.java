// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.bench.quality.Spread;
import java.math.BigDecimal;
import java.math.RoundingMode;

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
}
