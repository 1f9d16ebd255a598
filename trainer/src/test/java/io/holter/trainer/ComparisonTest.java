// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.quality.Confusion;
import io.holter.core.quality.RankingQuality;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.device.Device;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.Quality;
import io.holter.trainer.network.LinearArchitecture;
import io.holter.trainer.network.Score;
import io.holter.trainer.training.Objective;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    private static final Comparison.Listener IGNORED = (directory, data, result) -> {};

    static {
        GeneratedClasses.trust();
    }

    private static final TrainingSettings PCA = linear(1);
    private static final TrainingSettings MEAN = linear(0);

    @TempDir
    private Path folder;

    @Test
    void everyArchitectureSeesTheSameWindows() throws Exception {
        Comparison comparison = Comparison.run(tilted(), 0.25, List.of(PCA, MEAN), named(), place(false), IGNORED);
        assertThat(comparison.contenders())
                .extracting(Comparison.Contender::name)
                .containsExactly("pca", "mean");
        assertThat(comparison.contenders()).allSatisfy(contender -> {
            assertThat(contender.evaluation().windows()).isEqualTo(100);
            assertThat(contender.evaluation().model().labels())
                    .isEqualTo(comparison.neighbours().labels());
            assertThat(contender.windowsPerSecond()).isPositive();
            assertThat(contender.trainingSeconds()).isPositive();
            try (Model model = Model.open(folder.resolve(contender.name()))) {
                assertThat(model.card().getName()).isEqualTo("tilted-" + contender.name());
            }
        });
        // Normal windows lie along a line, anomalies beside it, but no farther from its middle.
        assertThat(comparison.contenders().get(0).evaluation().auroc()).isGreaterThan(0.95);
        assertThat(comparison.contenders().get(1).evaluation().auroc()).isLessThan(0.7);
        assertThat(comparison.verdict()).startsWith("pca, the best of these: AUROC ");
    }

    @Test
    void whatIsThereIsSaidBeforeTraining() throws Exception {
        Files.createDirectories(folder.resolve("mean"));
        Files.writeString(folder.resolve("mean/notes.txt"), "mine");
        assertThatThrownBy(() -> Comparison.run(tilted(), 0.25, List.of(PCA, MEAN), named(), place(true), IGNORED))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageContaining("mean");
        assertThat(folder.resolve("pca")).doesNotExist();
        assertThat(folder.resolve("mean/notes.txt")).hasContent("mine");
    }

    @Test
    void refusesWhatCannotBeCompared() throws Exception {
        WindowSet unlabelled = WindowSet.unlabelled(new WindowShape(2, 1), List.of(new float[2]), "x");
        assertThatThrownBy(() -> Comparison.run(unlabelled, 0.2, List.of(PCA), named(), place(false), IGNORED))
                .hasMessage("a comparison needs labels");
        assertThatThrownBy(() -> Comparison.run(tilted(), 0.2, List.of(PCA, PCA), named(), place(false), IGNORED))
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> Comparison.run(tilted(), 1, List.of(PCA), named(), place(false), IGNORED))
                .hasMessageContaining("between 0 and 1");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void thePlainestOfThoseThatDoAsWell() {
        Comparison comparison = new Comparison(
                List.of(contender("dense", 1000, 3, 2), contender("pca", 100, 2.95, 1), contender("mean", 10, 1, 3)),
                quality("knn", 3, 4));
        assertThat(comparison.verdict())
                .matches(
                        "pca does as well as dense: AUROC 0\\.9\\d+ against 0\\.9\\d+, standard error of the difference"
                                + " 0\\.\\d+");
    }

    @Test
    void neighboursThatFindMoreAreNamed() {
        Comparison comparison = new Comparison(List.of(contender("dense", 1000, 1, 1)), quality("knn", 4, 2));
        assertThat(comparison.verdict())
                .matches("dense, the best of these: AUROC 0\\.\\d+; knn finds more still: 0\\.99\\d+");
    }

    private Comparison.Place place(boolean overwrite) {
        return new Comparison.Place(folder, overwrite, Device.cpu(), Progress.SILENT);
    }

    private static ModelDescription named() {
        return ModelDescription.named("tilted", 1);
    }

    private static WindowSet tilted() throws Exception {
        Random random = new Random(1);
        List<float[]> windows = new ArrayList<>();
        BitSet anomalies = new BitSet();
        for (int i = 0; i < 400; i++) {
            boolean anomaly = i % 4 == 0;
            float along = 3 * (float) random.nextGaussian();
            float across = anomaly ? 2 + random.nextFloat() : 0.1f * (float) random.nextGaussian();
            windows.add(anomaly ? new float[] {across, -across} : new float[] {along, along + across});
            anomalies.set(i, anomaly);
        }
        return WindowSet.of(new WindowShape(2, 1), windows, anomalies, true, List.of("tilted"));
    }

    /** A contender whose scores set anomalies apart by so many standard deviations. */
    private static Comparison.Contender contender(String name, long parameters, double apart, long seed) {
        Quality quality = quality(name, apart, seed);
        ModelCard card = ModelCard.newBuilder()
                .setArchitecture(name)
                .setParameters(parameters)
                .build();
        Confusion confusion = Confusion.at(1, quality.scores(), quality.labels());
        return new Comparison.Contender(
                card, new Evaluation(quality, 1, confusion, null, Double.NaN, Optional.empty(), List.of()), 1, 1);
    }

    private static Quality quality(String name, double apart, long seed) {
        Random random = new Random(seed);
        double[] scores = new double[400];
        boolean[] labels = new boolean[400];
        for (int i = 0; i < scores.length; i++) {
            labels[i] = i % 4 == 0;
            scores[i] = random.nextGaussian() + (labels[i] ? apart : 0);
        }
        return new Quality(name, "", scores, labels, RankingQuality.auroc(scores, labels), Double.NaN);
    }

    private static TrainingSettings linear(int components) {
        return TrainingSettings.DEFAULT
                .with(new LinearArchitecture(components))
                .with(Objective.DEFAULT.with(Score.ERROR));
    }
}
