package io.holter.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holter.core.WrongArtefactException;
import io.holter.core.threshold.PolicySettings.Fixed;
import io.holter.core.threshold.PolicySettings.Rolling;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySettingsTest {

    private static final ErrorProfile PROFILE = ErrorProfile.of(new double[] {1, 2, 3, 4, 5});

    @Test
    void whatIsNotSetHasItsDefault() {
        assertThat(PolicySettings.read(Map.of(), "", "test")).isEqualTo(new Rolling(4, 100, 0.98, 300));
        assertThat(PolicySettings.read(Map.of("policy", "fixed"), "", "test"))
                .isEqualTo(new Fixed(OptionalDouble.empty()));
    }

    @Test
    void everySettingIsRead() {
        assertThat(PolicySettings.read(
                        Map.of(
                                "policy", "rolling",
                                "k", " 3.5 ",
                                "half-life", "50",
                                "floor", "0",
                                "level-shift-after", "0"),
                        "",
                        "test"))
                .isEqualTo(new Rolling(3.5, 50, 0, 0));
        assertThat(PolicySettings.read(Map.of("policy", "FIXED", "fixed", "1.25"), "", "test"))
                .isEqualTo(new Fixed(OptionalDouble.of(1.25)));
    }

    @Test
    void onlyKeysWithThePrefixCount() {
        Map<String, String> settings = Map.of("threshold.k", "5", "k", "none of these", "parallelism", "4");
        assertThat(PolicySettings.read(settings, "threshold.", "test")).isEqualTo(new Rolling(5, 100, 0.98, 300));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy | mad | one of rolling, fixed",
                "policy | '' | one of rolling, fixed",
                "k | 0 | a number above 0 and below 1e6",
                "k | 1e6 | a number above 0 and below 1e6",
                "k | NaN | a number above 0 and below 1e6",
                "k | four | a number above 0 and below 1e6",
                "half-life | -1 | a number above 0 and below 1e12",
                "floor | 1.1 | a share between 0 and 1",
                "floor | NaN | a share between 0 and 1",
                "level-shift-after | -1 | a whole number from 0 to 2147483647",
                "level-shift-after | 0.5 | a whole number from 0 to 2147483647",
                "level-shift-after | 2147483648 | a whole number from 0 to 2147483647",
                "fixed | 0 | a number above 0",
                "fixed | Infinity | a number above 0",
                "fixed | '' | a number above 0",
            })
    void aWrongValueNamesKeyExpectedAndFound(String key, String value, String expected) {
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> PolicySettings.read(Map.of("t." + key, value), "t.", "job.properties"))
                .withMessage("job.properties: t.%s: expected %s, found '%s'", key, expected, value);
    }

    @Test
    void aWrongValueIsFoundAlsoWhereThePolicyDoesNotUseIt() {
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> PolicySettings.read(Map.of("policy", "fixed", "k", "0"), "", "test"));
    }

    @Test
    void anUnknownKeyNamesThoseThereAre() {
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> PolicySettings.read(Map.of("halflife", "50"), "", "topic"))
                .withMessage("topic: halflife: expected one of policy, k, half-life, floor, level-shift-after, fixed,"
                        + " found an unknown key");
    }

    @Test
    void recordsCheckThemselves() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Rolling(4, 100, 2, 300))
                .withMessage("floor: expected a share between 0 and 1, found 2.0");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Fixed(OptionalDouble.of(-1)))
                .withMessage("fixed: expected a number above 0, found -1.0");
    }

    @Test
    void policiesStartFromTheCard() {
        assertThat(new Rolling(4, 100, 0.5, 300).policyFor(PROFILE, 9))
                .usingRecursiveComparison()
                .isEqualTo(new RollingThreshold(PROFILE, 4, 100, 3, 300));
        assertThat(new Fixed(OptionalDouble.empty()).policyFor(PROFILE, 9)).isEqualTo(new FixedThreshold(9));
        assertThat(new Fixed(OptionalDouble.of(2.5)).policyFor(PROFILE, 9)).isEqualTo(new FixedThreshold(2.5));
    }
}
