// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.trainer.command.CommandRun;
import io.holter.trainer.generation.WindowOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkCommandTest {

    private static final int LENGTH = 12;

    @TempDir
    private Path folder;

    /** A set in the layout of the archive, in which class 2 is normal: a wave in the place of noise. */
    @Test
    void measuresASetOfTheArchive() throws Exception {
        Path set = Files.createDirectories(folder.resolve("UCR/ECG200"));
        Random random = new Random(1);
        rows(set.resolve("ECG200_TRAIN.tsv.gz"), random, 25);
        rows(set.resolve("ECG200_TEST.tsv.gz"), random, 45);
        Path json = folder.resolve("ucr.json");
        Path page = folder.resolve("results.md");
        CommandRun run = CommandRun.ofCommand(
                new BenchmarkCommand(),
                ("ucr --seeds 1 --data " + folder + " --json " + json + " --page " + page).split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        JsonNode split = figures.get("sets").get(0);
        assertThat(split.get("name").asText()).isEqualTo("ECG200");
        assertThat(split.get("normal").asText()).isEqualTo("2");
        for (String method : Contest.METHODS) {
            assertThat(split.get(method).asDouble()).as(method).isBetween(0.8, 1.0);
        }
        assertThat(figures.get("meanModel").asDouble())
                .isEqualTo(split.get("model").asDouble());
        assertThat(figures.get("of").asInt()).isEqualTo(1);
        assertThat(Files.readString(page))
                .contains("## Benchmark ucr")
                .contains("| set | model | mean | pca | nn1 | nn5 | rcf | error alone | at least the best |")
                .contains("| ECG200 | ");
    }

    /** 25 normal windows to train on, and 15 more of the test set: 30 of 45 are left to measure on. */
    @Test
    void fewTrainingWindowsAreFilledUp() throws Exception {
        Path set = Files.createDirectories(folder.resolve("Made"));
        Random random = new Random(1);
        rows(set.resolve("Made_TRAIN.tsv.gz"), random, 25);
        rows(set.resolve("Made_TEST.tsv.gz"), random, 45);
        UcrBenchmark.OneClass split = UcrBenchmark.OneClass.read(set, "2");
        assertThat(split.training().size()).isEqualTo(40);
        assertThat(split.training().anomalies()).isZero();
        assertThat(split.test().size()).isEqualTo(45 + 30);
        assertThat(split.test().anomalies()).isEqualTo(45);
    }

    /** A pump of two sensors that swing, and from row 500 on stand still. */
    @Test
    void measuresAPump() throws Exception {
        Path pumps = Files.createDirectories(folder.resolve("SKAB"));
        StringBuilder rows = new StringBuilder("datetime;Current;Pressure;anomaly;changepoint\n");
        Random random = new Random(1);
        for (int t = 0; t < 600; t++) {
            int swing = t < 500 ? 1 : 0;
            rows.append(String.format(
                    Locale.ROOT,
                    "2020-03-09 10:14:33;%.5f;%.5f;%d.0;0.0%n",
                    swing * Math.sin(t) + 0.1 * random.nextGaussian(),
                    swing * Math.cos(t) + 0.1 * random.nextGaussian(),
                    1 - swing));
        }
        gzip(pumps.resolve("valve1_0.csv.gz"), rows.toString());
        JsonNode figures = figures("skab");
        assertThat(figures.get("f1").asDouble()).isBetween(0.9, 1.0);
        assertThat(figures.get("falseAlarmRate").asDouble()).isBetween(0.0, 10.0);
        assertThat(figures.get("missedAlarmRate").asDouble()).isBetween(0.0, 10.0);
        JsonNode file = figures.get("files").get(0);
        assertThat(file.get("file").asText()).isEqualTo("valve1_0");
        assertThat(file.get("f1").asDouble()).isEqualTo(figures.get("f1").asDouble());
    }

    /** Two metrics of a server that swing, and stand still for a while in the test part. */
    @Test
    void measuresAServer() throws Exception {
        Path server = Files.createDirectories(folder.resolve("ASD"));
        Random random = new Random(1);
        metrics(server.resolve("omi_train.npy.gz"), random, 600, 600);
        metrics(server.resolve("omi_test.npy.gz"), random, 600, 500);
        Files.writeString(
                server.resolve("omi_test_label.txt"), "0\n".repeat(500) + "1\n".repeat(60) + "0\n".repeat(40));
        JsonNode figures = figures("asd");
        JsonNode machine = figures.get("machines").get(0);
        assertThat(machine.get("machine").asText()).isEqualTo("omi");
        for (String measure : List.of("vusPr", "auroc", "auprc")) {
            assertThat(figures.get(measure).asDouble())
                    .as(measure)
                    .isEqualTo(machine.get(measure).get("model").asDouble())
                    .isBetween(0.8, 1.0);
            assertThat(machine.get(measure).fieldNames())
                    .toIterable()
                    .contains("error")
                    .containsAll(Contest.METHODS);
        }
    }

    private static void metrics(Path file, Random random, int rows, int stillFrom) throws IOException {
        float[] values = new float[2 * rows];
        for (int t = 0; t < rows; t++) {
            int swing = t < stillFrom || t >= stillFrom + 60 ? 1 : 0;
            values[2 * t] = (float) (swing * Math.sin(t) + 0.1 * random.nextGaussian());
            values[2 * t + 1] = (float) (swing * Math.cos(t) + 0.1 * random.nextGaussian());
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            new WindowOutput(new WindowShape(2, 1), values).writeNpy(out);
        }
    }

    /** A metric that swings, and stands still for a while: one of the files of the benchmark, the other is not at hand. */
    @Test
    void measuresAMetric() throws Exception {
        Path nab = folder.resolve("NAB");
        Files.createDirectories(nab.resolve("labels"));
        Files.writeString(
                nab.resolve("profiles.json"),
                """
                {"standard": {"CostMatrix": {"tpWeight": 1.0, "fnWeight": 1.0, "fpWeight": 0.11, "tnWeight": 1.0}}}
                """);
        Files.writeString(
                nab.resolve("labels/combined_windows.json"),
                """
                {"made/still.csv": [["2014-04-01 08:20:00.000000", "2014-04-01 09:19:00.000000"]], "made/other.csv": []}
                """);
        StringBuilder rows = new StringBuilder("timestamp,value\n");
        Random random = new Random(1);
        for (int t = 0; t < 1000; t++) {
            double swing = t < 500 || t >= 560 ? Math.sin(t) : 0;
            rows.append(String.format(
                    Locale.ROOT,
                    "2014-04-01 %02d:%02d:00,%.5f%n",
                    t / 60,
                    t % 60,
                    swing + 0.05 * random.nextGaussian()));
        }
        Path data = Files.createDirectories(nab.resolve("data/made"));
        Files.writeString(data.resolve("still.csv"), rows);
        JsonNode figures = figures("nab");
        assertThat(figures.get("files").asInt()).isEqualTo(1);
        for (String policy : List.of("detect", "optimised")) {
            assertThat(figures.get("standard").get(policy).asDouble())
                    .as(policy)
                    .isBetween(50.0, 100.0);
        }
    }

    private JsonNode figures(String benchmark) throws IOException {
        Path json = folder.resolve(benchmark + ".json");
        CommandRun run = CommandRun.ofCommand(
                new BenchmarkCommand(), (benchmark + " --seeds 1 --data " + folder + " --json " + json).split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    private static void gzip(Path file, String text) throws IOException {
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII)) {
            out.write(text);
        }
    }

    private static void rows(Path file, Random random, int eachClass) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 2 * eachClass; i++) {
            StringBuilder row = new StringBuilder(i % 2 == 0 ? "1" : "2");
            for (int t = 0; t < LENGTH; t++) {
                double wave = i % 2 == 0 ? random.nextGaussian() : Math.sin(t) + 0.1 * random.nextGaussian();
                row.append(String.format(Locale.ROOT, "\t%.5f", wave));
            }
            all.append(row).append('\n');
        }
        gzip(file, all.toString());
    }

    @Test
    void withoutItsDataItSaysWhatItNeeds() {
        CommandRun run = CommandRun.ofCommand(new BenchmarkCommand(), "mitbih", "--data", folder.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageContaining("expected a folder with records of the MIT-BIH database");
    }

    @ParameterizedTest
    @CsvSource({
        "usr, 'expected ucr, ecg5000, mitbih, skab, smd, asd or nab, found'",
        "ucr --seeds 0, --seeds is 1 or more",
        "'ucr --page spiral', '--page: expected a Markdown page, FILE.md, found spiral'"
    })
    void wrongUsage(String arguments, String message) {
        CommandRun run = CommandRun.ofCommand(new BenchmarkCommand(), arguments.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
