package io.holter.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
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
        for (int i = 0; i < sample.scores.length; i++) {
            for (int j = 0; j < sample.scores.length; j++) {
                if (sample.anomalies[i] && !sample.anomalies[j]) {
                    pairs++;
                    inOrder += sample.scores[i] > sample.scores[j] ? 1 : sample.scores[i] == sample.scores[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(RankingQuality.auroc(sample.scores, sample.anomalies)).isCloseTo(inOrder / pairs, within(ROUNDING));
    }

    @RepeatedTest(20)
    void auprcIsPrecisionSummedOverStepsOfRecall(RepetitionInfo repetition) {
        Sample sample = Sample.draw(repetition.getCurrentRepetition());
        double sum = 0;
        double recallBefore = 0;
        double[] thresholds =
                Arrays.stream(sample.scores).distinct().map(s -> -s).sorted().toArray();
        for (double negated : thresholds) {
            // At or above a score is above anything just below it.
            Confusion confusion = Confusion.at(Math.nextDown(-negated), sample.scores, sample.anomalies);
            sum += (confusion.recall() - recallBefore) * confusion.precision();
            recallBefore = confusion.recall();
        }
        assertThat(RankingQuality.auprc(sample.scores, sample.anomalies)).isCloseTo(sum, within(ROUNDING));
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
    void asManyLabelsAsScores() {
        assertThatThrownBy(() -> RankingQuality.auroc(new double[3], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Scores with many ties, better for anomalies than for the rest, and both classes present. */
    private record Sample(double[] scores, boolean[] anomalies) {

        static Sample draw(long seed) {
            Random random = new Random(seed);
            int count = 2 + random.nextInt(198);
            double[] scores = new double[count];
            boolean[] anomalies = new boolean[count];
            int levels = 1 + random.nextInt(30);
            for (int i = 0; i < count; i++) {
                anomalies[i] = i == 0 || i > 1 && random.nextInt(4) == 0;
                scores[i] = random.nextInt(levels) / 7.0 + (anomalies[i] ? random.nextInt(3) / 7.0 : 0);
            }
            return new Sample(scores, anomalies);
        }
    }
}
