package io.holter.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.quality.Confusion;
import io.holter.model.MeanModel;
import io.holter.model.Model;
import io.holter.trainer.data.WindowSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
            evaluation = Evaluation.of(model, WindowSet.of(SHAPE, windows, anomalies, true, List.of("a")), "a");
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
                        "normalRecall")
                .containsEntry("normalRecall", 1.0)
                .containsEntry("precision", 1.0);
    }

    @Test
    void whatCannotBeSaidIsNull() throws Exception {
        MeanModel.write(directory, SHAPE);
        WindowSet normal = WindowSet.of(SHAPE, List.of(new float[2]), new BitSet(), true, List.of("a"));
        try (Model model = Model.open(directory)) {
            assertThat(Evaluation.of(model, normal, "a").figures())
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
            assertThatThrownBy(() -> Evaluation.of(model, longer, "a.csv"))
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessage("a.csv: expected windows of 2 samples × 1 channels, as the model takes, found 3 × 1");
            assertThatThrownBy(() -> Evaluation.of(model, unlabelled, "a"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
