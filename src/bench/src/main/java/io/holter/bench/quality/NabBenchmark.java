// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.PolicySettings;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.data.DataFormat;
import io.holter.data.WindowFiles;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.trainer.evaluation.ModelScorer;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The Numenta Anomaly Benchmark: series of one metric each, scored by how early an anomaly is alarmed. */
final class NabBenchmark implements Benchmark {

    private static final int WINDOW = 10;

    /** Share of a file that does not count, and its most rows. */
    private static final double PROBATION = 0.15;

    private static final int MAX_PROBATION = 750;

    private static final DataFormat FORMAT =
            DataFormat.unlabelled().withColumns(new DataFormat.Columns(true, 1)).withSlicing(new Slicing(WINDOW, 1));

    /** Length of the time of a row; the labels add fractions of a second. */
    private static final int TIME = "2014-04-10 07:15:00".length();

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "nab";
    }

    @Override
    public String protocol() {
        return "Files of the Numenta Anomaly Benchmark (Lavin and Ahmad, ICMLA 2015), each by itself: trained without labels"
                + " on its probationary part (the first 15 %, at most " + MAX_PROBATION + " rows), measured on the rows"
                + " after it, each judged by the window of " + WINDOW
                + " rows that ends with it, and by the policy that"
                + " detect uses by default. Of alarms in a row the first counts. The score of the benchmark, 0 for no alarm"
                + " at all and 100 for the first row of every anomaly and no other, under its three profiles; *optimised on"
                + " the labels*: only alarms that exceed the threshold by a factor that the labels choose, the same for all"
                + " files.";
    }

    /**
     * One of its files.
     *
     * @param name with its folder
     * @param windows that end at each row but the first ones
     * @param anomalies first and last row of each
     */
    record Metric(String name, WindowSet windows, List<int[]> anomalies) {

        static Metric read(Path data, String name, JsonNode labels) throws IOException {
            Path file = data.resolve(name);
            List<String> times = Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(",", 2)[0])
                    .toList();
            List<int[]> anomalies = new ArrayList<>();
            for (JsonNode window : labels) {
                anomalies.add(new int[] {row(times, window.get(0), file), row(times, window.get(1), file)});
            }
            return new Metric(name, WindowFiles.read(List.of(file.toString()), FORMAT, line -> {}), anomalies);
        }

        private static int row(List<String> times, JsonNode time, Path file) {
            int row = times.indexOf(time.asText().substring(0, TIME));
            if (row < 0) {
                throw new WrongArtefactException(file.toString(), "a row of " + time.asText(), "none");
            }
            return row;
        }

        int rows() {
            return windows.size() + WINDOW - 1;
        }

        int probation() {
            return Math.min((int) (PROBATION * rows()), MAX_PROBATION);
        }
    }

    /**
     * What the job's policy says of the rows of a file.
     *
     * @param alarms 1 for a row that it alarms
     * @param margins score over threshold for a row that it alarms after one that it does not, 0 for all others
     */
    private record Judged(double[] alarms, double[] margins) {

        static Judged of(Metric metric, TrainingSettings settings, TrainedModels models) throws IOException {
            WindowSet training = metric.windows.where(i -> i + WINDOW <= metric.probation());
            try (Model model = models.train(training, settings)) {
                double[] scores = new ModelScorer(model).score(metric.windows);
                return judge(
                        PolicySettings.Rolling.DEFAULT.policyFor(
                                ModelDirectory.profile(model.card()),
                                model.card().getThreshold()),
                        scores);
            }
        }

        private static <S> Judged judge(ThresholdPolicy<S> policy, double[] scores) {
            double[] alarms = new double[scores.length + WINDOW - 1];
            double[] margins = new double[alarms.length];
            S state = policy.start();
            for (int i = 0; i < scores.length; i++) {
                int row = i + WINDOW - 1;
                Judgement<S> judgement = policy.judge(state, row, scores[i]);
                state = judgement.state();
                alarms[row] = judgement.verdict().alerted() ? 1 : 0;
                margins[row] = alarms[row] > alarms[row - 1] ? scores[i] / judgement.threshold() : 0;
            }
            return new Judged(alarms, margins);
        }
    }

    @Override
    public Findings run(Path data, Run run) throws IOException {
        Path folder = data.resolve("NAB");
        List<Metric> metrics = metrics(folder);
        Map<String, NabScore.Weights> profiles = profiles(folder);
        Map<String, Means> scores = new LinkedHashMap<>();
        for (int seed = 1; seed <= run.seeds(); seed++) {
            TrainingSettings settings =
                    TrainingSettings.DEFAULT.with(MitBihBenchmark.UNLABELLED).withSeed(seed);
            List<NabScore.Scored> alarms = new ArrayList<>();
            List<NabScore.Scored> margins = new ArrayList<>();
            for (Metric metric : metrics) {
                Judged judged = Judged.of(metric, settings, run.models());
                alarms.add(new NabScore.Scored(metric.probation(), metric.anomalies, judged.alarms));
                margins.add(new NabScore.Scored(metric.probation(), metric.anomalies, judged.margins));
                run.progress().accept(metric.name + ", seed " + seed);
            }
            NabScore everyRow = new NabScore(alarms);
            NabScore starts = new NabScore(margins);
            profiles.forEach((profile, weights) -> scores.computeIfAbsent(profile, p -> new Means())
                    .add(Map.of(
                            "detect", starts.at(0, weights),
                            "everyRow", everyRow.at(0, weights),
                            "optimised", starts.best(weights))));
        }
        return findings(scores, metrics);
    }

    private static Findings findings(Map<String, Means> scores, List<Metric> metrics) {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        scores.forEach((profile, means) -> {
            figures.put(profile, means.means());
            rows.add(List.of(profile, cell(means, "detect"), cell(means, "everyRow"), cell(means, "optimised")));
        });
        figures.put("files", metrics.size());
        return new Findings(
                figures,
                List.of("profile", "as detect judges", "every alarmed row counted", "optimised on the labels"),
                rows,
                List.of(metrics.size()
                        + " files. Published, with one threshold for all 58 files of seven folders, optimised on"
                        + " their labels, profile standard (github.com/numenta/NAB): Numenta HTM 70.5 to 69.7, CAD OSE"
                        + " 69.9, KNN CAD 58.0, relative entropy 54.6, random cut forest 51.7, Twitter ADVec 47.1,"
                        + " windowed Gaussian 39.6, Bayesian changepoint 17.7, no alarm 0."));
    }

    private static String cell(Means means, String name) {
        return String.format(Locale.ROOT, "%.1f", means.mean(name));
    }

    private static List<Metric> metrics(Path folder) throws IOException {
        JsonNode labels = read(folder.resolve("labels").resolve("combined_windows.json"));
        Path data = folder.resolve("data");
        List<String> names;
        try (Stream<Path> found = Files.walk(data)) {
            names = found.map(file -> data.relativize(file).toString().replace('\\', '/'))
                    .filter(labels::has)
                    .sorted()
                    .toList();
        }
        List<Metric> metrics = new ArrayList<>();
        for (String name : names) {
            metrics.add(Metric.read(data, name, labels.get(name)));
        }
        return metrics;
    }

    private static Map<String, NabScore.Weights> profiles(Path folder) throws IOException {
        Map<String, NabScore.Weights> profiles = new LinkedHashMap<>();
        read(folder.resolve("profiles.json")).properties().forEach(profile -> {
            JsonNode costs = profile.getValue().get("CostMatrix");
            profiles.put(
                    profile.getKey(),
                    new NabScore.Weights(
                            costs.get("tpWeight").asDouble(),
                            costs.get("fpWeight").asDouble(),
                            costs.get("fnWeight").asDouble()));
        });
        return profiles;
    }

    private static JsonNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WrongArtefactException(file.toString(), "a file of the Numenta Anomaly Benchmark", "none");
        }
        return JSON.readTree(file.toFile());
    }
}
