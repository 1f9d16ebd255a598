// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import io.holter.core.WrongArtefactException;
import io.holter.core.quality.Confusion;
import io.holter.core.quality.Median;
import io.holter.data.set.WindowSet;
import io.holter.trainer.training.TrainingSettings;
import io.holter.trainer.training.TrainingSettings.TrainingSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Records of the MIT-BIH arrhythmia database, learned from without labels. */
final class MitBihBenchmark implements Benchmark {

    private static final int RATE = 360;
    private static final int TRAINED_SECONDS = 300;

    /** What {@code train} takes for data without labels. */
    static final TrainingSplit UNLABELLED = new TrainingSplit(0.2, 0.4, 1);

    @Override
    public String name() {
        return "mitbih";
    }

    @Override
    public String protocol() {
        return "Records of the MIT-BIH arrhythmia database (PhysioNet), first lead, beats cut at the annotated places (90"
                + " samples before, 162 after), moving average of 0.6 s taken away: trained on all beats of the first 5"
                + " minutes without labels, measured on the rest, premature ventricular beats against all others. Recall"
                + " and false alarms are those of the policy that detect uses by default, the record as one series.";
    }

    @Override
    public Findings run(Path data, Run run) throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<Double> falseAlarms = new ArrayList<>();
        for (BeatRecord record : records(data.resolve("MITBIH"))) {
            WindowSet training = training(record);
            WindowSet test = test(record);
            double hours = (record.samples() - TRAINED_SECONDS * RATE) / (3600.0 * RATE);
            Means means = new Means();
            for (int seed = 1; seed <= run.seeds(); seed++) {
                TrainingSettings settings =
                        TrainingSettings.DEFAULT.with(UNLABELLED).withSeed(seed);
                Contest contest = Contest.of(training, test, settings, run.models());
                Map<String, Double> figures = new LinkedHashMap<>(contest.aurocs());
                Confusion stream = contest.evaluation().inStream().confusion();
                figures.put("recall", stream.recall());
                figures.put("falseAlarmsPerHour", stream.falsePositives() / hours);
                means.add(figures);
            }
            run.progress().accept("record " + record.name() + ": " + means.means());
            falseAlarms.add(means.mean("falseAlarmsPerHour"));
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("record", record.name());
            figures.putAll(means.means());
            figures.put("auroc", means.mean("model"));
            records.add(figures);
            List<String> row = new ArrayList<>(List.of(record.name()));
            Contest.METHODS.forEach(method -> row.add(Means.cell(means.mean(method))));
            row.add(Means.cell(means.mean("recall")));
            row.add(String.format(Locale.ROOT, "%.0f", means.mean("falseAlarmsPerHour")));
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("record"));
        columns.addAll(Contest.METHODS);
        columns.addAll(List.of("recall", "false alarms/h"));
        double[] sorted = falseAlarms.stream().mapToDouble(x -> x).sorted().toArray();
        return new Findings(
                Map.of("records", records),
                columns,
                rows,
                List.of(String.format(
                        Locale.ROOT,
                        "False alarms an hour: median %.0f, worst %.0f.",
                        Median.of(sorted),
                        sorted[sorted.length - 1])));
    }

    /** All beats of the first minutes, without labels. */
    static WindowSet training(BeatRecord record) throws IOException {
        WindowSet beats = record.beats(0, TRAINED_SECONDS * RATE);
        return WindowSet.unlabelled(
                beats.shape(), beats.windows(), String.join(", ", beats.signal().sources()));
    }

    /** The beats after that. */
    static WindowSet test(BeatRecord record) throws IOException {
        return record.beats(TRAINED_SECONDS * RATE, Integer.MAX_VALUE);
    }

    private static List<BeatRecord> records(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new WrongArtefactException(
                    folder.toString(), "a folder with records of the MIT-BIH database", "none");
        }
        List<BeatRecord> records = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(f -> f.toString().endsWith(BeatRecord.SIGNAL))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                records.add(BeatRecord.read(folder, name.substring(0, name.length() - BeatRecord.SIGNAL.length())));
            }
        }
        return records;
    }
}
