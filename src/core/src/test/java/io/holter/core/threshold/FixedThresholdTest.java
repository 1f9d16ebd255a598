package io.holter.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedThresholdTest {

    private static final FixedThreshold POLICY = new FixedThreshold(0.5);

    @ParameterizedTest
    @CsvSource({
        "0, NORMAL",
        "0.5, NORMAL",
        "0.5000000000000001, ANOMALY",
        "Infinity, ANOMALY",
        "NaN, ANOMALY",
    })
    void alarmsAboveAndNotAt(double score, Verdict verdict) {
        assertThat(POLICY.judge(POLICY.start(), 1, score)).isEqualTo(new Judgement<>(null, 0.5, verdict));
        assertThat(POLICY.lowest()).isEqualTo(0.5);
    }

    @Test
    void remembersNothing() {
        assertThat(POLICY.stateType()).isEmpty();
        assertThat(POLICY.start()).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoThreshold(double threshold) {
        assertThatThrownBy(() -> new FixedThreshold(threshold)).isInstanceOf(IllegalArgumentException.class);
    }
}
