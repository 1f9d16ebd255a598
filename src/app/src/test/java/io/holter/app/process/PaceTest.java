// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void keepsTheRate() throws InterruptedException {
        Pace pace = new Pace(500, new StopSignal());
        for (int i = 0; i < 101; i++) {
            assertThat(pace.awaitNext()).isTrue();
        }
        assertThat(pace.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void doesNotWaitWithoutARate() throws InterruptedException {
        Pace pace = new Pace(Double.POSITIVE_INFINITY, new StopSignal());
        for (int i = 0; i < 100_000; i++) {
            assertThat(pace.awaitNext()).isTrue();
        }
        assertThat(pace.elapsed()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void endsAtTheSignalHoweverSlow() throws InterruptedException {
        StopSignal stop = new StopSignal();
        Pace pace = new Pace(1e-3, stop);
        assertThat(pace.awaitNext()).isTrue();
        stop.request();
        assertThat(pace.awaitNext()).isFalse();
        assertThat(pace.awaitNext()).isFalse();
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatThrownBy(() -> new Pace(0, new StopSignal())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(Double.NaN, new StopSignal())).isInstanceOf(IllegalArgumentException.class);
    }
}
