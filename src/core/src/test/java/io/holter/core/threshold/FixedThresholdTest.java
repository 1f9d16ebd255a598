package io.holter.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedThresholdTest {

    @Test
    void alarmsAboveAndNotAt() {
        FixedThreshold policy = new FixedThreshold(0.5);
        assertThat(policy.judge(policy.start(), 0.5).anomalous()).isFalse();
        assertThat(policy.judge(policy.start(), Math.nextUp(0.5)).anomalous()).isTrue();
        assertThat(policy.judge(policy.start(), Double.POSITIVE_INFINITY).anomalous())
                .isTrue();
        assertThat(policy.judge(policy.start(), Double.NaN).anomalous()).isTrue();
        assertThat(policy.lowest()).isEqualTo(0.5);
    }

    @Test
    void countsWhatItJudged() {
        FixedThreshold policy = new FixedThreshold(0.5);
        FixedThreshold.State state = policy.start();
        for (int i = 0; i < 7; i++) {
            state = policy.judge(state, i).state();
        }
        assertThat(state).isEqualTo(new FixedThreshold.State(7));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoThreshold(double threshold) {
        assertThatThrownBy(() -> new FixedThreshold(threshold)).isInstanceOf(IllegalArgumentException.class);
    }
}
