package io.holter.trainer.training;

import java.util.Random;

/**
 * The order of windows in an epoch: all at random as long as they fit into a shuffle buffer, and beyond that blocks of
 * neighbours at random, as many of which as fill the buffer are mixed with one another, so that reading stays local.
 */
final class Order {

    private static final int BLOCK = 1024;

    private final int[] windows;
    private final int buffer;
    private final Random random;

    /**
     * The order of {@code count} windows.
     *
     * @param buffer windows of the shuffle buffer, 1 or more
     */
    Order(int count, int buffer, long seed) {
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
        shuffle(blocks, 0, blocks.length);
        int filled = 0;
        for (int block : blocks) {
            int end = Math.min(windows.length, (block + 1) * BLOCK);
            for (int window = block * BLOCK; window < end; window++) {
                windows[filled++] = window;
            }
        }
        for (int from = 0; from < windows.length; from += buffer) {
            shuffle(windows, from, Math.min(windows.length, from + buffer));
        }
        return windows;
    }

    /** Fisher and Yates. */
    private void shuffle(int[] values, int from, int to) {
        for (int i = to - 1; i > from; i--) {
            int j = from + random.nextInt(i - from + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
