// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CardThresholdTest {

    @Test
    void medianPlusSixRobustDeviations() {
        // Median 4; deviations 3 2 1 0 1 2 6, their median 2.
        double[] errors = {10, 1, 2, 3, 4, 5, 6};
        assertThat(CardThreshold.of(errors)).isCloseTo(4 + 6 * 1.4826 * 2, within(1e-12));
        // An even number: median 2.5, deviations 1.5 0.5 0.5 1.5, their median 1.
        assertThat(CardThreshold.of(new double[] {4, 3, 2, 1})).isCloseTo(2.5 + 6 * 1.4826, within(1e-12));
    }

    /** Fewer than two in a hundred do not count; more of them count for a tail, which at most doubles it. */
    @Test
    void fewMislabelledWindowsHardlyMoveIt() {
        double[] errors = new Random(1).doubles(200, 0.5, 1.5).toArray();
        double clean = CardThreshold.of(errors);
        Arrays.fill(errors, 0, 3, 1000);
        assertThat(CardThreshold.of(errors)).isCloseTo(clean, within(0.1 * clean));
        Arrays.fill(errors, 0, 20, 1000);
        assertThat(CardThreshold.of(errors)).isCloseTo(2 * clean, within(0.4 * clean));
    }

    /** Log-normal errors: two in a hundred lie above, where six robust deviations leave four. */
    @Test
    void aLongTailRaisesIt() {
        Random random = new Random(2);
        double[] errors = new double[10_000];
        Arrays.setAll(errors, i -> Math.exp(random.nextGaussian()));
        double threshold = CardThreshold.of(errors);
        assertThat(Arrays.stream(errors).filter(error -> error > threshold).count())
                .isBetween(190L, 210L);
    }

    @Test
    void errorsWithoutSpreadLeaveRoomForRounding() {
        assertThat(CardThreshold.of(new double[] {2, 2, 2})).isCloseTo(2 + 6 * 0.1, within(1e-12));
        assertThat(CardThreshold.of(new double[] {0, 0})).isPositive();
    }
}
