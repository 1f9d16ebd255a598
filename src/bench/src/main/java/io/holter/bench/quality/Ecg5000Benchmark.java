// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import io.holter.core.quality.Confusion;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.WindowFiles;
import io.holter.data.set.WindowSet;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Heartbeats of ECG5000, split at random. */
final class Ecg5000Benchmark implements Benchmark {

    private static final double TRAINING_SHARE = 0.8;

    @Override
    public String name() {
        return "ecg5000";
    }

    @Override
    public String protocol() {
        return "The 4,998 beats of ECG5000 (UCR archive, from PhysioNet BIDMC chf07), split 80/20 at random: trained on the"
                + " normal beats of the larger part, measured on the other. The threshold is the card's, which sees no"
                + " label.";
    }

    @Override
    public Findings run(Path data, Run run) throws IOException {
        Path file = data.resolve("ECG5000").resolve("ecg.csv.gz");
        WindowSet all =
                WindowFiles.read(List.of(file.toString()), DataFormat.labelled(LabelPlace.LAST, "1"), line -> {});
        Means aurocs = new Means();
        Means verdicts = new Means();
        for (int seed = 1; seed <= run.seeds(); seed++) {
            WindowSet.Split split = all.split(TRAINING_SHARE, seed);
            Contest contest = Contest.of(
                    split.first().normal(), split.second(), TrainingSettings.DEFAULT.withSeed(seed), run.models());
            aurocs.add(contest.aurocs());
            verdicts.add(verdicts(contest));
            run.progress().accept("split " + seed + ": " + contest.aurocs());
        }
        Map<String, Object> figures = new LinkedHashMap<>(aurocs.means());
        figures.putAll(verdicts.means());
        List<List<String>> rows = new ArrayList<>();
        Contest.METHODS.forEach(method -> rows.add(List.of(method, aurocs.cell(method))));
        rows.add(1, List.of("model, error alone", aurocs.cell("error")));
        return new Findings(
                figures,
                List.of("method", "AUROC"),
                rows,
                List.of(String.format(
                        Locale.ROOT,
                        "At the card's threshold: F1 %s, recall %s, %.0f false alarms per 1,000 normal beats. As detect"
                                + " judges by default: F1 %s, recall %s, %.0f false alarms.",
                        verdicts.cell("f1"),
                        verdicts.cell("recall"),
                        verdicts.mean("falseAlarmsPer1000"),
                        verdicts.cell("inStreamF1"),
                        verdicts.cell("inStreamRecall"),
                        verdicts.mean("inStreamFalseAlarmsPer1000"))));
    }

    private static Map<String, Double> verdicts(Contest contest) {
        Confusion card = contest.evaluation().confusion();
        Confusion stream = contest.evaluation().inStream().confusion();
        return Map.of(
                "f1", card.f1(),
                "recall", card.recall(),
                "falseAlarmsPer1000", card.falseAlarmsPer1000(),
                "inStreamF1", stream.f1(),
                "inStreamRecall", stream.recall(),
                "inStreamFalseAlarmsPer1000", stream.falseAlarmsPer1000());
    }
}
