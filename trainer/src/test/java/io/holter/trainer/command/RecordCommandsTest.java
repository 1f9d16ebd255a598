// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WrongArtefactException;
import io.holter.data.wfdb.WfdbFiles;
import io.holter.model.ModelDirectory;
import io.holter.schemas.Channel;
import io.holter.schemas.ModelCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training from a WFDB record: a peak at each beat, of the other sign where the beat is ventricular. */
class RecordCommandsTest {

    private static final int BEATS = 200;
    private static final int PERIOD = 40;

    @TempDir
    private Path folder;

    private Path record;

    @BeforeEach
    void writeRecord() throws Exception {
        Random random = new Random(1);
        int[] samples = new int[BEATS * PERIOD];
        int[] annotations = new int[2 * BEATS];
        for (int i = 0; i < BEATS; i++) {
            int beat = i * PERIOD + PERIOD / 2 + random.nextInt(-3, 4);
            boolean ventricular = i % 20 == 19;
            annotations[2 * i] = beat;
            annotations[2 * i + 1] = ventricular ? 5 : 1;
            for (int t = -6; t <= 6; t++) {
                samples[beat + t] = (int) ((ventricular ? -300 : 300) * Math.exp(-t * t / 6.0)) + random.nextInt(10);
            }
        }
        Files.write(folder.resolve("s1.dat"), WfdbFiles.format16(samples));
        Files.write(folder.resolve("s1.atr"), WfdbFiles.beats(annotations));
        record = Files.writeString(
                folder.resolve("s1.hea"),
                "s1 1 100 " + samples.length + "\ns1.dat 16 200 12 0 0 " + WfdbFiles.checksum(samples) + " 0 II\n");
    }

    @Test
    void aModelOfItsBeatsKnowsTheOthers() throws Exception {
        Path model = folder.resolve("model");
        CommandRun train = run("train", "--beats", "12,12", "--label", "atr", "--model", model + "", "--hidden", "8,2");
        assertThat(train.failure()).isNull();
        ModelCard card = ModelDirectory.readCard(model);
        assertThat(card.getLength()).isEqualTo(24);
        assertThat(card.getChannels()).containsExactly(new Channel("II", "mV"));
        assertThat(card.getSampleRate()).isEqualTo(100);
        assertThat(card.getDataSources()).containsExactly("s1.hea");
        assertThat(card.getTrainingWindows() + card.getHeldOutWindows()).isEqualTo(190);
        CommandRun evaluate = run("evaluate", "--beats", "12,12", "--normal", "N", "--model", model.toString());
        assertThat(evaluate.failure()).isNull();
        assertThat(evaluate.out()).contains("200 windows, 10 of them anomalies");
    }

    @Test
    void anotherRateThanTheRecordsIsRefused() throws Exception {
        Path model = folder.resolve("model");
        CommandRun train = run("train", "--window", "40", "--sample-rate", "360", "--model", model.toString());
        assertThat(train.failure())
                .hasMessage("s1.hea: expected samples at 360.0 Hz, as --sample-rate says, found 100.0 Hz");
        assertThat(model).doesNotExist();
    }

    /** Else it would be trained, and nobody could open it. */
    @Test
    void aUnitThatNoCardMayHaveIsRefusedBeforeTheTraining() throws Exception {
        Files.writeString(record, Files.readString(record).replace(" 200 ", " 200/m\u001bV "));
        Path model = folder.resolve("model");
        CommandRun train = run("train", "--beats", "12,12", "--label", "atr", "--model", model + "", "--hidden", "8,2");
        assertThat(train.failure())
                .hasMessage("s1.hea: the unit of channel II: expected text without control characters, found some");
        assertThat(model).doesNotExist();
    }

    @Test
    void aModelOfOneSignalAndAnotherAnnotator() throws Exception {
        Files.move(folder.resolve("s1.atr"), folder.resolve("s1.ecg"));
        Path model = folder.resolve("model");
        String[] options = {"--beats", "12,12", "--label", "atr", "--model", model + "", "--architecture", "mean"};
        assertThat(run("train", options).failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageEndingWith("s1.atr: expected the annotations of the record, found nothing there,"
                        + " but annotations of ecg");
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--annotator", "ecg", "--signals", "V5"));
        assertThat(run("train", all.toArray(String[]::new)).failure())
                .hasMessage(record + ": expected a signal V5, found II");
        all.set(all.size() - 1, "II");
        assertThat(run("train", all.toArray(String[]::new)).failure()).isNull();
        assertThat(ModelDirectory.readCard(model).getChannels()).containsExactly(new Channel("II", "mV"));
    }

    @Test
    void aRecordOfAnotherRateIsRefused() throws Exception {
        Path model = folder.resolve("model");
        String[] options = {"--beats", "12,12", "--label", "atr", "--model", model.toString()};
        List<String> train = new ArrayList<>(Arrays.asList(options));
        train.addAll(List.of("--architecture", "mean"));
        train.add(0, "train");
        CommandRun trained = run(train.toArray(String[]::new));
        assertThat(trained.failure()).isNull();
        assertThat(trained.err())
                .contains("data: 200 windows cut from 1 series of 24 samples × 1 channel (II mV) at 100.0 Hz;"
                        + " 190 normal, 10 anomalies\n");
        Files.writeString(record, Files.readString(record).replace("s1 1 100 ", "s1 1 250 "));
        assertThat(run("evaluate", options).failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("s1.hea: expected a sample rate of 100.0 Hz, as on the model's card, found 250.0 Hz");
        Files.writeString(
                record,
                Files.readString(record).replace("s1 1 250 ", "s1 1 100 ").replace("0 II", "0 V5"));
        assertThat(run("evaluate", options).failure())
                .hasMessage("s1.hea: expected channels II mV, as on the model's card, found V5 mV");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--beats 90      | expected samples before the beat and from it on, such as 90,162, found 90",
                "--beats 90,x    | expected samples before the beat and from it on, such as 90,162, found 90,x",
                "--beats 90,0    | 1 or more from it on, got 90 and 0",
                "--beats 9,9 --window 5      | windows are cut every so many samples or around beats, not both",
                "--beats 9,9 --label tag:    | expected first, last, column:NAME, folder, atr, tag:NAME or none, found 'tag:'",
                "--beats 9,9 --label beat    | expected first, last, column:NAME, folder, atr, tag:NAME or none, found 'beat'",
                "--beats 9,9 --label tag:x   | --label tag:x needs --normal LABEL as well",
                "--window 5 --annotator ecg      | --annotator goes with --beats or --label atr",
                "--beats 9,9 --annotator ../ecg  | an annotator is the extension of a file, such as atr, got ../ecg",
                "--beats 9,9 --signals II,II     | each signal is named once, got II twice",
                "--beats 9,9 --signals II,,V     | the name of a signal is not blank",
                "--beats 9,9 --label atr --labels l.txt | (--labels) or with the data (--label), not both",
            })
    void optionsThatMakeNoSenseAreMistakesOfUse(String options, String message) {
        List<String> all = new ArrayList<>(Arrays.asList(options.split(" ")));
        all.addAll(List.of("--model", folder.resolve("model").toString()));
        all.add(0, "train");
        CommandRun run = run(all.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void aWrongRecordLeavesNothing() throws Exception {
        Files.writeString(record, Files.readString(record).replace("s1.dat 16", "s1.dat 80"));
        Path model = folder.resolve("model");
        CommandRun run = run("train", "--beats", "12,12", "--model", model.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(record + ":2: expected format 16 or 212, found format 80");
        assertThat(model).doesNotExist();
    }

    private CommandRun run(String command, String... options) {
        List<String> all = new ArrayList<>(List.of(command, "--data", record.toString()));
        all.addAll(List.of(options));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private CommandRun run(String[] commandAndOptions) {
        return run(commandAndOptions[0], Arrays.copyOfRange(commandAndOptions, 1, commandAndOptions.length));
    }
}
