// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySettingsTest {

    private static final ErrorProfile PROFILE = ErrorProfile.of(new double[] {1, 2, 3, 4, 5});

    @Test
    void withoutAWordItIsTheRollingPolicy() {
        assertThat(PolicySettings.read(Map.of("model", "m"), "x")).isEqualTo(PolicySettings.Rolling.DEFAULT);
    }

    @Test
    void everyKeyIsRead() {
        Map<String, String> settings = Map.of(
                "threshold.k", " 3.5 ",
                "threshold.half-life", "50",
                "threshold.floor", "0.5",
                "threshold.ceiling", "3",
                "threshold.level-shift-after", "0",
                "threshold.fixed", "1.25");
        PolicySettings rolling = PolicySettings.read(settings, "x");
        assertThat(rolling).isEqualTo(new PolicySettings.Rolling(3.5, 50, 0.5, 3, 0));
        assertThat(rolling.policyFor(PROFILE, 9).toString())
                .isEqualTo("rolling(k=3.5, halfLife=50.0, floor=3.0, ceiling=27.0, levelShiftAfter=0)");
        Map<String, String> fixed = new java.util.HashMap<>(settings);
        fixed.put("threshold.policy", "fixed");
        assertThat(PolicySettings.read(fixed, "x").policyFor(PROFILE, 9)).isEqualTo(new FixedThreshold(1.25));
    }

    @Test
    void aFixedThresholdIsTheCardsUnlessSaid() {
        PolicySettings fixed = PolicySettings.read(Map.of("threshold.policy", "fixed"), "x");
        assertThat(fixed.policyFor(PROFILE, 9)).isEqualTo(new FixedThreshold(9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threshold.policy            | mad      | one of rolling, fixed",
                "threshold.k                 | 0        | above 0",
                "threshold.k                 | four     | a value such as 7.0",
                "threshold.half-life         | Infinity | above 0",
                "threshold.floor             | 1.1      | a share between 0 and 1",
                "threshold.ceiling           | 0.9      | 0, or 1 or more",
                "threshold.level-shift-after | -1       | 0 or more",
                "threshold.level-shift-after | 1.5      | a value such as 300",
                "threshold.fixed             | NaN      | above 0",
                "threshold.fixed             | high     | a number"
            })
    void aValueThatCannotBeUsedIsNamed(String key, String value, String expected) {
        assertThatThrownBy(() -> PolicySettings.read(Map.of(key, value), "a.properties"))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("a.properties: " + key + ": expected " + expected + ", found '" + value + "'");
    }
}
