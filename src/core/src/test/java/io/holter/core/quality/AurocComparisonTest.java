// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AurocComparisonTest {

    /** The covariances of both scorers' structural components, pair by pair as the paper writes them. */
    @RepeatedTest(20)
    void agreesWithThePaper(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Sample sample = two(Sample.draw(seed));
        Random random = new Random(seed);
        double[] other = new double[sample.scores().length];
        for (int i = 0; i < other.length; i++) {
            other[i] = sample.scores()[i] + random.nextInt(5) / 7.0;
        }
        double[][][] v = {components(sample.scores(), sample), components(other, sample)};
        double variance = 0;
        for (int side = 0; side < 2; side++) {
            int count = v[0][side].length;
            double contrast = covariance(v[0][side], v[0][side])
                    - 2 * covariance(v[0][side], v[1][side])
                    + covariance(v[1][side], v[1][side]);
            variance += contrast / count;
        }
        AurocComparison comparison = AurocComparison.of(sample.scores(), other, sample.anomalies());
        assertThat(comparison.standardError() * comparison.standardError()).isCloseTo(variance, within(1e-12));
        assertThat(comparison.first()).isEqualTo(RankingQuality.auroc(sample.scores(), sample.anomalies()));
        assertThat(comparison.second()).isEqualTo(RankingQuality.auroc(other, sample.anomalies()));
    }

    /** Over many data sets of two scorers that are as good, the difference spreads as the standard error says. */
    @Test
    void theErrorIsWhatRepetitionShows() {
        Random random = new Random(11);
        int sets = 1000;
        double squares = 0;
        double variances = 0;
        int differing = 0;
        for (int set = 0; set < sets; set++) {
            double[][] scores = new double[2][200];
            boolean[] anomalies = new boolean[200];
            for (int i = 0; i < 200; i++) {
                anomalies[i] = i < 60;
                double shared = random.nextGaussian() + (anomalies[i] ? 1.5 : 0);
                scores[0][i] = shared + random.nextGaussian();
                scores[1][i] = shared + random.nextGaussian();
            }
            AurocComparison comparison = AurocComparison.of(scores[0], scores[1], anomalies);
            squares += comparison.difference() * comparison.difference();
            variances += comparison.standardError() * comparison.standardError();
            differing += comparison.differs() ? 1 : 0;
        }
        // The spread of 1,000 squares is 4.5 % of them.
        assertThat(variances / squares).isBetween(0.87, 1.15);
        // 5 % expected, give or take 0.7 %.
        assertThat(differing).isBetween(30, 75);
    }

    @Test
    void theSameScorerDoesNotDiffer() {
        double[] scores = {1, 2, 3, Double.POSITIVE_INFINITY};
        AurocComparison same = AurocComparison.of(scores, scores, new boolean[] {false, true, false, true});
        assertThat(same.standardError()).isZero();
        assertThat(same.differs()).isFalse();
    }

    @Test
    void nothingToSayOfOneWindowOfAKind() {
        AurocComparison one =
                AurocComparison.of(new double[] {1, 2, 3}, new double[] {3, 2, 1}, new boolean[] {false, false, true});
        assertThat(one.difference()).isEqualTo(1);
        assertThat(one.standardError()).isNaN();
        assertThat(one.differs()).isFalse();
    }

    /** At least two of each class. */
    private static Sample two(Sample sample) {
        double[] scores = {2, 0, 1, 3};
        boolean[] anomalies = {true, true, false, false};
        int count = sample.scores().length;
        double[] moreScores = Arrays.copyOf(scores, count + 4);
        boolean[] moreAnomalies = Arrays.copyOf(anomalies, count + 4);
        System.arraycopy(sample.scores(), 0, moreScores, 4, count);
        System.arraycopy(sample.anomalies(), 0, moreAnomalies, 4, count);
        return new Sample(moreScores, moreAnomalies);
    }

    private static double[][] components(double[] scores, Sample sample) {
        double[][] components = {new double[count(sample, true)], new double[count(sample, false)]};
        int p = 0;
        for (int i = 0; i < scores.length; i++) {
            if (sample.anomalies()[i]) {
                int n = 0;
                for (int j = 0; j < scores.length; j++) {
                    if (!sample.anomalies()[j]) {
                        double kernel = scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                        components[0][p] += kernel / components[1].length;
                        components[1][n++] += kernel / components[0].length;
                    }
                }
                p++;
            }
        }
        return components;
    }

    private static int count(Sample sample, boolean anomaly) {
        int count = 0;
        for (boolean label : sample.anomalies()) {
            count += label == anomaly ? 1 : 0;
        }
        return count;
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            meanA += a[i] / a.length;
            meanB += b[i] / b.length;
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / (a.length - 1);
    }
}
