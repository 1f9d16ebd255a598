// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.data.set.Shuffle;
import java.util.Random;

/**
 * The order of windows in an epoch: all at random as long as they fit into a shuffle buffer, and beyond that blocks of
 * neighbours at random, as many of which as fill the buffer are mixed with one another, so that reading stays local.
 */
final class EpochOrder {

    private static final int BLOCK = 1024;

    private final int[] windows;
    private final int buffer;
    private final Random random;

    /**
     * The order of {@code count} windows.
     *
     * @param buffer windows of the shuffle buffer, 1 or more
     */
    EpochOrder(int count, int buffer, long seed) {
        this.windows = new int[count];
        this.buffer = (buffer + BLOCK - 1) / BLOCK * BLOCK;
        this.random = new Random(seed);
    }

    /** The next epoch's order: the same array each time. */
    int[] next() {
        int[] blocks = new int[(windows.length + BLOCK - 1) / BLOCK];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = i;
        }
        Shuffle.shuffle(blocks, 0, blocks.length, random);
        int filled = 0;
        for (int block : blocks) {
            int end = Math.min(windows.length, (block + 1) * BLOCK);
            for (int window = block * BLOCK; window < end; window++) {
                windows[filled++] = window;
            }
        }
        for (int from = 0; from < windows.length; from += buffer) {
            Shuffle.shuffle(windows, from, Math.min(windows.length, from + buffer), random);
        }
        return windows;
    }
}
