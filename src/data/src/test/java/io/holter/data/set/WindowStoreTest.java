// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowStoreTest {

    private static final int SIZE = 50_000;

    /** 4 MiB hold 20 windows: three chunks in the heap, the others in the file. */
    @Test
    void windowsAreTheSameInTheHeapAndInTheFile() throws Exception {
        WindowStore store;
        try (WindowStore.Builder builder = new WindowStore.Builder(SIZE, 12 << 20)) {
            for (int i = 0; i < 111; i++) {
                builder.add(window(i));
            }
            store = builder.build();
        }
        assertThat(store.count()).isEqualTo(111);
        for (int i = 110; i >= 0; i--) {
            float[] found = new float[SIZE + 2];
            store.copy(i, found, 1);
            float[] expected = new float[SIZE + 2];
            System.arraycopy(window(i), 0, expected, 1, SIZE);
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void nothingAddedNothingThere() throws Exception {
        try (WindowStore.Builder builder = new WindowStore.Builder(3)) {
            assertThat(builder.build().count()).isZero();
        }
    }

    private static float[] window(int number) {
        float[] window = new float[SIZE];
        for (int t = 0; t < SIZE; t++) {
            window[t] = number + t / (float) SIZE;
        }
        return window;
    }
}
