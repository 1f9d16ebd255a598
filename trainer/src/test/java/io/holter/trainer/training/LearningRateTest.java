// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.trainer.training.LearningRate.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearningRateTest {

    /** From 0.2 to 0.002 in 12 steps: p = step / 12, √0.01 = 0.1, cos 60° = 1/2. */
    @ParameterizedTest
    @CsvSource({
        "CONSTANT,    0,  0.2",
        "CONSTANT,    11, 0.2",
        "STEP,        0,  0.2",
        "STEP,        5,  0.2",
        "STEP,        6,  0.02",
        "STEP,        8,  0.02",
        "STEP,        9,  0.002",
        "STEP,        11, 0.002",
        "EXPONENTIAL, 0,  0.2",
        // 0.01^(1/4) = 1/√10
        "EXPONENTIAL, 3,  0.0632455532",
        "EXPONENTIAL, 6,  0.02",
        "EXPONENTIAL, 12, 0.002",
        "COSINE,      0,  0.2",
        // 0.01 + 0.99·(1 + 1/2)/2 = 0.7525
        "COSINE,      4,  0.1505",
        "COSINE,      6,  0.101",
        "COSINE,      8,  0.0515",
        "COSINE,      12, 0.002"
    })
    void isWhatTheFormulaSays(Schedule schedule, long step, double expected) {
        assertThat(new LearningRate(schedule, 0.2, 0.01).at(step, 12)).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void neverRisesAndEndsWhereItShould(Schedule schedule) {
        LearningRate rate = new LearningRate(schedule, 0.01, 0.1);
        long steps = 5000;
        for (long step = 1; step < steps; step++) {
            assertThat(rate.at(step, steps)).isLessThanOrEqualTo(rate.at(step - 1, steps));
        }
        double end = schedule == Schedule.CONSTANT ? 0.01 : 0.001;
        assertThat(rate.at(steps - 1, steps)).isCloseTo(end, within(1e-5));
        assertThat(rate.at(0, 1)).isEqualTo(0.01);
    }

    @Test
    void saysHowItGoes() {
        assertThat(LearningRate.constant(0.001)).hasToString("0.001");
        assertThat(new LearningRate(Schedule.COSINE, 0.5, 0.5)).hasToString("0.5, cosine to 0.25");
    }

    @Test
    void refusesWhatIsNoRate() {
        for (double start : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> LearningRate.constant(start))
                    .hasMessage("a learning rate is above 0, got " + start);
        }
        for (double decay : new double[] {0, -1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new LearningRate(Schedule.STEP, 1, decay))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("got " + decay);
        }
    }
}
