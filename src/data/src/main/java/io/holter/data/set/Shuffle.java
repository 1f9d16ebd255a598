// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import java.util.random.RandomGenerator;

/**
 * Random order (Fisher and Yates, as in Knuth, <em>The Art of Computer Programming</em>, volume 2, algorithm 3.4.2P).
 */
public final class Shuffle {

    private Shuffle() {}

    /** Puts the values from {@code from} to before {@code to} into random order, all orders being equally probable. */
    public static void shuffle(int[] values, int from, int to, RandomGenerator random) {
        for (int i = to - 1; i > from; i--) {
            int j = from + random.nextInt(i - from + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
