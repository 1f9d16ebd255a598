// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CardThresholdTest {

    @Test
    void medianPlusSixRobustDeviations() {
        // Median 4; deviations 3 2 1 0 1 2 96, their median 2.
        double[] errors = {100, 1, 2, 3, 4, 5, 6};
        assertThat(CardThreshold.of(errors)).isCloseTo(4 + 6 * 1.4826 * 2, within(1e-12));
        // An even number: median 2.5, deviations 1.5 0.5 0.5 1.5, their median 1.
        assertThat(CardThreshold.of(new double[] {4, 3, 2, 1})).isCloseTo(2.5 + 6 * 1.4826, within(1e-12));
    }

    @Test
    void fewMislabelledWindowsHardlyMoveIt() {
        double[] errors = new Random(1).doubles(200, 0.5, 1.5).toArray();
        double clean = CardThreshold.of(errors);
        for (int i = 0; i < 6; i++) {
            errors[i] = 1000;
        }
        assertThat(CardThreshold.of(errors)).isCloseTo(clean, within(0.1 * clean));
    }

    @Test
    void errorsWithoutSpreadLeaveRoomForRounding() {
        assertThat(CardThreshold.of(new double[] {2, 2, 2})).isCloseTo(2 + 6 * 0.1, within(1e-12));
        assertThat(CardThreshold.of(new double[] {0, 0})).isPositive();
        assertThat(CardThreshold.of(new double[] {3})).isGreaterThan(3);
    }
}
