// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad data of every kind: one message with file, position, expectation and finding, exit code 1, nothing left behind.
 */
class BadDataTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> bad() throws Exception {
        byte[] npy = DataFiles.npy(new float[] {1, 2, 3, 4, Float.NaN, 6}, 3, 2);
        byte[] idx = DataFiles.idx(8, new byte[8], 2, 2, 2);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        return Stream.of(
                Arguments.of(
                        "a.csv",
                        text("t,v\n0,1\n1,oops\n"),
                        "--header --skip-columns 1 --window 2",
                        ":3:2: expected a number, found 'oops'"),
                Arguments.of("a.tsv", text("1\t2\n1\t\n"), "", ":2:2: expected a number, found an empty field"),
                Arguments.of(
                        "a.csv",
                        text("1\n2\n"),
                        "--window 3",
                        ": expected at least 3 samples, for one window, found 2"),
                Arguments.of(
                        "a.ts",
                        text("@classLabel true 0 1\n@data\n1,2,?:0\n"),
                        "--normal 0",
                        ":3:5: expected a number, missing ones filled in before, found '?'"),
                Arguments.of(
                        "a.npy",
                        npy,
                        "",
                        ": window 2, sample 0, channel 0: expected a finite number in single precision, found NaN"),
                Arguments.of(
                        "a.npy",
                        npy,
                        "--window 1",
                        ", sample 2, channel 0: expected a finite number in single precision, found NaN"),
                Arguments.of(
                        "a.npy.gz",
                        DataFiles.gzip(DataFiles.cut(npy, npy.length - 3)),
                        "",
                        ": byte " + (npy.length - 3) + ": expected " + npy.length
                                + " bytes, as its header says (3 × 2 of float32), found the end"),
                Arguments.of(
                        "a-idx3-ubyte",
                        DataFiles.cut(idx, 23),
                        "",
                        ": byte 23: expected 24 bytes, as its header says (2 × 2 × 2 of uint8), found the end"),
                Arguments.of(
                        "a-idx3-ubyte",
                        idx,
                        "--window 4",
                        ": expected samples, or samples × channels, to cut, found 2 × 2 × 2 of uint8"),
                Arguments.of(
                        "a.png",
                        DataFiles.cut(png.toByteArray(), 20),
                        "",
                        ": byte 20: expected a whole picture, found the end"),
                Arguments.of(
                        "a.png", png.toByteArray(), "--channels 2", ": expected pictures of 1 or 3 channels, found 2"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void endsInOneMessageAndLeavesNothing(String name, byte[] bytes, String options, String message) throws Exception {
        Path file = Files.write(folder.resolve(name), bytes);
        List<String> arguments = new ArrayList<>(List.of("train", "--data", file.toString(), "--model"));
        arguments.add(folder.resolve("deep/model").toString());
        arguments.addAll(Stream.of(options.split(" ")).filter(o -> !o.isEmpty()).toList());
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.failure()).isInstanceOf(WrongArtefactException.class).hasMessage(file + message);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--normal 1 --label none",
                "--normal 1 --label last --labels y",
                "--normal ,",
                "--label last",
                "--labels y",
                "--stride 2",
                "--window 0",
                "--window 4 --stride 0",
                "--window x",
                "--skip-columns -1",
                "--image-size 28",
                "--image-size 0x28",
                "--channels 0"
            })
    void optionsThatDoNotGoTogetherAreWrongUsage(String options) {
        String[] arguments = ("train --data x --model m " + options).split(" ");
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isNotEmpty();
        assertThat(Path.of("m")).doesNotExist();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
