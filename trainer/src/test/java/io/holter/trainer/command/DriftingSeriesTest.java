// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pump whose water warms up while it is learned from, by a degree every 40 rows, and goes on warming afterwards. */
class DriftingSeriesTest {

    private static final int LEARNED = 1_000;
    private static final int END = 2_000;

    @TempDir
    private Path folder;

    @Test
    void warmingUpGoesOn() throws Exception {
        CommandRun train = train("followed");
        assertThat(train.failure()).isNull();
        assertThat(train.out())
                .contains("followed: temperature drifts through the training windows; to this model it is normal that"
                        + " this goes on, as far again; if it is not, train with --drift count\n");
        assertThat(ModelDirectory.readCard(folder.resolve("followed")).getNormalisation())
                .endsWith("; less 1 direction of drift");
        JsonNode figures = evaluate("followed", 0);
        assertThat(figures.get("recall").asDouble()).as("flow that falls").isGreaterThan(0.9);
        assertThat(figures.get("falseAlarmsPer1000").asDouble()).isLessThan(10);
    }

    @Test
    void asAnyOtherChangeItCounts() throws Exception {
        CommandRun train = train("counted", "--drift", "count");
        assertThat(train.out()).doesNotContain("drift");
        JsonNode figures = evaluate("counted", 0);
        assertThat(figures.get("falseAlarmsPer1000").asDouble()).isGreaterThan(200);
    }

    @Test
    void farBeyondWhatWasLearnedItCountsAllTheSame() throws Exception {
        train("followed");
        JsonNode figures = evaluate("followed", 120);
        assertThat(figures.get("falseAlarmsPer1000").asDouble())
                .as("120 degrees too warm, of which some 45 are drift")
                .isGreaterThan(990);
    }

    private CommandRun train(String model, String... more) throws IOException {
        String[] command = {
            "train",
            "--data",
            rows("learned.csv", 0, LEARNED, 0),
            "--header",
            "--skip-columns",
            "alarm",
            "--window",
            "10",
            "--stride",
            "5",
            "--epochs",
            "30",
            "--model",
            folder.resolve(model).toString()
        };
        return CommandRun.of(IntStream.range(0, command.length + more.length)
                .mapToObj(i -> i < command.length ? command[i] : more[i - command.length])
                .toArray(String[]::new));
    }

    private JsonNode evaluate(String model, double warmer) throws IOException {
        Path json = folder.resolve(model + ".json");
        CommandRun run = CommandRun.of(
                "evaluate",
                "--data",
                rows("after.csv", LEARNED, END, warmer),
                "--header",
                "--label",
                "column:alarm",
                "--normal",
                "0",
                "--window",
                "10",
                "--stride",
                "5",
                "--policy",
                "fixed",
                "--model",
                folder.resolve(model).toString(),
                "--json",
                json.toString());
        assertThat(run.failure()).isNull();
        return new ObjectMapper().readTree(json.toFile());
    }

    /** In the last 100 rows the flow is too low. */
    private String rows(String name, int from, int to, double warmer) throws IOException {
        Random random = new Random(from);
        Path file = folder.resolve(name);
        Files.writeString(
                file,
                IntStream.range(from, to)
                        .mapToObj(t -> {
                            boolean low = t >= END - 100;
                            return String.format(
                                    Locale.ROOT,
                                    "%.3f,%.3f,%.3f,%d",
                                    20 + t / 40.0 + warmer + 0.3 * random.nextGaussian(),
                                    (low ? 26 : 32) + random.nextGaussian(),
                                    2 + 0.1 * random.nextGaussian(),
                                    low ? 1 : 0);
                        })
                        .collect(Collectors.joining("\n", "temperature,flow,pressure,alarm\n", "\n")));
        return file.toString();
    }
}
