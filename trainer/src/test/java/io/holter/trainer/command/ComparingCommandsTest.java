// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.core.WrongArtefactException;
import io.holter.data.Heartbeats;
import io.holter.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model beside others, on windows and on series. */
class ComparingCommandsTest {

    @TempDir
    private Path folder;

    private String beats;
    private Path model;

    @BeforeEach
    void writeBeats() throws IOException {
        beats = Heartbeats.write(folder.resolve("beats.csv"), 200, 1).toString();
        model = folder.resolve("model");
    }

    @Test
    void baselinesLearnFromWindowsOfTheSameShape() throws Exception {
        assertThat(CommandRun.of(labelled("train", beats, "--epochs", "1")).failure())
                .isNull();
        String other = Files.writeString(folder.resolve("other.csv"), "1,2,1\n").toString();
        CommandRun run = CommandRun.of(labelled("evaluate", beats, "--train", other));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("other.csv: expected windows of 20 samples × 1 channel, as the model takes, found 2 × 1");
    }

    @Test
    void seriesAreEvaluatedSampleBySampleBesideUnlabelledTraining() throws Exception {
        StringBuilder samples = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        for (int t = 0; t < 2000; t++) {
            boolean anomalous = t % 500 >= 460 && t >= 1000;
            double value = Math.sin(t * 2 * Math.PI / (anomalous ? 7 : 20));
            samples.append(String.format(Locale.ROOT, "%.4f%n", value + 0.01 * (t * 37 % 11)));
            labels.append(anomalous ? "1\n" : "0\n");
        }
        int middle = samples.indexOf("\n", samples.length() / 2) + 1;
        String first = Files.writeString(folder.resolve("first.csv"), samples.substring(0, middle))
                .toString();
        String whole = Files.writeString(folder.resolve("whole.csv"), samples).toString();
        String told = Files.writeString(folder.resolve("labels.txt"), labels).toString();
        String[] cut = {"--window", "20", "--stride", "5"};
        CommandRun train = CommandRun.of(join(
                cut,
                "train",
                "--data",
                first,
                "--model",
                model.toString(),
                "--architecture",
                "pca",
                "--components",
                "2"));
        assertThat(train.failure()).isNull();
        Path json = folder.resolve("quality.json");
        CommandRun run = CommandRun.of(join(
                cut,
                "evaluate",
                "--data",
                whole,
                "--labels",
                told,
                "--normal",
                "0",
                "--model",
                model.toString(),
                "--train",
                first,
                "--json",
                json.toString()));
        assertThat(run.failure()).isNull();
        assertThat(run.out())
                .containsPattern("best F1\\*\\s+at\\s+VUS-PR\n")
                .containsPattern("\nmodel( +[\\d.]+){5}  pca\n")
                .containsPattern("\nrange F1 +0\\.\\d+, of samples\n")
                .contains("Windows that overlap make the standard error too small.");
        JsonNode quality = new ObjectMapper().readTree(json.toFile());
        assertThat(quality.get("vusPr").asDouble()).isBetween(0.7, 1.0);
        assertThat(quality.get("rangeF1").asDouble()).isBetween(0.5, 1.0);
        assertThat(quality.get("baselines").get("knn").get("vusPr").asDouble()).isBetween(0.7, 1.0);
    }

    private static String[] join(String[] end, String... start) {
        return Stream.concat(Stream.of(start), Stream.of(end)).toArray(String[]::new);
    }

    @Test
    void comparesArchitectures() throws Exception {
        CommandRun run = CommandRun.of(labelled(
                "train",
                beats,
                "--compare",
                "dense,pca,mean",
                "--hidden",
                "8,3",
                "--components",
                "3",
                "--epochs",
                "20"));
        assertThat(run.failure()).isNull();
        assertThat(run.out().lines())
                .anyMatch(line ->
                        line.matches("The positive class is anomaly: \\d+ of 40 windows \\(.*%\\), held back.*"))
                .anyMatch(
                        line -> line.matches("\\s+AUROC\\s+AUPRC\\s+F1\\s+false alarms/1000\\s+parameters.*windows/s"))
                .anyMatch(line -> line.matches("dense( +[\\d.]+){4} +\\d+ +[\\d.]+ +[\\d,]+"))
                .anyMatch(line -> line.matches("mean( +[\\d.]+){4} +20 +[\\d.]+ +[\\d,]+"))
                .anyMatch(line -> line.matches("pca( +[\\d.]+){4} +80 +[\\d.]+ +[\\d,]+"))
                .anyMatch(line -> line.matches("knn +[\\d.]+ +[\\d.]+( +-){5}"))
                .anyMatch(line -> line.matches("Verdict: (dense|pca|mean)\\W.*AUROC.*"));
        assertThat(ModelDirectory.readCard(model.resolve("pca")).getCodeWidth()).isEqualTo(3);
        try (Stream<Path> models = Files.list(model)) {
            assertThat(models.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("dense", "pca", "mean");
        }
    }

    private String[] labelled(String command, String data, String... more) {
        String[] start = {command, "--data", data, "--label", "last", "--normal", "1", "--model", model.toString()};
        return join(more, start);
    }
}
