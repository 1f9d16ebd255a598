// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import static io.holter.data.wfdb.WfdbFiles.checksum;
import static io.holter.data.wfdb.WfdbFiles.format16;
import static io.holter.data.wfdb.WfdbFiles.format212;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataSource;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WfdbRecordTest {

    @TempDir
    private Path folder;

    @Test
    void samplesComeInUnits() throws Exception {
        file("r.dat", format16(-100, 0, 50, 32767, -32767));
        WfdbRecord record = record("r 1 360 5\nr.dat 16 200(50)/mV 16 0 -100 -50 0 MLII\n");
        assertThat(frames(record))
                .containsExactly(
                        new float[] {-0.75f},
                        new float[] {-0.25f},
                        new float[] {0},
                        new float[] {163.585f},
                        new float[] {-164.085f});
        assertThat(record.channels()).containsExactly(new Channel("MLII", "mV"));
        assertThat(record.frequency()).isEqualTo(360);
        assertThat(record.name()).isEqualTo("r");
        assertThat(frames(record("r 1 360 5\nr.dat 16 -0.5\n")).get(2))
                .as("upside down")
                .containsExactly(-100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8191, 43691, 65536, 100_001})
    void bothFormatsKeepEverySample(int count) throws Exception {
        Random random = new Random(count);
        int[] samples = random.ints(count, -2047, 2048).toArray();
        float[] expected = new float[count];
        for (int i = 0; i < count; i++) {
            expected[i] = samples[i];
        }
        file("a.dat", format16(samples));
        file("b.dat", format212(samples));
        String line = " 1 0 0 %d %d 0 x\n".formatted(samples[0], checksum(samples));
        List<float[]> frames = frames(record("r 2 100 %d\na.dat 16".formatted(count) + line + "b.dat 212" + line));
        assertThat(frames).hasSize(count);
        for (int signal = 0; signal < 2; signal++) {
            float[] found = new float[count];
            for (int i = 0; i < count; i++) {
                found[i] = frames.get(i)[signal];
            }
            assertThat(found).as("signal %d", signal).isEqualTo(expected);
        }
    }

    @Test
    void signalsOfAFileTakeTurnsAndThoseOfSeveralFilesStandInTheOrderOfTheHeader() throws Exception {
        file("a.dat", format212(1, 10, 2, 20, 3, 30));
        file("b.dat", format16(100, 200, 300));
        WfdbRecord record = record(
                """
                r 3 250 3
                a.dat 212 1 0 0 1 6 0 first
                b.dat 16 1 0 0 100 600 0
                a.dat 212 1 0 0 10 60 0 third
                """);
        assertThat(frames(record))
                .containsExactly(new float[] {1, 100, 10}, new float[] {2, 200, 20}, new float[] {3, 300, 30});
        assertThat(record.channels())
                .containsExactly(new Channel("first", "mV"), new Channel("signal1", "mV"), new Channel("third", "mV"));
    }

    @Test
    void anOffsetIsPassedOver() throws Exception {
        file("r.dat", WfdbFiles.join("prolog!".getBytes(), format16(4, 5)));
        assertThat(frames(record("r 1 250 2\nr.dat 16+7 1\n"))).containsExactly(new float[] {4}, new float[] {5});
        assertRefused(
                "r 1 250 2\nr.dat 16+20 1\n", "r.dat: expected more than the 20 bytes before the samples, found fewer");
    }

    @Test
    void skewedSignalsAreAligned() throws Exception {
        // Taken at the same time: 1 with 30 and 500, 2 with 40 and 600.
        file("r.dat", format16(1, 10, 300, 2, 20, 400, 3, 30, 500, 4, 40, 600, 5, 50, 700));
        String header = "r 3 250%s\nr.dat 16 1\nr.dat 16:2 1\nr.dat 16:2 1\n";
        for (String count : List.of(" 5", "")) {
            assertThat(frames(record(header.formatted(count))))
                    .containsExactly(new float[] {1, 30, 500}, new float[] {2, 40, 600}, new float[] {3, 50, 700});
        }
    }

    @Test
    void missingSamplesAreNotNumbers() throws Exception {
        file("a.dat", format16(-32768, -2048, 7));
        file("b.dat", format212(5, -2048, -2047));
        assertThat(frames(record("r 2 250 3\na.dat 16 1\nb.dat 212 1\n")))
                .containsExactly(new float[] {Float.NaN, 5}, new float[] {-2048, Float.NaN}, new float[] {7, -2047});
    }

    @ParameterizedTest
    @CsvSource({"16, 6", "212, 6", "212, 9"})
    void withoutACountTheFileIsReadToItsEnd(String format, int samples) throws Exception {
        int[] rising = java.util.stream.IntStream.range(0, samples).toArray();
        file("r.dat", format.equals("16") ? format16(rising) : format212(rising));
        for (String count : List.of("", " 250 0")) {
            List<float[]> frames = frames(record("r 3%s\n".formatted(count)
                    + "r.dat %s 1\n".formatted(format).repeat(3)));
            assertThat(frames).hasSize(samples / 3);
            assertThat(frames.get(1)).containsExactly(3, 4, 5);
        }
    }

    @Test
    void halfAPairAtTheEndIsNoSample() throws Exception {
        // Nine samples of twelve bits are thirteen bytes and a half; some writers fill them up with half a sample.
        file("r.dat", format212(0, 1, 2, 3, 4, 5, 6, 7, 8, 0));
        assertThat(frames(record("r 3\n" + "r.dat 212 1\n".repeat(3)))).hasSize(3);
    }

    @Test
    void whatFollowsTheCountedSamplesIsNotRead() throws Exception {
        file("r.dat", format16(1, 2, 3, 4));
        assertThat(frames(record("r 1 250 2\nr.dat 16 1 0 0 1 3\n"))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "16  | 10 | r.dat, byte 10: expected sample 2 of 4 of signal 1 (V5), found the end of the file",
                "16  | 13 | r.dat, byte 13: expected sample 3 of 4 of signal 0, found the end of the file",
                "16  |  0 | r.dat, byte 0: expected sample 0 of 4 of signal 0, found the end of the file",
                "212 |  9 | r.dat, byte 9: expected sample 3 of 4 of signal 0, found the end of the file",
                "212 | 10 | r.dat, byte 10: expected sample 3 of 4 of signal 0, found the end of the file",
                "212 | 11 | r.dat, byte 11: expected sample 3 of 4 of signal 1 (V5), found the end of the file",
            })
    void aFileCutShortIsSaid(String format, int bytes, String message) throws Exception {
        int[] samples = {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] whole = format.equals("16") ? format16(samples) : format212(samples);
        file("r.dat", Arrays.copyOf(whole, bytes));
        String lines = "r.dat %s 1\nr.dat %s 1 0 0 2 20 0 V5\n".formatted(format, format);
        assertRefused("r 2 250 4\n" + lines, message);
    }

    @ParameterizedTest
    @CsvSource({"16, 13, 3, 0", "16, 14, 3, '1 (V5)'", "212, 10, 3, 0", "212, 11, 3, '1 (V5)'"})
    void withoutACountAPartOfAFrameIsSaid(String format, int bytes, int sample, String signal) throws Exception {
        int[] samples = {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] whole = format.equals("16") ? format16(samples) : format212(samples);
        file("r.dat", Arrays.copyOf(whole, bytes));
        assertRefused(
                "r 2\nr.dat %s 1\nr.dat %s 1 0 0 2 20 0 V5\n".formatted(format, format),
                "r.dat, byte %d: expected sample %d of signal %s, found the end of the file"
                        .formatted(bytes, sample, signal));
    }

    @Test
    void aWrongChecksumNamesTheSignal() throws Exception {
        file("r.dat", format16(1, 30000, 2, 30000, 3, 30000));
        String header = "r 2 250 3\nr.dat 16 1 0 0 1 6 0 MLII\nr.dat 16 1 0 0 30000 %d 0 V5\n";
        assertThat(frames(record(header.formatted(90000 - 65536)))).hasSize(3);
        assertRefused(
                header.formatted(24465),
                "r.dat: expected samples of signal 1 (V5) whose sum is the checksum 24465 of %s/r.hea:3, found the sum 24464");
    }

    @Test
    void otherFilesThanTheHeaderSaysAreRefused() throws Exception {
        assertRefused("r 1 250 3\nnone.dat 16 1\n", "none.dat: expected a file, found nothing there");
        file("r.dat", format16(1, 2, 3));
        file("s.dat", format16(1, 2));
        assertRefused(
                "r 2\nr.dat 16 1\ns.dat 16 1\n",
                "r.hea: expected signal files of the same length, found one that ends after 2 samples");
        assertRefused(
                "r 2\nr.dat 16 1\nr.dat 212 1\n",
                "r.hea:3: expected the format and the offset of line 2, for the same file, found others");
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private WfdbRecord record(String header) throws IOException {
        Path file = Files.writeString(folder.resolve("r.hea"), header);
        return WfdbRecord.open(new DataSource(file.toString()), List.of());
    }

    /** The message begins with a name in the folder; %s stands for the folder. */
    private void assertRefused(String header, String message) {
        assertThatThrownBy(() -> frames(record(header)))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(folder + "/" + message.replace("%s", folder.toString()));
    }

    private static List<float[]> frames(WfdbRecord record) throws IOException {
        List<float[]> frames = new ArrayList<>();
        try (WfdbRecord.Samples samples = record.samples()) {
            float[] frame = new float[record.channels().size()];
            while (samples.next(frame)) {
                frames.add(frame.clone());
            }
        }
        return frames;
    }
}
