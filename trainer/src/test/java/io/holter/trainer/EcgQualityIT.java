// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.PolicySettings;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.SharedData;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Quality on real heartbeats with default settings: ECG5000 (UCR archive, from PhysioNet BIDMC chf07), trained on the
 * normal windows of four fifths and evaluated on the rest, over several random splits.
 */
class EcgQualityIT {

    private static final int SPLITS = 5;

    @TempDir
    private Path folder;

    @Test
    void findsAbnormalHeartbeats() throws Exception {
        WindowSet all = ecg5000();
        List<Evaluation> evaluations = new ArrayList<>();
        for (int seed = 1; seed <= SPLITS; seed++) {
            WindowSet.Split split = all.split(0.8, seed);
            Path directory = folder.resolve("model" + seed);
            new Trainer(TrainingSettings.DEFAULT, ModelDescription.named("ecg", 1), Progress.SILENT)
                    .train(split.first(), directory);
            try (Model model = Model.open(directory)) {
                Evaluation evaluation = Evaluation.of(model, split.second());
                evaluations.add(evaluation);
                System.out.printf(
                        Locale.ROOT,
                        "split %d: AUROC %.4f, F1 %.4f at %.4f (precision %.4f, recall %.4f)%n",
                        seed,
                        evaluation.auroc(),
                        evaluation.confusion().f1(),
                        evaluation.threshold(),
                        evaluation.confusion().precision(),
                        evaluation.confusion().recall());
            }
        }
        assertThat(evaluations).allSatisfy(evaluation -> {
            assertThat(evaluation.auroc()).isGreaterThanOrEqualTo(0.99);
            assertThat(evaluation.confusion().f1()).isGreaterThanOrEqualTo(0.96);
            assertThat(evaluation.confusion().falseAlarmsPer1000()).isLessThanOrEqualTo(35);
            // Two fifths of one stream are abnormal, and it neither falls silent nor cries.
            assertThat(evaluation.inStream().confusion().recall()).isGreaterThanOrEqualTo(0.9);
            assertThat(evaluation.inStream().confusion().precision()).isGreaterThanOrEqualTo(0.95);
        });
        assertThat(evaluations.stream().mapToDouble(Evaluation::auroc).average().orElseThrow())
                .isGreaterThanOrEqualTo(0.9945);
    }

    /** 100 normal beats and then 300 abnormal ones, four times: he alarms as long as he is ill, whatever came before. */
    @Test
    void aPatientWhoStaysSickIsNotForgotten() throws Exception {
        WindowSet.Split split = ecg5000().split(0.8, 1);
        Path directory = folder.resolve("model");
        new Trainer(TrainingSettings.DEFAULT, ModelDescription.named("ecg", 1), Progress.SILENT)
                .train(split.first(), directory);
        try (Model model = Model.open(directory)) {
            Evaluation evaluation = Evaluation.of(model, split.second());
            double[] scores = evaluation.model().scores();
            boolean[] labels = evaluation.model().labels();
            for (String k : List.of("6", "5")) {
                ThresholdPolicy<?> policy = PolicySettings.read(Map.of("threshold.k", k), "test")
                        .policyFor(ModelDirectory.profile(model.card()), evaluation.threshold());
                for (double share : sickRounds(policy, scores, labels)) {
                    assertThat(share).as("k = %s", k).isGreaterThanOrEqualTo(0.95);
                }
            }
        }
    }

    /** The share of the abnormal beats of each round that alarm. */
    private static <S> double[] sickRounds(ThresholdPolicy<S> policy, double[] scores, boolean[] labels) {
        Random random = new Random(1);
        int[] normal = IntStream.range(0, labels.length).filter(i -> !labels[i]).toArray();
        int[] abnormal =
                IntStream.range(0, labels.length).filter(i -> labels[i]).toArray();
        double[] alarms = new double[4];
        S state = policy.start();
        for (int round = 0; round < alarms.length; round++) {
            for (int beat = 0; beat < 400; beat++) {
                int[] from = beat < 100 ? normal : abnormal;
                Judgement<S> judgement = policy.judge(state, beat, scores[from[random.nextInt(from.length)]]);
                state = judgement.state();
                alarms[round] += beat >= 100 && judgement.verdict().alerted() ? 1 / 300.0 : 0;
            }
        }
        return alarms;
    }

    private static WindowSet ecg5000() throws Exception {
        Path path = SharedData.require("ECG5000/ecg.csv.gz");
        return DataFiles.read(List.of(path.toString()), DataFormat.labelled(LabelPlace.LAST, "1"));
    }
}
