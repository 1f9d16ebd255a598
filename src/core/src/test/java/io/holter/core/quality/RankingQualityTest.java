// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RankingQualityTest {

    // Sums of at most 200 terms that are each exact to a unit in the last place of 1.
    private static final double ROUNDING = 1e-13;

    @RepeatedTest(20)
    void aurocIsTheShareOfPairsInOrder(RepetitionInfo repetition) {
        Sample sample = Sample.draw(repetition.getCurrentRepetition());
        double pairs = 0;
        double inOrder = 0;
        for (int i = 0; i < sample.scores().length; i++) {
            for (int j = 0; j < sample.scores().length; j++) {
                if (sample.anomalies()[i] && !sample.anomalies()[j]) {
                    pairs++;
                    inOrder += sample.scores()[i] > sample.scores()[j]
                            ? 1
                            : sample.scores()[i] == sample.scores()[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(RankingQuality.auroc(sample.scores(), sample.anomalies()))
                .isCloseTo(inOrder / pairs, within(ROUNDING));
    }

    @RepeatedTest(20)
    void auprcIsPrecisionSummedOverStepsOfRecall(RepetitionInfo repetition) {
        Sample sample = Sample.draw(repetition.getCurrentRepetition());
        double sum = 0;
        double recallBefore = 0;
        double[] thresholds =
                Arrays.stream(sample.scores()).distinct().map(s -> -s).sorted().toArray();
        for (double negated : thresholds) {
            // At or above a score is above anything just below it.
            Confusion confusion = Confusion.at(Math.nextDown(-negated), sample.scores(), sample.anomalies());
            sum += (confusion.recall() - recallBefore) * confusion.precision();
            recallBefore = confusion.recall();
        }
        assertThat(RankingQuality.auprc(sample.scores(), sample.anomalies())).isCloseTo(sum, within(ROUNDING));
    }

    @Test
    void perfectAndReversedRankings() {
        double[] scores = {1, 2, 3, 4};
        assertThat(RankingQuality.auroc(scores, new boolean[] {false, false, true, true}))
                .isEqualTo(1);
        assertThat(RankingQuality.auroc(scores, new boolean[] {true, true, false, false}))
                .isZero();
        assertThat(RankingQuality.auprc(scores, new boolean[] {false, false, true, true}))
                .isEqualTo(1);
    }

    @Test
    void oneScoreForAllSaysNothing() {
        double[] scores = new double[10];
        boolean[] anomalies = new boolean[10];
        anomalies[3] = true;
        assertThat(RankingQuality.auroc(scores, anomalies)).isEqualTo(0.5);
        assertThat(RankingQuality.auprc(scores, anomalies)).isEqualTo(0.1);
    }

    @Test
    void oneClassIsNaN() {
        assertThat(RankingQuality.auroc(new double[] {1, 2}, new boolean[2])).isNaN();
        assertThat(RankingQuality.auroc(new double[] {1, 2}, new boolean[] {true, true}))
                .isNaN();
        assertThat(RankingQuality.auprc(new double[] {1, 2}, new boolean[2])).isNaN();
        assertThat(RankingQuality.auprc(new double[] {1, 2}, new boolean[] {true, true}))
                .isEqualTo(1);
    }

    @Test
    void infiniteScoresRankHighest() {
        double[] scores = {Double.POSITIVE_INFINITY, 1, 2};
        assertThat(RankingQuality.auroc(scores, new boolean[] {true, false, false}))
                .isEqualTo(1);
    }

    @Test
    void noNumberRanksAsInfinity() {
        double[] scores = {Double.NaN, Double.POSITIVE_INFINITY, 2};
        assertThat(RankingQuality.auroc(scores, new boolean[] {true, false, false}))
                .isEqualTo(0.75);
    }

    @Test
    void bothZerosAreOne() {
        assertThat(RankingQuality.auroc(new double[] {0.0, -0.0}, new boolean[] {true, false}))
                .isEqualTo(0.5);
    }

    @Test
    void asManyLabelsAsScores() {
        assertThatThrownBy(() -> RankingQuality.auroc(new double[3], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
