// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFiles;
import io.holter.data.Heartbeats;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds of model, and how they learn, through the command line. */
class ModelOptionsTest {

    @TempDir
    private Path folder;

    private String beats;
    private String images;
    private Path model;

    @BeforeEach
    void writeData() throws IOException {
        beats = Heartbeats.write(folder.resolve("beats.csv"), 100, 1).toString();
        // 30 images of 4 × 6 pixels: a bright column on a dark ground.
        byte[] pixels = new byte[30 * 24];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 6 == i / 24 % 6 ? 250 : i % 7);
        }
        images = Files.write(folder.resolve("images.idx"), DataFiles.idx(0x08, pixels, 30, 4, 6))
                .toString();
        model = folder.resolve("model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conv  | --filters 4,3 --kernel 5 --code 2 --convolve-code --epochs 2     | 20,40,15,2,15,30,80,20",
                "conv  | --filters 3 --factor 5 --down pool --up nearest --code 0 --epochs 2 | 20,12,60,20",
                "pca   | --components 3                                                   | 20,3,20",
                "mean  |                                                                  | 20,20",
                "dense | --hidden 6,2 --activation tanh --code-activation sigmoid --epochs 2 | 20,6,2,6,20",
            })
    void everyKindIsTrainedAndOpened(String kind, String options, String layers) throws Exception {
        CommandRun run = train(beats, "--architecture " + kind + (options == null ? "" : " " + options));
        assertThat(run.failure()).isNull();
        ModelCard card = ModelDirectory.readCard(model);
        assertThat(card.getArchitecture()).isEqualTo(kind);
        assertThat(card.getLayers())
                .containsExactly(
                        Stream.of(layers.split(",")).map(Integer::valueOf).toArray(Integer[]::new));
        assertThat(card.getSettings()).containsEntry("architecture", kind);
        boolean exact = kind.equals("pca") || kind.equals("mean");
        assertThat(card.getEpochs()).isEqualTo(exact ? 0 : 2);
        assertThat(card.getLoss()).isEqualTo(exact ? "" : "mse");
        assertThat(card.getSettings().containsKey("learning-rate")).isEqualTo(!exact);
        try (Model opened = Model.open(model)) {
            float[] errors = new float[1];
            opened.errors(new float[20], 1, errors);
            assertThat(errors[0]).isPositive();
        }
        assertThat(CommandRun.of("inspect", "--model", model.toString()).failure())
                .isNull();
    }

    @Test
    void everyOptionReachesTheCard() throws Exception {
        train(
                beats,
                "--architecture conv --filters 4,2 --kernel 3 --factor 2 --down pool --up nearest --code 3"
                        + " --convolve-code --batch-normalisation --dropout 0.1 --activation leaky-relu --slope 0.3"
                        + " --normalisation minmax --output sigmoid --loss bce --error absolute --epochs 2 --batch 16"
                        + " --learning-rate 0.01 --schedule cosine --decay 0.1 --weight-decay 0.001 --patience 9"
                        + " --noise 0.2 --shift 2 --scale 0.1 --jitter 0.05 --ensemble 2 --validation 0.3"
                        + " --contamination 0.1 --seed 5");
        ModelCard card = ModelDirectory.readCard(model);
        assertThat(card.getSettings())
                .containsAllEntriesOf(Map.ofEntries(
                        Map.entry("architecture", "conv"),
                        Map.entry("filters", "4,2"),
                        Map.entry("kernel", "3"),
                        Map.entry("factor", "2"),
                        Map.entry("down", "pool"),
                        Map.entry("up", "nearest"),
                        Map.entry("code", "3"),
                        Map.entry("convolve-code", "true"),
                        Map.entry("batch-normalisation", "true"),
                        Map.entry("dropout", "0.1"),
                        Map.entry("activation", "leaky-relu 0.3"),
                        Map.entry("normalisation", "minmax"),
                        Map.entry("output", "sigmoid"),
                        Map.entry("loss", "bce"),
                        Map.entry("error", "absolute"),
                        Map.entry("score", "error+neighbours"),
                        Map.entry("drift", "follow"),
                        Map.entry("epochs", "2"),
                        Map.entry("batch", "16"),
                        Map.entry("learning-rate", "0.01, cosine to 0.001"),
                        Map.entry("weight-decay", "0.001"),
                        Map.entry("patience", "9"),
                        Map.entry("noise", "0.2"),
                        Map.entry("shift", "2"),
                        Map.entry("scale", "0.1"),
                        Map.entry("jitter", "0.05"),
                        Map.entry("ensemble", "2"),
                        Map.entry("validation", "0.3"),
                        Map.entry("contamination", "0.1"),
                        Map.entry("seed", "5")));
        assertThat(card.getScoreError()).isEqualTo("absolute");
        assertThat(card.getScore()).isEqualTo("error+neighbours");
        assertThat(card.getLoss()).isEqualTo("bce");
        assertThat(card.getCodeWidth()).isEqualTo(6);
        assertThat(card.getNormalisation()).startsWith("(x - offset) / scale, from the least and the greatest value");
        assertThat(card.getTrainingLosses()).hasSize(2);
        assertThat(card.getValidationLosses()).hasSize(2);
        // With patience, the weights of the epoch with the least validation loss are kept.
        assertThat(card.getValidationLoss()).isEqualTo(Collections.min(card.getValidationLosses()));
        int kept = card.getValidationLosses().indexOf(card.getValidationLoss());
        assertThat(card.getTrainingLoss()).isEqualTo(card.getTrainingLosses().get(kept));
    }

    @Test
    void imagesAreImagesToConvolutions() throws Exception {
        CommandRun run = train(
                images,
                "--architecture conv --filters 3 --code 2 --flip --rotation 10 --shift 1 --normalisation minmax"
                        + " --epochs 2");
        assertThat(run.failure()).isNull();
        ModelCard card = ModelDirectory.readCard(model);
        assertThat(card.getHeight()).isEqualTo(4);
        // 4 × 6 × 1, 2 × 3 × 3, dense 2, 2 × 3 × 3, 4 × 6 × 3, 4 × 6 × 1.
        assertThat(card.getLayers()).containsExactly(24, 18, 2, 18, 72, 24);
        // 3·3·1·3 + 3, 18·2 + 2, 2·18 + 18, 3·3·3·3 + 3, 3·3·3·1 + 1: square kernels of 3.
        assertThat(card.getParameters()).isEqualTo(30 + 38 + 54 + 84 + 28);
        assertThat(card.getSettings()).containsEntry("flip", "true").containsEntry("rotation", "10.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--output sigmoid                        | a sigmoid output lies between 0 and 1, and values normalised"
                        + " by standard do not: take the minmax normalisation or a linear output",
                "--output sigmoid --normalisation window | values normalised by window do not",
                "--output sigmoid --normalisation none   | values normalised by none do not",
                "--loss bce                              | the bce loss is the cross-entropy of a sigmoid output",
                "--loss bce --normalisation minmax       | the bce loss is the cross-entropy of a sigmoid output",
                "--architecture pca --ensemble 2         | a pca model is fitted exactly: all members of an ensemble"
                        + " would be equal",
                "--architecture mean --ensemble 2        | a mean model is fitted exactly",
                "--architecture conv --hidden 8          | --hidden does not go with --architecture conv",
                "--architecture pca --hidden 8           | --hidden does not go with --architecture pca",
                "--filters 8                             | --filters does not go with --architecture dense",
                "--architecture mean --components 2      | --components does not go with --architecture mean",
                "--architecture mean --activation tanh   | --activation does not go with --architecture mean",
                "--architecture conv --dropout 1         | dropout lies from 0 to below 1, got 1.0",
                "--architecture conv --factor 1          | a stage makes windows smaller by 2 or more, got 1",
                "--architecture rnn                      | expected dense, conv, pca or mean, found 'rnn'",
                "--activation gelu                       | expected relu, leaky-relu, tanh, sigmoid or linear, found 'gelu'; did you mean relu?",
                "--schedule linear                       | expected constant, step, exponential or cosine, found 'linear'",
                "--normalisation max                     | expected minmax, standard, window or none, found 'max'",
                "--error mse                             | expected squared or absolute, found 'mse'",
                "--learning-rate 0                       | a learning rate is above 0, got 0.0",
                "--schedule step --decay 2               | the rate decays to a share above 0 and at most 1, got 2.0",
                "--name a\u0007b                         | the model's name: expected text without control characters, found some",
                "--model-version v\u202e1                 | the model's version: expected text without control characters, found some",
                "--sample-rate 1e-30                     | expected a sample rate of 1.0E-9 to 1.0E12 Hz, or 0 where unknown, found 1.0E-30",
                "--sample-rate 1e30                      | expected a sample rate of 1.0E-9 to 1.0E12 Hz, or 0 where unknown, found 1.0E30",
                "--sample-rate -5                        | expected a sample rate of 1.0E-9 to 1.0E12 Hz, or 0 where unknown, found -5.0",
                "--weight-decay -1                       | weight decay is 0 or more, got -1.0",
                "--patience -1                           | patience is 0 epochs or more, got -1",
                "--noise -1                              | noise has a standard deviation of 0 or more, got -1.0",
                "--ensemble 0                            | an ensemble has 1 member or more, got 0",
                "--contamination 0.5                     | contamination lies from 0 to below 0.5",
                "--shift -1                              | a shift is 0 or more, got -1",
                "--rotation 200                          | a rotation lies between 0 and 180 degrees, got 200.0",
            })
    void settingsThatDoNotGoTogetherAreWrongUsage(String options, String reason) throws Exception {
        CommandRun run = train(beats, options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines().findFirst().orElseThrow()).contains(reason);
        assertThat(names()).containsExactly("beats.csv", "images.idx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "beats  | --architecture pca --components 20  | the pca network  | windows of 20 × 1 (a model of"
                        + " 20 components keeps all of windows of 20 values: take fewer)",
                "beats  | --flip                              | the dense network | windows of 20 × 1 (only images are"
                        + " flipped and rotated, and these are windows of time)",
                "beats  | --rotation 5                        | the dense network | windows of 20 × 1 (only images are"
                        + " flipped and rotated, and these are windows of time)",
                "images | --scale 0.1                         | the dense network | windows of 4 × 6 × 1 (only windows of"
                        + " time change their scale and jitter, and these are images)",
                "beats  | --shift 20                          | the dense network | windows of 20 × 1 (a shift by 20 leaves"
                        + " nothing of windows of 20: it must be smaller)",
            })
    void windowsThatDoNotGoWithTheSettingsAreOneMessageAndLeaveNothing(
            String data, String options, String network, String found) throws Exception {
        CommandRun run = train(data.equals("beats") ? beats : images, options);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage((data.equals("beats") ? "beats.csv" : "images.idx") + ": expected windows that go with "
                        + network + " and its settings, found " + found);
        assertThat(names()).containsExactly("beats.csv", "images.idx");
    }

    /** 100 beats of which 90 are normal, 18 of these held out: what is left varies in no more than 20 directions. */
    @Test
    void componentsThatTheWindowsDoNotHaveAreAnError() throws Exception {
        List<String> still = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            still.add(i + "," + 2 * i + ",3,4,5");
        }
        Path lines = Files.write(folder.resolve("lines.csv"), still);
        CommandRun run = CommandRun.of(
                "train",
                "--data",
                lines.toString(),
                "--model",
                model.toString(),
                "--architecture",
                "pca",
                "--components",
                "2",
                "--contamination",
                "0");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageEndingWith(
                        "expected windows that vary in 2 directions or more, found 1 directions: take fewer"
                                + " components");
        assertThat(names()).containsExactly("beats.csv", "images.idx", "lines.csv");
    }

    private CommandRun train(String data, String options) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data, "--model", model.toString()));
        if (data.equals(beats)) {
            arguments.addAll(List.of("--label", "last", "--normal", "1"));
        }
        arguments.addAll(List.of(options.split(" ")));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
