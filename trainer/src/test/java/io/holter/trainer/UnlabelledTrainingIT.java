// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.quality.RankingQuality;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.linear.LinearFit;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on data with anomalies in it, without labels, against training on the normal windows alone. */
class UnlabelledTrainingIT {

    private static final double WORSE = 0.01;

    /** A threshold from the errors of fifty held-out beats is itself that uncertain. */
    private static final double LOUDER = 0.05;

    /** How much seeds differ. */
    private static final double CHANCE = 0.002;

    private static final int DRAWINGS = 3;

    /** 5 minutes at 360 Hz. */
    private static final int FIRST_MINUTES = 5 * 60 * 360;

    /** What {@code train} takes without labels. */
    private static final double UNLABELLED = 0.4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.35})
    void mixturesOfEcg5000AreAsGoodAsCleanData(double share) throws Exception {
        boolean clean = share == 0;
        WindowSet.Split split = ecg5000(2);
        compare(
                "ECG5000",
                TrainingSettings.DEFAULT,
                thinned(split.first(), share),
                split.second(),
                clean ? 1e-6 : WORSE,
                clean ? 1e-6 : LOUDER);
    }

    /** One drawing of a mixture may be luckier than another. */
    @Test
    void aFifthOfAnomaliesCostsLittleInTheMeanOfThreeDrawings() throws Exception {
        double clean = 0;
        double robust = 0;
        for (long drawing = 1; drawing <= DRAWINGS; drawing++) {
            WindowSet.Split split = ecg5000(drawing);
            WindowSet training = thinned(split.first(), 0.2);
            clean += evaluate(TrainingSettings.DEFAULT, training.normal(), 0, split.second())
                            .auroc()
                    / DRAWINGS;
            robust += evaluate(TrainingSettings.DEFAULT, training, UNLABELLED, split.second())
                            .auroc()
                    / DRAWINGS;
        }
        System.out.printf(Locale.ROOT, "ECG5000, 20 %%: AUROC %.4f, of clean data %.4f%n", robust, clean);
        assertThat(robust).isGreaterThanOrEqualTo(clean - WORSE);
    }

    @ParameterizedTest
    @ValueSource(ints = {106, 200})
    void mixturesOfAPatientsBeatsAreAsGoodAsCleanData(int record) throws Exception {
        WindowSet.Split split = Beats.mitBih(record).mixture(0.3, 1).split(0.7, 1);
        compare(
                "record " + record,
                TrainingSettings.DEFAULT,
                thinned(split.first(), 0.2),
                split.second(),
                WORSE,
                LOUDER);
    }

    /** All beats of the first five minutes of a patient, whatever they are. */
    @ParameterizedTest
    @ValueSource(ints = {105, 106, 119, 200})
    void firstMinutesOfAPatientAreAsGoodAsItsNormalBeats(int record) throws Exception {
        WindowSet training = Beats.mitBih(record, 0, FIRST_MINUTES);
        WindowSet test = Beats.mitBih(record, FIRST_MINUTES, Integer.MAX_VALUE);
        double auroc = compare("record " + record, TrainingSettings.DEFAULT, training, test, WORSE, LOUDER);
        double trimmed = trimmed(training, test);
        System.out.printf(Locale.ROOT, "record %d: AUROC of two trimmed components %.4f%n", record, trimmed);
        assertThat(auroc).isGreaterThanOrEqualTo(trimmed - CHANCE);
    }

    /**
     * AUROC of the errors of two principal components of the 70 % of the windows that they reconstruct best, fitted
     * again and again from the median window on.
     */
    private static double trimmed(WindowSet training, WindowSet test) {
        Normalisation units = Normalisation.of(Normalisation.Kind.STANDARD, training.shape(), training.windows());
        List<float[]> windows = new ArrayList<>(units.normalised(training.windows()));
        int kept = (int) Math.ceil(0.7 * windows.size());
        LinearFit fit = new LinearFit(median(windows), new float[0][], new double[0], 0);
        for (int round = 0; round < 20; round++) {
            windows.sort(Comparator.comparingDouble(fit::squaredError));
            fit = LinearFit.of(windows.subList(0, kept), 2);
        }
        double[] errors = units.normalised(test.windows()).stream()
                .mapToDouble(fit::squaredError)
                .toArray();
        return RankingQuality.auroc(errors, test.labels());
    }

    private static float[] median(List<float[]> windows) {
        float[] median = new float[windows.get(0).length];
        for (int t = 0; t < median.length; t++) {
            int at = t;
            median[t] = (float) windows.stream()
                    .mapToDouble(window -> window[at])
                    .sorted()
                    .skip(windows.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }
        return median;
    }

    /**
     * Trains three times.
     *
     * @param worse how much less AUROC the model of all windows may have than that of the normal ones
     * @param louder how much larger a share of the normal windows may be above its threshold
     * @return its AUROC
     */
    private double compare(
            String name, TrainingSettings settings, WindowSet training, WindowSet test, double worse, double louder)
            throws Exception {
        Evaluation clean = evaluate(settings, training.normal(), 0, test);
        Evaluation robust = evaluate(settings, training, UNLABELLED, test);
        Evaluation plain = evaluate(settings, training, 0, test);
        System.out.printf(
                Locale.ROOT,
                "%s, %d of %d windows abnormal: %s on normal windows, %s on all, robustly, %s on all, trusted%n",
                name,
                training.anomalies(),
                training.size(),
                text(clean),
                text(robust),
                text(plain));
        assertThat(robust.auroc()).isGreaterThanOrEqualTo(clean.auroc() - worse);
        assertThat(robust.auroc()).isGreaterThanOrEqualTo(plain.auroc() - 1e-3);
        assertThat(falseAlarms(robust)).isLessThanOrEqualTo(falseAlarms(clean) + louder);
        return robust.auroc();
    }

    private Evaluation evaluate(TrainingSettings settings, WindowSet training, double contamination, WindowSet test)
            throws Exception {
        WindowSet unlabelled = WindowSet.unlabelled(training.shape(), training.windows(), "beats");
        TrainingSettings sampled = settings.with(new TrainingSettings.TrainingSplit(0.2, contamination, 1));
        Path directory = folder.resolve("model" + System.nanoTime());
        new Trainer(sampled, ModelDescription.named("beats", 1), Progress.SILENT).train(unlabelled, directory);
        try (Model model = Model.open(directory)) {
            return Evaluation.of(model, test);
        }
    }

    private static WindowSet.Split ecg5000(long drawing) throws Exception {
        return Beats.ecg5000().mixture(0.4, drawing).split(0.8, drawing);
    }

    /** All normal windows, and so many of the others that they are this share. */
    private static WindowSet thinned(WindowSet windows, double share) {
        int most = (int) Math.round(windows.normal().size() * share / (1 - share));
        int[] seen = {0};
        return windows.where(i -> !windows.isAnomaly(i) || seen[0]++ < most);
    }

    private static double falseAlarms(Evaluation evaluation) {
        double alarms = evaluation.confusion().falsePositives();
        return alarms / (alarms + evaluation.confusion().trueNegatives());
    }

    private static String text(Evaluation evaluation) {
        return String.format(
                Locale.ROOT,
                "AUROC %.4f, recall %.3f, %.0f false alarms a thousand",
                evaluation.auroc(),
                evaluation.confusion().recall(),
                1000 * falseAlarms(evaluation));
    }
}
