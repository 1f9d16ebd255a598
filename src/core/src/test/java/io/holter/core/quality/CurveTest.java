// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CurveTest {

    @RepeatedTest(10)
    void everyThresholdIsAPoint(RepetitionInfo repetition) {
        Sample sample = Sample.draw(repetition.getCurrentRepetition());
        Curve roc = Curve.roc(sample.scores(), sample.anomalies());
        Curve precisionRecall = Curve.precisionRecall(sample.scores(), sample.anomalies());
        double[] thresholds = Arrays.stream(sample.scores())
                .distinct()
                .map(score -> -score)
                .sorted()
                .map(negated -> Math.nextDown(-negated))
                .toArray();
        assertThat(roc.size()).isEqualTo(thresholds.length + 1);
        assertThat(precisionRecall.size()).isEqualTo(thresholds.length + 1);
        for (int i = 0; i < thresholds.length; i++) {
            Confusion confusion = Confusion.at(thresholds[i], sample.scores(), sample.anomalies());
            assertThat(roc.x()[i + 1]).isEqualTo(confusion.falseAlarmsPer1000() / 1000, within(1e-15));
            assertThat(roc.y()[i + 1]).isEqualTo(confusion.recall());
            assertThat(precisionRecall.x()[i + 1]).isEqualTo(confusion.recall());
            assertThat(precisionRecall.y()[i + 1]).isEqualTo(confusion.precision());
        }
    }

    @RepeatedTest(10)
    void theAreaUnderTheRocIsTheAuroc(RepetitionInfo repetition) {
        Sample sample = Sample.draw(repetition.getCurrentRepetition());
        assertThat(area(Curve.roc(sample.scores(), sample.anomalies())))
                .isCloseTo(RankingQuality.auroc(sample.scores(), sample.anomalies()), within(1e-12));
    }

    @Test
    void workedByHand() {
        double[] scores = {4, 3, 2, 2};
        boolean[] anomalies = {true, false, true, false};
        Curve roc = Curve.roc(scores, anomalies);
        assertThat(roc.x()).containsExactly(0, 0, 0.5, 1);
        assertThat(roc.y()).containsExactly(0, 0.5, 0.5, 1);
        Curve precisionRecall = Curve.precisionRecall(scores, anomalies);
        assertThat(precisionRecall.x()).containsExactly(0, 0.5, 0.5, 1);
        assertThat(precisionRecall.y()).containsExactly(1, 1, 0.5, 0.5);
    }

    @Test
    void withoutAClassThereIsNoCurve() {
        double[] scores = {1, 2};
        assertThat(Curve.roc(scores, new boolean[2]).size()).isZero();
        assertThat(Curve.roc(scores, new boolean[] {true, true}).size()).isZero();
        assertThat(Curve.precisionRecall(scores, new boolean[2]).size()).isZero();
        assertThat(Curve.precisionRecall(scores, new boolean[] {true, true}).y())
                .containsExactly(1, 1, 1);
        assertThat(Curve.roc(scores, new boolean[2]).thinned(3).size()).isZero();
    }

    /** Drawn column by column both cover the same heights, which is all that a picture so wide shows. */
    @Test
    void thinnedCurvesLookTheSame() {
        Random random = new Random(5);
        double[] scores = random.doubles(20_000).toArray();
        boolean[] anomalies = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            anomalies[i] = random.nextDouble() < 0.1 + 0.3 * scores[i];
        }
        for (Curve curve : List.of(Curve.roc(scores, anomalies), Curve.precisionRecall(scores, anomalies))) {
            Curve thinned = curve.thinned(100);
            assertThat(thinned.size()).isBetween(200, 400);
            assertThat(heights(thinned, 100)).isDeepEqualTo(heights(curve, 100));
            assertThat(thinned.x()[0]).isEqualTo(curve.x()[0]);
            assertThat(thinned.y()[0]).isEqualTo(curve.y()[0]);
            assertThat(thinned.x()[thinned.size() - 1]).isEqualTo(1);
            assertThat(thinned.y()[thinned.size() - 1]).isEqualTo(curve.y()[curve.size() - 1]);
        }
        assertThat(area(Curve.roc(scores, anomalies).thinned(100)))
                .isCloseTo(RankingQuality.auroc(scores, anomalies), within(1e-3));
    }

    @Test
    void shortCurvesStayAsTheyAre() {
        Curve curve = new Curve(new double[] {0, 0.2, 1}, new double[] {0.5, 0.7, 0.1});
        assertThat(curve.thinned(1).x()).containsExactly(0, 0.2, 1);
        assertThatThrownBy(() -> curve.thinned(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Curve(new double[1], new double[2])).isInstanceOf(IllegalArgumentException.class);
    }

    private static double area(Curve curve) {
        double area = 0;
        for (int i = 1; i < curve.size(); i++) {
            area += (curve.x()[i] - curve.x()[i - 1]) * (curve.y()[i] + curve.y()[i - 1]) / 2;
        }
        return area;
    }

    /** Lowest and highest point of the line in each column, with where it enters and leaves between two of them. */
    private static double[][] heights(Curve curve, int columns) {
        List<double[]> heights = new ArrayList<>();
        int before = -1;
        for (int i = 0; i < curve.size(); i++) {
            int column = Math.min(columns - 1, (int) (curve.x()[i] * columns));
            if (column != before) {
                heights.add(new double[] {column, curve.y()[i], curve.y()[i], curve.y()[i], 0});
                before = column;
            }
            double[] height = heights.get(heights.size() - 1);
            height[1] = Math.min(height[1], curve.y()[i]);
            height[2] = Math.max(height[2], curve.y()[i]);
            height[4] = curve.y()[i];
        }
        return heights.toArray(double[][]::new);
    }
}
