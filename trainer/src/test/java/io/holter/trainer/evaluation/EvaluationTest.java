// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.quality.Confusion;
import io.holter.core.quality.VolumeUnderSurface;
import io.holter.data.set.Series;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.model.MeanModel;
import io.holter.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

    private static final WindowShape SHAPE = new WindowShape(2, 1);

    @TempDir
    private Path directory;

    @Test
    void holdsScoresAgainstLabels() throws Exception {
        MeanModel.write(directory, SHAPE);
        // The error of {0, 2d} is d² / 4: 600 windows from 0 to about 2, alarms above 0.5, labels from 0.4 on.
        List<float[]> windows = new ArrayList<>();
        BitSet anomalies = new BitSet();
        for (int i = 0; i < 600; i++) {
            double error = i / 300.0;
            windows.add(new float[] {0, (float) (4 * Math.sqrt(error))});
            anomalies.set(i, error >= 0.4);
        }
        Evaluation evaluation;
        try (Model model = Model.open(directory)) {
            evaluation = Evaluation.of(model, WindowSet.of(SHAPE, windows, anomalies, true, List.of("a")));
        }
        assertThat(evaluation.windows()).isEqualTo(600);
        assertThat(evaluation.anomalies()).isEqualTo(480);
        assertThat(evaluation.auroc()).isEqualTo(1);
        assertThat(evaluation.auprc()).isCloseTo(1, within(1e-12));
        assertThat(evaluation.threshold()).isEqualTo(MeanModel.THRESHOLD);
        // At 0.5 itself rounding decides.
        assertThat(evaluation.confusion()).isIn(new Confusion(449, 0, 120, 31), new Confusion(450, 0, 120, 30));
        assertThat(evaluation.figures())
                .containsOnlyKeys(
                        "windows",
                        "anomalies",
                        "auroc",
                        "auprc",
                        "threshold",
                        "accuracy",
                        "precision",
                        "recall",
                        "f1",
                        "normalPrecision",
                        "normalRecall",
                        "falseAlarmsPer1000",
                        "inStream",
                        "bestF1",
                        "bestF1Threshold",
                        "vusPr",
                        "rangeF1",
                        "baselines")
                .containsEntry("falseAlarmsPer1000", 0.0)
                .containsEntry("bestF1", 1.0)
                .containsEntry("vusPr", null)
                .containsEntry("rangeF1", null)
                .containsEntry("baselines", Map.of())
                .containsEntry("normalRecall", 1.0)
                .containsEntry("precision", 1.0);
        // Between the errors just below and at 0.4.
        assertThat((Double) evaluation.figures().get("bestF1Threshold")).isBetween(0.3966, 0.4001);
        assertThat(evaluation.model().scores()).hasSize(600);
        assertThat(evaluation.model().labels()).hasSize(600);
        assertThat(evaluation.model().roc().size()).isBetween(500, 601);
    }

    @Test
    void baselinesStandBesideTheModel() throws Exception {
        MeanModel.write(directory, SHAPE);
        List<float[]> windows = new ArrayList<>();
        List<float[]> normal = new ArrayList<>();
        BitSet anomalies = new BitSet();
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            // Normal windows are level, wherever they are; the model only sees differences within a window, as it
            // should.
            float level = 10 * (float) random.nextGaussian();
            normal.add(new float[] {level, level + 0.1f * (float) random.nextGaussian()});
            anomalies.set(i, i % 3 == 0);
            float step = i % 3 == 0 ? 2 : 0.1f;
            windows.add(new float[] {level, level + step * (float) random.nextGaussian()});
        }
        Evaluation evaluation;
        try (Model model = Model.open(directory)) {
            evaluation = Evaluation.of(
                    model,
                    WindowSet.of(SHAPE, windows, anomalies, true, List.of("a")),
                    Baselines.fit(WindowSet.unlabelled(SHAPE, normal, "n"), 1));
        }
        assertThat(evaluation.baselines()).extracting(Quality::name).containsExactly("mean", "pca", "nn", "knn");
        List<Quality> baselines = evaluation.baselines();
        assertThat(evaluation.figures().get("baselines"))
                .isEqualTo(Map.of(
                        "mean", baselines.get(0).figures(),
                        "pca", baselines.get(1).figures(),
                        "nn", baselines.get(2).figures(),
                        "knn", baselines.get(3).figures()));
        assertThat(baselines.get(0).figures())
                .containsOnlyKeys("auroc", "auprc", "bestF1", "bestF1Threshold", "vusPr")
                .containsEntry("auroc", baselines.get(0).auroc())
                .containsEntry("vusPr", null);
        assertThat(evaluation.baselines().get(0).auroc()).isLessThan(0.7);
        assertThat(evaluation.auroc()).isGreaterThan(0.9);
    }

    @Test
    void seriesAreJudgedSampleBySample() throws Exception {
        MeanModel.write(directory, SHAPE);
        float[] samples = {0, 0, 0, 0, 8, 0, 0, 0, 0, 0};
        BitSet anomalous = new BitSet();
        anomalous.set(4);
        WindowSet cut;
        try (WindowSet.Builder builder = new WindowSet.Builder(SHAPE)) {
            for (int t = 0; t + 1 < samples.length; t++) {
                builder.addCut(new float[] {samples[t], samples[t + 1]}, t == 3 || t == 4, 0, t);
            }
            List<Series> whole = List.of(new Series("s", samples.length, anomalous));
            cut = builder.build(true, Signal.from(List.of("s")), whole);
        }
        try (Model model = Model.open(directory)) {
            Evaluation evaluation = Evaluation.of(model, cut);
            // Windows at 3 and 4 have an error of 4: samples 3 and 5 half of it, sample 4 all of it, all above 0.5.
            List<SeriesScores> series = SeriesScores.of(cut, evaluation.model().scores());
            assertThat(series.get(0).scores())
                    .containsExactly(new double[] {0, 0, 0, 2, 4, 2, 0, 0, 0, 0}, within(1e-6));
            assertThat(evaluation.rangeF1()).isCloseTo(2 * (1 / 3.0) / (1 + 1 / 3.0), within(1e-12));
            assertThat(evaluation.model().vusPr())
                    .isEqualTo(VolumeUnderSurface.pr(
                            series.get(0).scores(), series.get(0).anomalies(), SHAPE.length()));
            assertThat(evaluation.figures().get("vusPr"))
                    .isEqualTo(evaluation.model().vusPr());
        }
    }

    @Test
    void whatCannotBeSaidIsNull() throws Exception {
        MeanModel.write(directory, SHAPE);
        WindowSet normal = WindowSet.of(SHAPE, List.of(new float[2]), new BitSet(), true, List.of("a"));
        try (Model model = Model.open(directory)) {
            assertThat(Evaluation.of(model, normal).figures())
                    .containsEntry("auroc", null)
                    .containsEntry("f1", null)
                    .containsEntry("accuracy", 1.0);
        }
    }

    @Test
    void windowsMustFitTheModel() throws Exception {
        MeanModel.write(directory, SHAPE);
        WindowSet longer =
                WindowSet.of(new WindowShape(3, 1), List.of(new float[3]), new BitSet(), true, List.of("a.csv"));
        WindowSet unlabelled = WindowSet.unlabelled(SHAPE, List.of(new float[2]), "a");
        try (Model model = Model.open(directory)) {
            assertThatThrownBy(() -> Evaluation.of(model, longer))
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessage("a.csv: expected windows of 2 samples × 1 channel, as the model takes, found 3 × 1");
            assertThatThrownBy(() -> Evaluation.of(model, unlabelled)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
