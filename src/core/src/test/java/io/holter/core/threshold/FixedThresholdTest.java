// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedThresholdTest {

    private static final FixedThreshold POLICY = new FixedThreshold(0.5);

    @Test
    void alarmsAboveTheThreshold() {
        assertThat(verdict(0.5)).isEqualTo(Verdict.NORMAL);
        assertThat(verdict(Math.nextUp(0.5))).isEqualTo(Verdict.ANOMALY);
        assertThat(verdict(Double.POSITIVE_INFINITY)).isEqualTo(Verdict.ANOMALY);
        assertThat(verdict(Double.NaN)).isEqualTo(Verdict.ANOMALY);
        assertThat(POLICY.lowest()).isEqualTo(0.5);
    }

    @Test
    void remembersNothing() {
        assertThat(POLICY.stateType()).isEmpty();
        assertThat(POLICY.start()).isNull();
        assertThat(POLICY.judge(null, 0, 7).state()).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void needsAThresholdThatCanBeExceeded(double threshold) {
        assertThatThrownBy(() -> new FixedThreshold(threshold)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Verdict verdict(double score) {
        return POLICY.judge(null, 0, score).verdict();
    }
}
