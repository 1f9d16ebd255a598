// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.trainer.network.Geometry;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Augmentation JITTER = new Augmentation(0, 0, 0.1, false, 0);

    /** Fails at the draw of a window that the test chooses. */
    private static Augmenter failingAt(int window) {
        return new Augmenter(JITTER, new Geometry(1, 1, 1), new Random() {
            private int drawn;

            @Override
            public double nextDouble() {
                if (drawn++ == window) {
                    throw new IllegalArgumentException("filling");
                }
                return 0.5;
            }
        });
    }

    @Test
    void whatFailsFirstIsToldFirst() throws Exception {
        WindowSet windows = windows(4);
        try (Batches batches = new Batches()) {
            assertThatThrownBy(() -> batches.forEach(windows, null, 2, failingAt(3), (tensor, from, count) -> {
                        throw new IllegalStateException("using");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("using")
                    .satisfies(e -> org.assertj.core.api.Assertions.assertThat(e.getSuppressed())
                            .hasSize(1)
                            .allMatch(second -> second.getMessage().equals("filling")));
        }
    }

    @Test
    void aFillerThatFailsIsToldAsItFailed() throws Exception {
        WindowSet windows = windows(4);
        try (Batches batches = new Batches()) {
            assertThatThrownBy(() -> batches.forEach(windows, null, 2, failingAt(3), (tensor, from, count) -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("filling");
        }
    }

    private static WindowSet windows(int count) throws Exception {
        List<float[]> windows =
                IntStream.range(0, count).mapToObj(i -> new float[] {i}).toList();
        return WindowSet.unlabelled(new WindowShape(1, 1), windows, "x");
    }
}
