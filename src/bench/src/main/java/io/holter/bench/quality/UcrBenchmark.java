// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.WindowFiles;
import io.holter.data.set.WindowSet;
import io.holter.trainer.training.TrainingSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Sets of the UCR archive, one class of each being normal. */
final class UcrBenchmark implements Benchmark {

    private static final String TRAIN = "_TRAIN.tsv.gz";
    private static final String TEST = "_TEST.tsv.gz";

    /** Where the classes are health and disease, or a step and a stumble: the others take turns. */
    private static final Map<String, String> NORMAL = Map.of("ECG200", "2", "ToeSegmentation1", "1");

    /** Fewest windows to train on: where there are fewer, as many windows of the test set as are missing are added. */
    private static final int MIN_TRAINING = 40;

    /** A difference of AUROC that is none. */
    private static final double EQUAL = 0.005;

    @Override
    public String name() {
        return "ucr";
    }

    @Override
    public String protocol() {
        return "Sets of the UCR archive (Chen, Keogh et al.), one class at a time being normal: trained on its windows in"
                + " TRAIN, filled up to " + MIN_TRAINING + " with the first of TEST, measured on the rest of TEST."
                + " AUROC, mean over the classes of a set and over seeds. *At least the best*: no more than " + EQUAL
                + " below the best of mean, pca and nn5.";
    }

    /** A set with one of its classes as the normal one. */
    record OneClass(String name, String normal, WindowSet training, WindowSet test) {

        static OneClass read(Path folder, String normal) throws IOException {
            String name = folder.getFileName().toString();
            String train = folder.resolve(name + TRAIN).toString();
            String test = folder.resolve(name + TEST).toString();
            DataFormat format = DataFormat.labelled(LabelPlace.FIRST, normal);
            int first = WindowFiles.read(List.of(train), format, line -> {}).size();
            WindowSet all = WindowFiles.read(List.of(train, test), format, line -> {});
            int[] normals = IntStream.range(0, all.size())
                    .filter(i -> !all.isAnomaly(i))
                    .toArray();
            int ofTrain = (int) Arrays.stream(normals).filter(i -> i < first).count();
            int[] training = Arrays.copyOf(normals, Math.min(normals.length, Math.max(MIN_TRAINING, ofTrain)));
            int last = training[training.length - 1];
            return new OneClass(
                    name, normal, all.subset(training), all.where(i -> i >= first && (i > last || all.isAnomaly(i))));
        }
    }

    @Override
    public Findings run(Path data, Run run) throws IOException {
        Map<String, Means> sets = new TreeMap<>();
        List<Map<String, Object>> splits = new ArrayList<>();
        for (Path folder : folders(data.resolve("UCR"))) {
            for (String normal : normalClasses(folder)) {
                OneClass split = OneClass.read(folder, normal);
                Means ofSplit = new Means();
                for (int seed = 1; seed <= run.seeds(); seed++) {
                    TrainingSettings settings = TrainingSettings.DEFAULT.withSeed(seed);
                    ofSplit.add(Contest.of(split.training, split.test, settings, run.models())
                            .aurocs());
                }
                run.progress().accept(split.name + ", " + normal + " normal: " + Means.cell(ofSplit.mean("model")));
                sets.computeIfAbsent(split.name, name -> new Means()).add(ofSplit.means());
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("name", split.name);
                figures.put("normal", split.normal);
                figures.putAll(ofSplit.means());
                splits.add(figures);
            }
        }
        return findings(sets, splits);
    }

    private static Findings findings(Map<String, Means> sets, List<Map<String, Object>> splits) {
        Means all = new Means();
        List<List<String>> rows = new ArrayList<>();
        int atLeastBest = 0;
        for (Map.Entry<String, Means> set : sets.entrySet()) {
            Means means = set.getValue();
            all.add(means.means());
            double best = Stream.of("mean", "pca", "nn5")
                    .mapToDouble(means::mean)
                    .max()
                    .orElseThrow();
            boolean reached = means.mean("model") >= best - EQUAL;
            atLeastBest += reached ? 1 : 0;
            List<String> row = new ArrayList<>(List.of(set.getKey()));
            Contest.METHODS.forEach(method -> row.add(Means.cell(means.mean(method))));
            row.add(Means.cell(means.mean("error")));
            row.add(reached ? "yes" : "no");
            rows.add(row);
        }
        List<String> mean = new ArrayList<>(List.of("mean"));
        Contest.METHODS.forEach(method -> mean.add(Means.cell(all.mean(method))));
        mean.add(Means.cell(all.mean("error")));
        mean.add(atLeastBest + " of " + sets.size());
        rows.add(mean);
        List<String> columns = new ArrayList<>(List.of("set"));
        columns.addAll(Contest.METHODS);
        columns.addAll(List.of("error alone", "at least the best"));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("sets", splits);
        figures.put("atLeastBest", atLeastBest);
        figures.put("of", sets.size());
        figures.put("meanModel", all.mean("model"));
        figures.put("meanNn1", all.mean("nn1"));
        return new Findings(figures, columns, rows, List.of());
    }

    private static List<Path> folders(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new WrongArtefactException(root.toString(), "a folder with sets of the UCR archive", "none");
        }
        try (Stream<Path> found = Files.list(root)) {
            return found.filter(folder -> Files.exists(folder.resolve(folder.getFileName() + TRAIN)))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> normalClasses(Path folder) throws IOException {
        String name = folder.getFileName().toString();
        if (NORMAL.containsKey(name)) {
            return List.of(NORMAL.get(name));
        }
        Path file = folder.resolve(name + TRAIN);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            return List.copyOf(new TreeSet<>(
                    lines.lines().map(line -> line.split("\t", 2)[0]).toList()));
        }
    }
}
