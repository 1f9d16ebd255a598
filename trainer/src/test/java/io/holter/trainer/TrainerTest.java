// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.threshold.ErrorProfile;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.Heartbeats;
import io.holter.data.LabelPlace;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.CardThreshold;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.Score;
import io.holter.trainer.training.InputNoise;
import io.holter.trainer.training.LearningRate;
import io.holter.trainer.training.Objective;
import io.holter.trainer.training.Optimisation;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final TrainingSettings SETTINGS = TrainingSettings.DEFAULT
            .with(Objective.DEFAULT.with(Score.ERROR))
            .with(InputNoise.NONE)
            .with(DenseArchitecture.of(8, 3))
            .with(new Optimisation(Optimisation.AUTOMATIC_EPOCHS, 32, LearningRate.constant(0.001), 0, 0))
            .with(new TrainingSettings.TrainingSplit(0.25, 0, 7));

    @TempDir
    private Path folder;

    @Test
    void cardTellsWhatTheModelIs() throws Exception {
        WindowSet data = beats(400, 1);
        Path directory = folder.resolve("model");
        ModelCard card = trainer(SETTINGS).train(data, directory).card();
        assertThat(ModelDirectory.readCard(directory)).isEqualTo(card);
        assertThat(card.getName()).isEqualTo("beats");
        assertThat(card.getVersion()).isEqualTo(card.getCreated().toString());
        assertThat(card.getLength()).isEqualTo(20);
        assertThat(card.getLayers()).containsExactly(20, 8, 3, 8, 20);
        assertThat(card.getLoss()).isEqualTo("mse");
        assertThat(card.getTrainingWindows()).isEqualTo(270);
        // 9 steps an epoch, 2,000 steps at least.
        assertThat(card.getEpochs()).isEqualTo(223);
        assertThat(card.getHeldOutWindows()).isEqualTo(90);
        assertThat(card.getDataSources()).containsExactly("beats.csv");
        assertThat(card.getDataFingerprint()).isEqualTo(data.fingerprint());
        assertThat(card.getCodeRevision()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(card.getSavedModelSha256()).isEqualTo(ModelDirectory.savedModelHash(directory));
    }

    @Test
    void sketchAndThresholdComeFromTheHeldOutWindows() throws Exception {
        WindowSet data = beats(600, 1);
        Path directory = folder.resolve("model");
        ModelCard card = trainer(SETTINGS).train(data, directory).card();
        WindowSet heldOut = data.normal().split(135 / 540.0, SETTINGS.seed()).first();
        double[] errors = new double[135];
        try (Model model = Model.open(directory)) {
            float[] error = new float[1];
            for (int i = 0; i < errors.length; i++) {
                model.errors(heldOut.window(i), 1, error);
                errors[i] = error[0];
            }
        }
        // One window at a time and many together are summed in different orders.
        ErrorProfile expected = ErrorProfile.of(errors);
        ErrorProfile sketch = ModelDirectory.profile(card);
        assertThat(sketch.count()).isEqualTo(135);
        assertThat(sketch.mean()).isCloseTo(expected.mean(), within(1e-6));
        assertThat(sketch.standardDeviation()).isCloseTo(expected.standardDeviation(), within(1e-6));
        assertThat(sketch.quantiles()).containsExactly(expected.quantiles(), within(1e-6));
        assertThat(card.getThreshold()).isCloseTo(CardThreshold.of(errors), within(1e-5));
        assertThat(card.getThresholdRule()).isEqualTo(CardThreshold.RULE);
        // The loss is the mean error where training minimises the squared error.
        assertThat(card.getValidationLoss()).isCloseTo(expected.mean(), within(1e-5));
    }

    /** Each quarter of them by a model that was trained on the others. */
    @Test
    void fewWindowsAreAllMeasured() throws Exception {
        Trainer.Result result = trainer(SETTINGS).train(beats(200, 1), folder.resolve("model"));
        assertThat(result.card().getHeldOutWindows()).isEqualTo(45);
        assertThat(result.heldOut().size()).isEqualTo(45);
        assertThat(result.card().getErrors().getCount()).isEqualTo(180);
        // The median of those that models have seen would be lower.
        try (Model model = Model.open(folder.resolve("model"))) {
            double unseen = median(model, result.heldOut());
            double seen = median(model, result.training());
            double sketched = ModelDirectory.profile(result.card()).quantile(0.5);
            assertThat(sketched).isCloseTo(unseen, within(0.25 * unseen)).isGreaterThan(seen);
        }
    }

    private static double median(Model model, WindowSet windows) {
        double[] errors = new double[windows.size()];
        float[] error = new float[1];
        for (int i = 0; i < errors.length; i++) {
            model.errors(windows.window(i), 1, error);
            errors[i] = error[0];
        }
        return ErrorProfile.of(errors).quantile(0.5);
    }

    @Test
    void findsWhatIsAbnormal() throws Exception {
        Path directory = folder.resolve("model");
        trainer(SETTINGS).train(beats(400, 1), directory);
        try (Model model = Model.open(directory)) {
            Evaluation evaluation = Evaluation.of(model, beats(400, 2));
            assertThat(evaluation.auroc()).isGreaterThan(0.99);
            assertThat(evaluation.confusion().f1()).isGreaterThan(0.95);
        }
    }

    @Test
    void sameSeedSameCard() throws Exception {
        TrainingSettings few = SETTINGS.withEpochs(10);
        ModelCard first =
                trainer(few).train(beats(100, 1), folder.resolve("first")).card();
        ModelCard second =
                trainer(few).train(beats(100, 1), folder.resolve("second")).card();
        assertThat(second.getThreshold()).isCloseTo(first.getThreshold(), within(1e-5 * first.getThreshold()));
        assertThat(second.getDataFingerprint()).isEqualTo(first.getDataFingerprint());
        ModelCard other = trainer(few.withSeed(8))
                .train(beats(100, 1), folder.resolve("other"))
                .card();
        assertThat(other.getThreshold()).isNotEqualTo(first.getThreshold());
    }

    @Test
    void tenNormalWindowsAreEnough() throws Exception {
        List<float[]> windows = beats(20, 1).normal().windows().subList(0, 10);
        WindowSet ten = WindowSet.unlabelled(new WindowShape(20, 1), windows, "ten");
        ModelCard card = trainer(SETTINGS.withEpochs(1))
                .train(ten, folder.resolve("model"))
                .card();
        assertThat(card.getHeldOutWindows()).isEqualTo(3);
        assertThat(card.getTrainingWindows()).isEqualTo(7);
    }

    @Test
    void fewerAreNot() throws Exception {
        WindowSet nine = beats(10, 1);
        Path directory = folder.resolve("deep/model");
        assertThatThrownBy(() -> trainer(SETTINGS).train(nine, directory))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("beats.csv: expected at least 10 normal windows to train on, found 9");
        assertThat(folder.resolve("deep")).doesNotExist();
    }

    @Test
    void windowsThatNeverChangeStillMakeAModel() throws Exception {
        WindowSet still =
                WindowSet.unlabelled(new WindowShape(4, 1), Collections.nCopies(20, new float[] {5, 5, 5, 5}), "still");
        trainer(SETTINGS.withEpochs(2)).train(still, folder.resolve("model"));
        try (Model model = Model.open(folder.resolve("model"))) {
            float[] errors = new float[2];
            model.errors(new float[] {5, 5, 5, 5, 5, 9, 5, 5}, 2, errors);
            assertThat((double) errors[0]).isLessThan(model.card().getThreshold());
            assertThat((double) errors[1]).isGreaterThan(model.card().getThreshold());
        }
    }

    @Test
    void channelsOfTheDescriptionAreThoseOfTheData() throws Exception {
        WindowSet data = beats(20, 1);
        Trainer trainer = new Trainer(SETTINGS, ModelDescription.named("beats", 2), Progress.SILENT);
        assertThatThrownBy(() -> trainer.train(data, folder.resolve("model")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Trainer trainer(TrainingSettings settings) {
        return new Trainer(settings, ModelDescription.named("beats", 1), Progress.SILENT);
    }

    private WindowSet beats(int count, long seed) throws Exception {
        Path file = Heartbeats.write(folder.resolve("beats.csv"), count, seed);
        return DataFiles.read(List.of(file.toString()), DataFormat.labelled(LabelPlace.LAST, "1"));
    }
}
