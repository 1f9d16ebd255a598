// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import io.holter.core.WrongArtefactException;
import io.holter.core.quality.Confusion;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFormat;
import io.holter.data.Labels;
import io.holter.data.WindowFiles;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.network.LinearArchitecture;
import io.holter.trainer.network.Score;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Files of the Skoltech Anomaly Benchmark: eight sensors of a water pump, and a valve that is closed for a while. */
final class SkabBenchmark implements Benchmark {

    private static final String FILE = ".csv.gz";
    private static final int TRAINED_ROWS = 400;
    private static final int WINDOW = 10;

    private static final Confusion NONE = new Confusion(0, 0, 0, 0);

    /** As many as {@code train --architecture pca} fits by default. */
    private static final int COMPONENTS = 2;

    private static final Slicing EVERY_ROW = new Slicing(WINDOW, 1);

    private static final DataFormat LABELLED = DataFormat.of(Labels.ofColumn("anomaly", List.of("0")))
            .withColumns(new DataFormat.Columns(true, 0, List.of("datetime", "changepoint"), null))
            .withSlicing(EVERY_ROW);

    private static final DataFormat UNLABELLED = DataFormat.unlabelled()
            .withColumns(new DataFormat.Columns(true, 0, List.of("datetime", "anomaly", "changepoint"), null))
            .withSlicing(EVERY_ROW);

    @Override
    public String name() {
        return "skab";
    }

    @Override
    public String protocol() {
        return "Files of the Skoltech Anomaly Benchmark (SKAB v0.9, Katser and Kozitsin, 2020), each by itself: trained"
                + " without labels on its first " + TRAINED_ROWS
                + " rows, measured on the rows after them, each judged by"
                + " the window of " + WINDOW + " rows that ends with it. Verdicts of all files are counted together.";
    }

    /** Windows of the first rows without labels, and those that end after them with the label of their last row. */
    record Pump(String name, WindowSet training, WindowSet test) {

        static Pump read(Path file) throws IOException {
            WindowSet all = WindowFiles.read(List.of(file.toString()), LABELLED, line -> {});
            List<float[]> test = new ArrayList<>();
            BitSet anomalies = new BitSet();
            for (int i = 0; i < all.size(); i++) {
                int last = all.startOf(i) + WINDOW - 1;
                if (last >= TRAINED_ROWS) {
                    anomalies.set(test.size(), all.series().get(0).anomalies().get(last));
                    test.add(all.window(i));
                }
            }
            WindowSet training = WindowFiles.read(List.of(file.toString()), UNLABELLED, line -> {});
            String name = file.getFileName().toString();
            return new Pump(
                    name.substring(0, name.length() - FILE.length()),
                    training.where(i -> training.startOf(i) + WINDOW <= TRAINED_ROWS),
                    WindowSet.of(all.shape(), test, anomalies, true, List.of(name)));
        }
    }

    @Override
    public Findings run(Path data, Run run) throws IOException {
        List<Pump> pumps = pumps(data.resolve("SKAB"));
        List<Means> files = Stream.generate(Means::new).limit(pumps.size()).toList();
        Means all = new Means();
        for (int seed = 1; seed <= run.seeds(); seed++) {
            TrainingSettings settings =
                    TrainingSettings.DEFAULT.with(MitBihBenchmark.UNLABELLED).withSeed(seed);
            Confusion card = NONE;
            Confusion stream = NONE;
            Confusion linear = NONE;
            Means aurocs = new Means();
            for (int i = 0; i < pumps.size(); i++) {
                Contest contest = Contest.of(pumps.get(i).training, pumps.get(i).test, settings, run.models());
                Confusion ofFile = contest.evaluation().inStream().confusion();
                card = card.plus(contest.evaluation().confusion());
                stream = stream.plus(ofFile);
                linear = linear.plus(linear(pumps.get(i), settings, run.models()));
                aurocs.add(contest.aurocs());
                files.get(i).add(contest.aurocs());
                files.get(i).add(rates("", ofFile));
                run.progress().accept(pumps.get(i).name + ", seed " + seed + ": " + rates("", ofFile));
            }
            all.add(aurocs.means());
            all.add(rates("", stream));
            all.add(rates("card", card));
            all.add(rates("linear", linear));
            all.add(Map.of("alwaysF1", always(card).f1()));
        }
        return findings(pumps, files, all);
    }

    /** Verdicts of principal components, by their error alone, at their card's threshold. */
    private static Confusion linear(Pump pump, TrainingSettings settings, TrainedModels models) throws IOException {
        TrainingSettings linear = settings.with(new LinearArchitecture(COMPONENTS))
                .with(settings.objective().with(Score.ERROR));
        try (Model model = models.train(pump.training, linear)) {
            return Evaluation.of(model, pump.test).confusion();
        }
    }

    /** What alarming at every row comes to. */
    private static Confusion always(Confusion verdicts) {
        long anomalies = verdicts.truePositives() + verdicts.falseNegatives();
        return new Confusion(anomalies, verdicts.total() - anomalies, 0, 0);
    }

    private static Findings findings(List<Pump> pumps, List<Means> files, Means all) {
        List<Map<String, Object>> ofFiles = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < pumps.size(); i++) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("file", pumps.get(i).name);
            figures.putAll(files.get(i).means());
            ofFiles.add(figures);
            rows.add(row(pumps.get(i).name, files.get(i)));
        }
        rows.add(row("all", all));
        Map<String, Object> figures = new LinkedHashMap<>(all.means());
        figures.put("files", ofFiles);
        List<String> columns = new ArrayList<>(List.of("file", "F1", "false alarms, %", "missed, %"));
        Contest.METHODS.forEach(method -> columns.add("AUROC " + method));
        return new Findings(
                figures,
                columns,
                rows,
                List.of(
                        "The table has the verdicts of detect's default policy. At the card's threshold: "
                                + sentence(all, "card") + ". Principal components (train --architecture pca)"
                                + " at their card's threshold: " + sentence(all, "linear")
                                + String.format(Locale.ROOT, ". Alarming at every row: F1 %.3f.", all.mean("alwaysF1")),
                        "Published for all 34 files (leaderboard of github.com/waico/SKAB): convolutional autoencoder F1"
                                + " 0.78, false alarms 13.6 %, missed 28.0 %; MSET 0.78, 39.7 %, 14.1 %; T² and Q of"
                                + " principal components 0.76, 26.6 %, 24.9 %."));
    }

    private static List<String> row(String name, Means means) {
        List<String> row = new ArrayList<>(List.of(name, Means.cell(means.mean("f1"))));
        row.add(String.format(Locale.ROOT, "%.1f", means.mean("falseAlarmRate")));
        row.add(String.format(Locale.ROOT, "%.1f", means.mean("missedAlarmRate")));
        Contest.METHODS.forEach(method -> row.add(Means.cell(means.mean(method))));
        return row;
    }

    /** F1, and shares of normal rows alarmed and of anomalous rows not, in percent. */
    private static Map<String, Double> rates(String prefix, Confusion verdicts) {
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.put(named(prefix, "f1"), verdicts.f1());
        rates.put(named(prefix, "falseAlarmRate"), verdicts.falseAlarmsPer1000() / 10);
        rates.put(named(prefix, "missedAlarmRate"), 100 * (1 - verdicts.recall()));
        return rates;
    }

    private static String sentence(Means all, String prefix) {
        return String.format(
                Locale.ROOT,
                "F1 %.3f, false alarms %.1f %%, missed %.1f %%",
                all.mean(named(prefix, "f1")),
                all.mean(named(prefix, "falseAlarmRate")),
                all.mean(named(prefix, "missedAlarmRate")));
    }

    private static String named(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static List<Pump> pumps(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new WrongArtefactException(
                    folder.toString(), "a folder with files of the Skoltech Anomaly Benchmark", "none");
        }
        List<Pump> pumps = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file :
                    found.filter(f -> f.toString().endsWith(FILE)).sorted().toList()) {
                pumps.add(Pump.read(file));
            }
        }
        return pumps;
    }
}
