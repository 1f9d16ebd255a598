// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.core.WrongArtefactException;
import io.holter.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that would make a model of nothing, or of something else than the model at hand knows. */
class UnsoundDataTest {

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void place() {
        model = folder.resolve("model");
    }

    @Test
    void twoAbsurdReadingsDoNotDecideAModel() throws Exception {
        String train =
                write("train.csv", 120, i -> beat(i, 3).replaceFirst("^", i == 41 || i == 77 ? "65535," : "0.01,"));
        CommandRun run = run("train", train, "--epochs", "30", "--contamination", "0");
        assertThat(run.failure()).isNull();
        assertThat(run.err())
                .contains("data: 120 windows of 20 samples × 1 channel, sample rate unknown; no labels\n")
                .contains("holter: train.csv: 2 readings far beyond all others of the channel, in 2 of 120 windows:"
                        + " 65535 at " + train + ":42, sample 0, channel channel0;"
                        + " 65535 at " + train + ":78, sample 0, channel channel0;"
                        + " these windows are left out of training, unless --keep-absurd is given\n");
        assertThat(ModelDirectory.readCard(model).getTrainingWindows()
                        + ModelDirectory.readCard(model).getHeldOutWindows())
                .isEqualTo(118);

        String test =
                write("test.csv", 60, i -> "0.01," + beat(500 + i, i % 3 == 0 ? 12 : 3) + (i % 3 == 0 ? ",1" : ",0"));
        Path json = folder.resolve("quality.json");
        CommandRun evaluate = run("evaluate", test, "--label", "last", "--normal", "0", "--json", json.toString());
        assertThat(evaluate.failure()).isNull();
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.get("recall").asDouble()).isEqualTo(1);
        assertThat(figures.get("auroc").asDouble()).isEqualTo(1);
        assertThat(figures.get("data").get("length").asInt()).isEqualTo(20);
    }

    @Test
    void absurdReadingsAreKeptOnDemand() throws Exception {
        String train = write("train.csv", 60, i -> beat(i, 3) + (i == 7 ? ",-9999" : ",0.01"));
        CommandRun run = run("train", train, "--architecture", "mean", "--contamination", "0", "--keep-absurd");
        assertThat(run.err()).contains("1 reading far beyond").contains("; trained on all the same\n");
        assertThat(run.out()).contains("48 windows trained on, 12 held out");
    }

    @Test
    void tooFewWindowsWithoutThemAreRefused() throws Exception {
        String train = write("train.csv", 10, i -> beat(i, 3) + (i == 7 ? ",-9999" : ",0.01"));
        assertThat(run("train", train).failure())
                .hasMessage("train.csv: expected at least 10 normal windows without such readings, or --keep-absurd,"
                        + " found 9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "45.868 | channel channel0 is constant: every value is 45.868",
                "0 | channel channel0 is constant: every value is 0",
                "1700000000.%d | channel channel0 is constant: every value is 1700000000,"
                        + " in single precision, whose steps there are 128",
                "1677721%d | channel channel0 is constant: values lie from 16777210 to 16777220",
            })
    void constantDataIsRefusedUnlessAskedFor(String value, String message) throws Exception {
        String flat = write("flat.csv", 100, i -> String.format(Locale.ROOT, value, i % 10));
        CommandRun run = run("train", flat, "--window", "5", "--architecture", "mean");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(
                        "flat.csv: expected training windows that differ, or --allow-constant, found " + message);
        assertThat(model).doesNotExist();
        CommandRun allowed = run("train", flat, "--window", "5", "--architecture", "mean", "--allow-constant");
        assertThat(allowed.failure()).isNull();
        assertThat(allowed.err()).contains(message);
    }

    @Test
    void equalWindowsAreRefused() throws Exception {
        String same = write("same.csv", 30, i -> "1,2,3,4");
        assertThat(run("train", same, "--architecture", "mean").failure())
                .hasMessage("same.csv: expected training windows that differ, or --allow-constant,"
                        + " found 30 windows that are all equal");
    }

    @Test
    void windowsNearlyAllOfWhichAreEqualAreNamed() throws Exception {
        String file = write("switch.csv", 500, i -> i == 77 ? "6" : "5");
        CommandRun run = run("train", file, "--window", "5", "--architecture", "mean");
        assertThat(run.failure()).isNull();
        assertThat(run.err()).contains("holter: switch.csv: 99 of 100 windows are equal: any change at all");
    }

    @Test
    void windowsInWhichNothingChangesAreNamed() throws Exception {
        String file = write("levels.csv", 500, i -> noise(i / 5));
        CommandRun run = run("train", file, "--window", "5", "--architecture", "mean");
        assertThat(run.failure()).isNull();
        assertThat(run.err()).contains("holter: levels.csv: in 100 of 100 windows nothing changes: levels are all");
    }

    /** They are below what TensorFlow tells from 0. */
    @Test
    void subnormalNumbersAreConstant() throws Exception {
        String file = write("tiny.csv", 100, i -> i % 7 + "e-42");
        assertThat(run("train", file, "--window", "5", "--architecture", "mean").failure())
                .hasMessageContaining("channel channel0 is constant: values lie from 0 to ");
    }

    @Test
    void aConstantChannelAmongOthersIsNamed() throws Exception {
        String file = write("two.csv", 101, i -> i == 0 ? "flow,valve" : noise(i) + ",7");
        CommandRun run = run("train", file, "--header", "--window", "5", "--architecture", "mean");
        assertThat(run.failure()).isNull();
        assertThat(run.err())
                .contains("data: 20 windows cut from 1 series of 5 samples × 2 channels (flow, valve)")
                .contains("holter: two.csv: channel valve is constant: every value is 7;");
    }

    /** Also where the names are those that channels get which have none. */
    @ParameterizedTest
    @CsvSource({"flow, level, false", "flow, level, true", "channel0, channel1, true"})
    void channelsInAnotherOrderArePutRightByName(String one, String two, boolean swapped) throws Exception {
        String train = write("a.csv", 301, i -> i == 0 ? one + "," + two : noise(i) + ",10" + i % 7);
        run("train", train, "--header", "--window", "5", "--architecture", "mean", "--contamination", "0");
        IntFunction<String> row = i -> {
            String flow = noise(i + 5000);
            String level = (i % 50 < 5 ? 200 : 100) + "." + i % 10;
            return (swapped ? level + "," + flow : flow + "," + level) + (i % 50 < 5 ? ",x" : ",n");
        };
        String names = swapped ? two + "," + one : one + "," + two;
        String test = write("b.csv", 301, i -> i == 0 ? names + ",l" : row.apply(i));
        CommandRun run = run("evaluate", test, "--header", "--window", "5", "--label", "last", "--normal", "n");
        assertThat(run.failure()).isNull();
        assertThat(run.out()).contains("model  1.0000");
        String remark = "holter: b.csv: channels %s, %s put into the order of the model's card: %s, %s%n"
                .formatted(two, one, one, two);
        assertThat(run.err().contains(remark)).isEqualTo(swapped);
    }

    @Test
    void otherChannelsAreRefused() throws Exception {
        String train = write("a.csv", 101, i -> i == 0 ? "flow,level" : noise(i) + "," + noise(i + 1000));
        run("train", train, "--header", "--window", "5", "--architecture", "mean");
        String other = write("b.csv", 101, i -> i == 0 ? "flow,heat,l" : noise(i) + "," + noise(i + 1000) + ",n");
        String message = "b.csv: expected channels flow, level, as on the model's card, found flow, heat";
        assertThat(run("evaluate", other, "--header", "--window", "5", "--label", "last", "--normal", "n")
                        .failure())
                .hasMessage(message);
        String more = write("d.csv", 101, i -> i == 0 ? "level,heat,flow,l" : "1," + noise(i) + ",2,n");
        assertThat(run("evaluate", more, "--header", "--window", "5", "--label", "last", "--normal", "n")
                        .failure())
                .hasMessage("d.csv: expected channels flow, level, as on the model's card, found level, heat, flow");
        String same = write("c.csv", 101, i -> i == 0 ? "flow,level,l" : noise(i) + "," + noise(i + 1000) + ",n");
        assertThat(run(
                                "evaluate",
                                same,
                                "--header",
                                "--window",
                                "5",
                                "--label",
                                "last",
                                "--normal",
                                "n",
                                "--train",
                                other)
                        .failure())
                .hasMessage(message);
    }

    private CommandRun run(String command, String data, String... options) {
        List<String> all = new ArrayList<>(List.of(command, "--data", data, "--model", model.toString()));
        all.addAll(List.of(options));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private String write(String name, int rows, IntFunction<String> row) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** 19 values with a peak. */
    private static String beat(int seed, int peak) {
        Random random = new Random(seed);
        StringBuilder values = new StringBuilder();
        for (int t = 1; t < 20; t++) {
            double value = Math.exp(-Math.pow(t - peak, 2) / 2.0) + 0.02 * random.nextGaussian();
            values.append(t > 1 ? "," : "").append(String.format(Locale.ROOT, "%.3f", value));
        }
        return values.toString();
    }

    private static String noise(int seed) {
        return String.format(Locale.ROOT, "%.4f", new Random(seed * 7919L).nextGaussian());
    }
}
