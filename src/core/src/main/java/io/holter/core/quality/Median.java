// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import java.util.Arrays;

/** The middle of a sample. */
public final class Median {

    private Median() {}

    /**
     * The middle value in order, the mean of the two in the middle for an even number of them.
     *
     * @param values at least one, none of them NaN, in any order; unchanged
     */
    public static double of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing has no median");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
