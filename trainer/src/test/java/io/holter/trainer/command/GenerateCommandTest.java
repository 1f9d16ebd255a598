// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.model.MeanModel;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a model whose code is the mean of each channel: x = 2 c + 1 in raw units. */
class GenerateCommandTest {

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = folder.resolve("model");
        MeanModel.write(model, new WindowShape(3, 2));
    }

    @Test
    void decodesGivenCodes() throws Exception {
        String codes = Files.writeString(folder.resolve("codes.csv"), "0,1\n\n-0.5,2.25\n")
                .toString();
        CommandRun run = generate("--codes", codes);
        assertThat(run.failure()).isNull();
        assertThat(run.out()).isEqualTo("1.0,3.0,1.0,3.0,1.0,3.0\n0.0,5.5,0.0,5.5,0.0,5.5\n");
        Path out = folder.resolve("out.csv");
        assertThat(generate("--codes", codes, "--out", out.toString()).out()).isEqualTo(out + ": 2 windows\n");
        assertThat(out).hasContent(run.out());
        assertThat(generate("--codes", codes, "--out", folder.resolve("out.npy").toString())
                        .code())
                .isZero();
        assertThat(Files.size(folder.resolve("out.npy"))).isEqualTo(128 + 2 * 6 * Float.BYTES);
    }

    @Test
    void drawsCodesLikeThoseOfGivenWindowsBySeed() throws Exception {
        // means of channel 1 from 0 to 9, those of channel 2 ten times as much
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            rows.append((i + "," + 10 * i + ",").repeat(3)).append("0\n");
        }
        rows.append("900,9000,900,9000,900,9000,1\n");
        String data = Files.writeString(folder.resolve("windows.csv"), rows).toString();
        String[] like = {
            "--sample", "40", "--data", data, "--channels", "2", "--label", "last", "--normal", "0", "--seed", "5"
        };
        CommandRun run = generate(like);
        assertThat(run.failure()).isNull();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(40).doesNotHaveDuplicates();
        for (String line : lines) {
            String[] values = line.split(",");
            float first = Float.parseFloat(values[0]);
            assertThat(first).isBetween(-0.001f, 9.001f);
            assertThat(Float.parseFloat(values[1])).isCloseTo(10 * first, within(0.01f));
        }
        assertThat(generate(like).out()).isEqualTo(run.out());
        like[like.length - 1] = "6";
        assertThat(generate(like).out()).isNotEqualTo(run.out());
    }

    @Test
    void writesPicturesOfAModelOfPictures() throws Exception {
        Path pictures = folder.resolve("pictures");
        Path ofPictures = folder.resolve("of-pictures");
        MeanModel.write(ofPictures, new WindowShape(6, 1));
        ModelCard card = ModelDirectory.readCard(ofPictures);
        card.setHeight(2);
        ModelDirectory.writeCard(ofPictures, card);
        String codes =
                Files.writeString(folder.resolve("codes.csv"), "63.5\n0\n").toString();
        for (String out :
                List.of(pictures.toString(), folder.resolve("sheet.png").toString())) {
            CommandRun run =
                    CommandRun.of("generate", "--model", ofPictures.toString(), "--codes", codes, "--out", out);
            assertThat(run.failure()).isNull();
            assertThat(run.out()).isEqualTo(out + ": 2 pictures\n");
        }
        assertThat(ImageIO.read(pictures.resolve("00001.png").toFile())
                        .getRaster()
                        .getSample(2, 1, 0))
                .isEqualTo(128);
        assertThat(ImageIO.read(folder.resolve("sheet.png").toFile()).getWidth())
                .isEqualTo(3 + 2 + 3);
    }

    @Test
    void codesOfAnotherWidthAreRefusedWithTheirPlace() throws Exception {
        String codes = Files.writeString(folder.resolve("codes.csv"), "1,2,3\n").toString();
        refused(generate("--codes", codes), codes + ":1:3: expected 2 values, the model's code, found 3");
        codes = Files.writeString(folder.resolve("codes.csv"), "1\n").toString();
        refused(generate("--codes", codes), codes + ":1:2: expected 2 values, the model's code, found 1");
        codes = Files.writeString(folder.resolve("codes.csv"), "1,2\n3,x\n").toString();
        refused(generate("--codes", codes), codes + ":2:2: expected a number, found 'x'");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void windowsOfAnotherShapeAndPicturesOfNoneAreRefused() throws Exception {
        String data =
                Files.writeString(folder.resolve("windows.csv"), "1,2,3\n").toString();
        refused(
                generate("--sample", "2", "--data", data),
                data + ": expected windows of 3 samples × 2 channels, as the model takes, found 3 × 1");
        data = Files.writeString(folder.resolve("windows.csv"), "1,2,3,4,5,6\n").toString();
        refused(
                generate("--sample", "2", "--data", data, "--channels", "2"),
                data + ": expected at least 2 normal windows, found 1");
        Path out = folder.resolve("sheet.png");
        refused(
                generate("--codes", data, "--out", out.toString()),
                model + ": expected a model of pictures, to write pictures to " + out
                        + ", found one of windows of time");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "'generate --model m', --codes",
        "'generate --model m --codes a --sample 3 --data b', mutually exclusive",
        "'generate --model m --sample 3', --data",
        "'generate --model m --sample 0 --data b', --sample is 1 or more",
        "'generate --model m --sample 3 --data b --normal 1 --label none', --label none",
        "'generate --model m --codes a --out x.jpg', 'expected a .csv, .npy or .png file or a folder, found x.jpg'"
    })
    void wrongUsage(String arguments, String told) {
        CommandRun run = CommandRun.of(arguments.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(told);
    }

    @Test
    void whatItWritesTheModelTakes() throws Exception {
        String codes = Files.writeString(folder.resolve("codes.csv"), "0,1\n").toString();
        String out = folder.resolve("out.csv").toString();
        generate("--codes", codes, "--out", out);
        String[] values = Files.readString(Path.of(out)).strip().split(",");
        float[] window = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            window[i] = Float.parseFloat(values[i]);
        }
        try (Model opened = Model.open(model)) {
            assertThat(opened.encode(window, 1)).containsExactly(0, 1);
        }
    }

    private CommandRun generate(String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "generate";
        arguments[1] = "--model";
        arguments[2] = model.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandRun.of(arguments);
    }

    private static void refused(CommandRun run, String message) {
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure()).isInstanceOf(WrongArtefactException.class).hasMessage(message);
    }
}
