// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochOrderTest {

    @ParameterizedTest
    @CsvSource({"1, 100", "7, 100", "1024, 1", "1025, 1024", "10000, 3000", "10000, 100000"})
    void everyEpochHasEveryWindowOnce(int count, int buffer) {
        EpochOrder order = new EpochOrder(count, buffer, 1);
        int[] first = order.next().clone();
        int[] second = order.next().clone();
        for (int[] epoch : new int[][] {first, second}) {
            assertThat(Arrays.stream(epoch).sorted().toArray())
                    .isEqualTo(IntStream.range(0, count).toArray());
        }
        if (count > 7) {
            assertThat(second).isNotEqualTo(first);
        }
    }

    @Test
    void theSeedDecides() {
        int[] first = new EpochOrder(500, 100, 1).next();
        assertThat(new EpochOrder(500, 100, 1).next()).isEqualTo(first);
        assertThat(new EpochOrder(500, 100, 2).next()).isNotEqualTo(first);
    }

    /** Where all fit into the buffer, a window is as likely to come at one place as at another. */
    @Test
    void withinTheBufferAllIsMixed() {
        EpochOrder order = new EpochOrder(10_000, 10_000, 1);
        double sum = 0;
        int neighbours = 0;
        int epochs = 20;
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] windows = order.next();
            for (int i = 0; i < 100; i++) {
                sum += windows[i] / 100.0 / epochs;
            }
            for (int i = 1; i < windows.length; i++) {
                neighbours += Math.abs(windows[i] - windows[i - 1]) < 100 ? 1 : 0;
            }
        }
        // 2,000 draws of mean 5,000 and deviation 2,887, whose mean has one of 65.
        assertThat(sum).isBetween(4_700.0, 5_300.0);
        // Of the pairs next to each other 2 % lie within 100.
        assertThat(neighbours / (double) epochs / 10_000).isBetween(0.018, 0.022);
    }

    /** Beyond the buffer as many windows as it holds come from as many blocks of 1,024 neighbours. */
    @Test
    void beyondTheBufferReadingStaysLocal() {
        int buffer = 4 * 1024;
        int[] windows = new EpochOrder(64 * 1024, buffer, 1).next();
        int[] firstBlocks = new int[16];
        for (int from = 0; from < windows.length; from += buffer) {
            int[] part = Arrays.copyOfRange(windows, from, from + buffer);
            int[] blocks = Arrays.stream(part).map(w -> w / 1024).distinct().toArray();
            assertThat(blocks).hasSize(4);
            firstBlocks[from / buffer] = blocks[0];
            // Mixed with one another: the first 100 windows are not of one block.
            assertThat(Arrays.stream(part)
                            .limit(100)
                            .map(w -> w / 1024)
                            .distinct()
                            .count())
                    .isEqualTo(4);
        }
        assertThat(firstBlocks).isNotEqualTo(Arrays.stream(firstBlocks).sorted().toArray());
    }
}
