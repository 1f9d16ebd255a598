// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.core.WrongArtefactException;
import io.holter.trainer.command.CommandRun;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static void rows(Path file, Random random, int eachClass) throws IOException {
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII)) {
            for (int i = 0; i < 2 * eachClass; i++) {
                StringBuilder row = new StringBuilder(i % 2 == 0 ? "1" : "2");
                for (int t = 0; t < LENGTH; t++) {
                    double wave = i % 2 == 0 ? random.nextGaussian() : Math.sin(t) + 0.1 * random.nextGaussian();
                    row.append(String.format(Locale.ROOT, "\t%.5f", wave));
                }
                out.write(row.append('\n').toString());
            }
        }
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
        "usr, 'expected ucr, ecg5000 or mitbih, found'",
        "ucr --seeds 0, --seeds is 1 or more",
        "'ucr --page spiral', '--page: expected a Markdown page, FILE.md, found spiral'"
    })
    void wrongUsage(String arguments, String message) {
        CommandRun run = CommandRun.ofCommand(new BenchmarkCommand(), arguments.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
