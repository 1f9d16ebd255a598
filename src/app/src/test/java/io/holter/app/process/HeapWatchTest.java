// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;
import org.junit.jupiter.api.Test;

class HeapWatchTest {

    private static final long MB = 1 << 20;

    @Test
    void warnsOnceBeforeTheEndAndAgainAfterRoomWasFound() {
        HeapWatch watch = new HeapWatch();
        assertThat(watch.warning(used(500))).isEmpty();
        assertThat(watch.warning(used(900))).contains("900 of 1000 MB");
        assertThat(watch.warning(used(990))).isEmpty();
        assertThat(watch.warning(used(800))).isEmpty();
        assertThat(watch.warning(used(990))).isEmpty();
        assertThat(watch.warning(used(600))).isEmpty();
        assertThat(watch.warning(used(860))).contains("860 of 1000 MB");
    }

    @Test
    void aHeapWithoutALimitIsNeverFull() {
        assertThat(new HeapWatch().warning(new MemoryUsage(0, 5, 5, -1))).isEmpty();
    }

    @Test
    void theHeapOfThisProcessHasRoom() {
        assertThat(new HeapWatch().warning()).isEmpty();
    }

    private static MemoryUsage used(long mb) {
        return new MemoryUsage(0, mb * MB, 1000 * MB, 1000 * MB);
    }
}
