// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Data that contradicts a model, or from which nothing can be learned, is told so. */
class HonestDataTest {

    @TempDir
    private Path folder;

    private Random random;

    @BeforeEach
    void seed() {
        random = new Random(7);
    }

    @Test
    void channelsInAnotherOrderAreTakenByName() throws IOException {
        String data =
                rows("a.csv", "low,high,label", 400, i -> low() + "," + high() + "," + (i / 10 % 20 == 3 ? 1 : 0));
        train(data, "--label", "last", "--normal", "0");
        random = new Random(7);
        String swapped = rows("b.csv", "high,low,label", 400, i -> {
            String first = low();
            return high() + "," + first + "," + (i / 10 % 20 == 3 ? 1 : 0);
        });
        CommandRun straight = evaluate(data);
        CommandRun turned = evaluate(swapped);
        assertThat(turned.failure()).isNull();
        assertThat(turned.err()).contains("b.csv: channels high, low are taken in the order of the model, low, high\n");
        assertThat(figures(turned)).isEqualTo(figures(straight));
        String other =
                rows("c.csv", "low,middle,label", 400, i -> low() + "," + high() + "," + (i / 10 % 20 == 3 ? 1 : 0));
        refused(evaluate(other), "c.csv: expected the channels low, high, as the model has, found low, middle");
    }

    private static String figures(CommandRun run) {
        return run.out().substring(run.out().indexOf("\n\n"));
    }

    @Test
    void aReadingThatNoSensorMeansDoesNotDecideAModel() throws IOException {
        String data = rows("a.csv", "low,high,label", 2000, i -> (i == 777 ? "65535.0" : low()) + "," + high() + ",0");
        CommandRun run = train(data, "--label", "last", "--normal", "0");
        assertThat(run.failure()).isNull();
        assertThat(run.err())
                .contains(
                        "holter: 1 reading that no sensor means, far beyond all others: a.csv, sample 777, channel low:"
                                + " 65535. The window with it is left out\n");
        assertThat(ModelDirectory.readCard(folder.resolve("model")).getTrainingWindows())
                .isEqualTo(159);
    }

    @Test
    void nothingToLearnFrom() throws IOException {
        String flat = rows("flat.csv", "low,high,label", 400, i -> "1.5,2,0");
        refused(
                train(flat, "--label", "last", "--normal", "0"),
                "flat.csv: expected windows that differ, or --allow-constant, found 40 windows that are all equal");
        assertThat(folder.resolve("model")).doesNotExist();
        assertThat(train(flat, "--label", "last", "--normal", "0", "--allow-constant")
                        .failure())
                .isNull();
    }

    @Test
    void lostInSinglePrecision() throws IOException {
        String data = rows("a.csv", "low,high,label", 400, i -> (1_700_000_000 + i % 2) + ",1700000000.25,0");
        refused(
                train(data, "--label", "last", "--normal", "0"),
                "a.csv: expected windows that differ, or --allow-constant, found 40 windows that are all equal, in single"
                        + " precision, which has steps of 128 there: subtract an offset before");
    }

    @Test
    void oneConstantChannelIsNamed() throws IOException {
        String data = rows("a.csv", "low,high,label", 400, i -> low() + ",5,0");
        CommandRun run = train(data, "--label", "last", "--normal", "0");
        assertThat(run.failure()).isNull();
        assertThat(run.err()).contains("a.csv: constant: high (5.0); any change there will be an anomaly\n");
    }

    @Test
    void theGeometryIsSaid() throws IOException {
        String data = rows("a.csv", "low,high,label", 400, i -> low() + "," + high() + "," + (i == 3 ? 1 : 0));
        CommandRun run = train(data, "--label", "last", "--normal", "0");
        assertThat(run.err())
                .startsWith(
                        "holter: found 40 windows of 10 samples × 2 channels (low, high), 39 normal, 1 anomalous\n");
    }

    private String low() {
        return String.format(Locale.ROOT, "%.4f", random.nextGaussian());
    }

    private String high() {
        return String.format(Locale.ROOT, "%.4f", 50 + 10 * random.nextGaussian());
    }

    private String rows(String name, String header, int count, IntFunction<String> row) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 0; i < count; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private CommandRun train(String data, String... more) {
        return run("train", data, more, "--architecture", "mean", "--overwrite");
    }

    private CommandRun evaluate(String data) {
        return run("evaluate", data, new String[] {"--label", "last", "--normal", "0"});
    }

    private CommandRun run(String command, String data, String[] more, String... last) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "--data",
                data,
                "--header",
                "--window",
                "10",
                "--model",
                folder.resolve("model").toString()));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of(last));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static void refused(CommandRun run, String message) {
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure()).isInstanceOf(WrongArtefactException.class).hasMessage(message);
    }
}
