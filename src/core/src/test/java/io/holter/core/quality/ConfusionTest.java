// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {

    @Test
    void countsScoresAboveTheThresholdAsAlarms() {
        double[] scores = {0.1, 0.5, 0.6, 0.9, Double.NaN, 0.2};
        boolean[] anomalies = {false, true, false, true, true, true};
        assertThat(Confusion.at(0.5, scores, anomalies)).isEqualTo(new Confusion(2, 1, 1, 2));
    }

    @Test
    void ratiosFollowTheirDefinitions() {
        Confusion confusion = new Confusion(30, 10, 50, 20);
        assertThat(confusion.total()).isEqualTo(110);
        assertThat(confusion.accuracy()).isEqualTo(80 / 110.0);
        assertThat(confusion.precision()).isEqualTo(30 / 40.0);
        assertThat(confusion.recall()).isEqualTo(30 / 50.0);
        assertThat(confusion.falseAlarmsPer1000()).isEqualTo(10_000 / 60.0);
        double harmonicMean = 2 / (1 / confusion.precision() + 1 / confusion.recall());
        assertThat(confusion.f1()).isCloseTo(harmonicMean, within(1e-15));
    }

    @Test
    void verdictsAreCountedTogether() {
        assertThat(new Confusion(30, 10, 50, 20).plus(new Confusion(1, 2, 3, 4)))
                .isEqualTo(new Confusion(31, 12, 53, 24));
    }

    @Test
    void normalAsPositiveSwapsTheClasses() {
        Confusion normal = new Confusion(30, 10, 50, 20).normalAsPositive();
        assertThat(normal.precision()).isEqualTo(50 / 70.0);
        assertThat(normal.recall()).isEqualTo(50 / 60.0);
        assertThat(normal.accuracy()).isEqualTo(80 / 110.0);
    }

    @Test
    void nothingToSayIsNaN() {
        Confusion onlyNormal = new Confusion(0, 0, 5, 0);
        assertThat(onlyNormal.precision()).isNaN();
        assertThat(onlyNormal.recall()).isNaN();
        assertThat(onlyNormal.f1()).isNaN();
        assertThat(onlyNormal.accuracy()).isEqualTo(1);
        assertThat(onlyNormal.falseAlarmsPer1000()).isZero();
        assertThat(new Confusion(2, 0, 0, 1).falseAlarmsPer1000()).isNaN();
        assertThat(new Confusion(0, 0, 0, 0).accuracy()).isNaN();
    }

    @Test
    void asManyLabelsAsScores() {
        assertThatThrownBy(() -> Confusion.at(1, new double[3], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 scores and 2 labels");
    }
}
