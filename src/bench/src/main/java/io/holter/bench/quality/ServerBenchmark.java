// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import io.holter.core.WrongArtefactException;
import io.holter.core.quality.RankingQuality;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.WindowFiles;
import io.holter.data.set.WindowSet;
import io.holter.trainer.evaluation.Quality;
import io.holter.trainer.evaluation.SeriesScores;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Metrics of servers, all of one machine together: a recording to train on, and a later one with a label for each row. */
final class ServerBenchmark implements Benchmark {

    private static final String TRAIN = "_train.npy.gz";
    private static final int WINDOW = 30;
    private static final int TRAINING_STRIDE = 20;
    private static final int TEST_STRIDE = 10;

    /** Longest buffer of VUS-PR in rows. */
    private static final int LONGEST_BUFFER = 100;

    /** What is measured, by its name in figures. */
    private enum Measure {
        VUS_PR("vusPr", "VUS-PR"),
        AUROC("auroc", "AUROC"),
        AUPRC("auprc", "AUPRC");

        private final String key;
        private final String title;

        Measure(String key, String title) {
            this.key = key;
            this.title = title;
        }
    }

    private final String name;
    private final String source;

    private ServerBenchmark(String name, String source) {
        this.name = name;
        this.source = source;
    }

    /** The Server Machine Dataset. */
    static ServerBenchmark smd() {
        return new ServerBenchmark(
                "smd",
                "Machines of the Server Machine Dataset (Su et al., OmniAnomaly, KDD 2019), 38 metrics a minute");
    }

    /** The Application Server Dataset. */
    static ServerBenchmark asd() {
        return new ServerBenchmark(
                "asd",
                "A server of the Application Server Dataset (Li et al., InterFusion, KDD 2021), 19 metrics every 5"
                        + " minutes");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String protocol() {
        return source + ": trained on the training part, taken as normal, in windows of " + WINDOW + " rows, one every "
                + TRAINING_STRIDE
                + "; measured on the rows of the test part, whose score is the mean of the windows that"
                + " cover them, one every " + TEST_STRIDE
                + " rows. VUS-PR (Paparrizos et al., PVLDB 15, 2022) has buffers"
                + " of up to " + LONGEST_BUFFER + " rows. Alarms are not adjusted to the extent of anomalies.";
    }

    @Override
    public Findings run(Path data, Run run) throws IOException {
        Map<String, Map<Measure, Means>> machines = new LinkedHashMap<>();
        Path folder = data.resolve(name.toUpperCase(Locale.ROOT));
        for (String machine : machines(folder)) {
            DataFormat unlabelled = DataFormat.unlabelled();
            WindowSet training = WindowFiles.read(
                    List.of(folder.resolve(machine + TRAIN).toString()),
                    unlabelled.withSlicing(new Slicing(WINDOW, TRAINING_STRIDE)),
                    line -> {});
            Labels labels = new Labels(
                    LabelPlace.FILE,
                    List.of("0"),
                    List.of(folder.resolve(machine + "_test_label.txt").toString()));
            WindowSet test = WindowFiles.read(
                    List.of(folder.resolve(machine + "_test.npy.gz").toString()),
                    unlabelled.withLabels(labels).withSlicing(new Slicing(WINDOW, TEST_STRIDE)),
                    line -> {});
            Map<Measure, Means> measures = new EnumMap<>(Measure.class);
            for (Measure measure : Measure.values()) {
                measures.put(measure, new Means());
            }
            for (int seed = 1; seed <= run.seeds(); seed++) {
                Contest contest = Contest.of(training, test, TrainingSettings.DEFAULT.withSeed(seed), run.models());
                contest.qualities().forEach((method, quality) -> measure(measures, method, test, quality));
                run.progress()
                        .accept(machine + ", seed " + seed + ": VUS-PR "
                                + measures.get(Measure.VUS_PR).means());
            }
            machines.put(machine, measures);
        }
        return findings(machines);
    }

    /** Measures a method by row: rows at the end that no window covers are left out. */
    private static void measure(Map<Measure, Means> measures, String method, WindowSet test, Quality quality) {
        List<SeriesScores> series = SeriesScores.of(test, quality.scores());
        SeriesScores rows = series.get(0);
        int[] scored = IntStream.range(0, rows.scores().length)
                .filter(t -> !Double.isNaN(rows.scores()[t]))
                .toArray();
        double[] scores = new double[scored.length];
        boolean[] anomalies = new boolean[scored.length];
        for (int i = 0; i < scored.length; i++) {
            scores[i] = rows.scores()[scored[i]];
            anomalies[i] = rows.anomalies()[scored[i]];
        }
        measures.get(Measure.VUS_PR).add(Map.of(method, SeriesScores.vusPr(series, LONGEST_BUFFER)));
        measures.get(Measure.AUROC).add(Map.of(method, RankingQuality.auroc(scores, anomalies)));
        measures.get(Measure.AUPRC).add(Map.of(method, RankingQuality.auprc(scores, anomalies)));
    }

    private static Findings findings(Map<String, Map<Measure, Means>> machines) {
        Map<Measure, Means> overall = new EnumMap<>(Measure.class);
        List<Map<String, Object>> ofMachines = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        machines.forEach((machine, measures) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("machine", machine);
            measures.forEach((measure, means) -> {
                figures.put(measure.key, means.means());
                rows.add(row(machine, measure, means));
                overall.computeIfAbsent(measure, m -> new Means()).add(means.means());
            });
            ofMachines.add(figures);
        });
        Map<String, Object> figures = new LinkedHashMap<>();
        overall.forEach((measure, means) -> {
            figures.put(measure.key, means.mean("model"));
            figures.put(measure.key + "OfMethods", means.means());
            if (machines.size() > 1) {
                rows.add(row("mean", measure, means));
            }
        });
        figures.put("machines", ofMachines);
        List<String> columns = new ArrayList<>(List.of("machine"));
        columns.addAll(Contest.METHODS);
        columns.add("error alone");
        return new Findings(figures, columns, rows, List.of());
    }

    private static List<String> row(String machine, Measure measure, Means means) {
        List<String> row = new ArrayList<>(List.of(machine + ", " + measure.title));
        Contest.METHODS.forEach(method -> row.add(Means.cell(means.mean(method))));
        row.add(Means.cell(means.mean("error")));
        return row;
    }

    private static List<String> machines(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new WrongArtefactException(folder.toString(), "a folder with metrics of servers", "none");
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(TRAIN))
                    .map(file -> file.substring(0, file.length() - TRAIN.length()))
                    .sorted()
                    .toList();
        }
    }
}
