// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;
import io.holter.data.LabelPlace;
import io.holter.data.set.WindowSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArrayReaderTest {

    private static final DataFormat PLAIN = DataFormat.unlabelled();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "|b1, 0001, 0, 1",
        "|u1, 00ff, 0, 255",
        "|i1, 7f80, 127, -128",
        "<u2, 0100ffff, 1, 65535",
        ">u2, 0001ffff, 1, 65535",
        "<i2, 0080ffff, -32768, -1",
        "<u4, 01000000ffffffff, 1, 4294967295",
        ">i4, 00000001ffffffff, 1, -1",
        "<i8, 0100000000000000ffffffffffffffff, 1, -1",
        ">u8, 0000000000000001ffffffffffffffff, 1, 18446744073709551615",
        "<f4, 0000803f000020c0, 1, -2.5",
        ">f4, 3f800000c0200000, 1, -2.5",
        "<f8, 000000000000f03f00000000000004c0, 1, -2.5",
        ">f8, 3ff0000000000000c004000000000000, 1, -2.5"
    })
    void npyOfAllTypes(String type, String bytes, float first, float second) throws Exception {
        byte[] elements = HexFormat.of().parseHex(bytes);
        String file = DataFiles.write(folder, "a.npy", DataFiles.npy(1, DataFiles.header(type, false, 1, 2), elements));
        assertThat(read(PLAIN, file).windows()).containsExactly(new float[] {first, second});
    }

    @ParameterizedTest
    @CsvSource({
        "8, 00ff, 0, 255",
        "9, 7f80, 127, -128",
        "11, 8000ffff, -32768, -1",
        "12, 00000001ffffffff, 1, -1",
        "13, 3f800000c0200000, 1, -2.5",
        "14, 3ff0000000000000c004000000000000, 1, -2.5"
    })
    void idxOfAllTypes(int type, String bytes, float first, float second) throws Exception {
        byte[] file = DataFiles.idx(type, HexFormat.of().parseHex(bytes), 1, 2);
        WindowSet windows = read(PLAIN, DataFiles.write(folder, "a.idx", file));
        assertThat(windows.windows()).containsExactly(new float[] {first, second});
        assertThat(windows.signal().height()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, a.npy", "2, a.npy", "3, a.npy", "1, misnamed.bin"})
    void npyOfAllVersions(int version, String name) throws Exception {
        byte[] elements = {1, 2, 3, 4};
        byte[] file = DataFiles.npy(version, DataFiles.header("|u1", false, 2, 2), elements);
        assertThat(read(PLAIN, DataFiles.write(folder, name, file)).windows())
                .containsExactly(new float[] {1, 2}, new float[] {3, 4});
        assertThat(read(PLAIN, DataFiles.write(folder, name + ".gz", DataFiles.gzip(file)))
                        .size())
                .isEqualTo(2);
    }

    @Test
    void arraysLargerThanABlockAreReadWhole() throws Exception {
        float[] values = new float[3 * 20_011];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        WindowSet windows = read(PLAIN, DataFiles.write(folder, "a.npy", DataFiles.npy(values, 3, 20_011)));
        for (int w = 0; w < 3; w++) {
            float[] window = windows.window(w);
            for (int t = 0; t < window.length; t++) {
                assertThat(window[t]).isEqualTo(w * 20_011 + t);
            }
        }
    }

    @Test
    void thirdDimensionOfNpyIsChannels() throws Exception {
        WindowSet windows = read(
                PLAIN, DataFiles.write(folder, "a.npy", DataFiles.npy(new float[] {1, 10, 2, 20, 3, 30}, 1, 3, 2)));
        assertThat(windows.shape()).isEqualTo(new WindowShape(3, 2));
        assertThat(windows.window(0)).containsExactly(1, 10, 2, 20, 3, 30);
        assertThat(windows.signal().height()).isZero();
    }

    @Test
    void imagesKnowTheirHeight() throws Exception {
        byte[] pixels = {0, 1, 2, 3, 4, (byte) 255};
        WindowSet grey = read(PLAIN, DataFiles.write(folder, "x-idx3-ubyte", DataFiles.idx(8, pixels, 1, 3, 2)));
        assertThat(grey.shape()).isEqualTo(new WindowShape(6, 1));
        assertThat(grey.signal().height()).isEqualTo(3);
        assertThat(grey.window(0)).containsExactly(0, 1, 2, 3, 4, 255);
        WindowSet coloured = read(PLAIN, DataFiles.write(folder, "misnamed", DataFiles.idx(8, pixels, 1, 2, 1, 3)));
        assertThat(coloured.shape()).isEqualTo(new WindowShape(2, 3));
        assertThat(coloured.signal().height()).isEqualTo(2);
    }

    @Test
    void seriesAreCut() throws Exception {
        String one = DataFiles.write(folder, "one.npy", DataFiles.npy(new float[] {0, 1, 2, 3, 4, 5, 6}, 7));
        WindowSet windows = read(PLAIN.withSlicing(new Slicing(3, 2)), one);
        assertThat(windows.windows())
                .containsExactly(new float[] {0, 1, 2}, new float[] {2, 3, 4}, new float[] {4, 5, 6});
        String two = DataFiles.write(folder, "two.npy", DataFiles.npy(new float[] {0, 1, 2, 3, 4, 5}, 3, 2));
        assertThat(read(PLAIN.withSlicing(new Slicing(1, 2)), two).windows())
                .containsExactly(new float[] {0, 1}, new float[] {4, 5});
    }

    static Stream<Arguments> wrong() {
        byte[] four = DataFiles.npy(new float[] {1, 2, 3, 4}, 2, 2);
        int offset = four.length - 16;
        byte[] nan = four.clone();
        ByteBuffer.wrap(nan).order(ByteOrder.LITTLE_ENDIAN).putFloat(offset + 12, Float.NaN);
        byte[] wide = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(1e39)
                .array();
        byte[] lying = DataFiles.npy(1, DataFiles.header("<f4", false, 1, 2_000_000_000), new byte[8]);
        byte[] version = four.clone();
        version[6] = 9;
        byte[] long2 = DataFiles.npy(2, DataFiles.header("<f4", false, 1, 1), new byte[4]);
        ByteBuffer.wrap(long2).order(ByteOrder.LITTLE_ENDIAN).putInt(8, Integer.MAX_VALUE);
        String text = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 1), }\n";
        byte[] idx = DataFiles.idx(8, new byte[] {1, 2, 3, 4}, 2, 2);
        return Stream.of(
                Arguments.of("a.npy", new byte[0], ": byte 0: expected \\x93NUMPY, found an empty file"),
                Arguments.of("a.npy", idx, ": byte 0: expected \\x93NUMPY, found the bytes 00 00 08 02 00 00"),
                Arguments.of("a.npy", version, ": byte 6: expected version 1, 2 or 3, found 9"),
                Arguments.of("a.npy", DataFiles.cut(four, 9), ": byte 9: expected a header of 10 bytes, found the end"),
                Arguments.of(
                        "a.npy",
                        DataFiles.cut(four, 40),
                        ": byte 40: expected a header of " + offset + " bytes, found the end"),
                Arguments.of("a.npy", long2, ": byte 8: expected a header of at most 65536 bytes, found 2147483647"),
                Arguments.of(
                        "a.npy",
                        DataFiles.cut(four, offset + 7),
                        ": byte " + (offset + 7) + ": expected " + (offset + 16)
                                + " bytes, as its header says (2 × 2 of float32), found the end"),
                Arguments.of(
                        "a.npy",
                        DataFiles.cut(four, four.length + 1),
                        ": byte " + four.length
                                + ": expected the end, as its header says (2 × 2 of float32), found more"),
                Arguments.of(
                        "a.npy",
                        nan,
                        ": window 1, sample 1, channel 0: expected a finite number in single precision, found NaN"),
                Arguments.of(
                        "a.npy",
                        DataFiles.npy(1, DataFiles.header("<f8", false, 1, 1), wide),
                        ": window 0, sample 0, channel 0: expected a finite number in single precision, found Infinity"),
                Arguments.of(
                        "a.npy",
                        lying,
                        ": expected windows of 1 to 4194304 values, found 2000000000 samples × 1 channel"),
                Arguments.of(
                        "a.npy",
                        DataFiles.npy(1, DataFiles.header("<f4", false, 2_000_000_000, 2_000_000_000, 2), new byte[0]),
                        ": expected sizes that a file can have, found 2000000000 × 2000000000 × 2 of float32"),
                Arguments.of(
                        "a.npy",
                        DataFiles.npy(1, DataFiles.header("<f4", false, 1, 0), new byte[0]),
                        ": expected windows of 1 to 4194304 values, found 0 samples × 1 channel"),
                Arguments.of(
                        "a.npy",
                        DataFiles.npy(1, DataFiles.header("<f4", false, 0, 3), new byte[0]),
                        ": expected at least one window, found none"),
                Arguments.of(
                        "a.npy",
                        DataFiles.npy(1, DataFiles.header("<f4", true, 2, 2), new byte[16]),
                        ": 'fortran_order': expected False, so that the values of a window stand together"
                                + " (save numpy.ascontiguousarray(a)), found True"),
                Arguments.of(
                        "a.npy",
                        DataFiles.npy(1, DataFiles.header("<c8", false, 1, 1), new byte[8]),
                        ": 'descr': expected elements b1, i1 to i8, u1 to u8, f4 or f8, found <c8"),
                Arguments.of(
                        "a.npy",
                        DataFiles.npy(1, text, new byte[4]),
                        ": header: expected a 'descr' of numbers, found '{'descr': [('a', '<f4')], 'fortran_order…'"),
                Arguments.of(
                        "a.npy",
                        DataFiles.npy(1, DataFiles.header("<f4", false, 4), new byte[16]),
                        ": expected windows × samples, windows × samples × channels or images × rows × columns ×"
                                + " channels, or a series and a length to cut it into, found 4 of float32"),
                Arguments.of("a.npy", DataFiles.gzip(four), null),
                Arguments.of(
                        "a-idx2-ubyte",
                        four,
                        ": byte 0: expected 00 00, a type 08, 09, 0b, 0c, 0d or 0e, and 1 to 4 dimensions,"
                                + " found 93 4e 55 4d"),
                Arguments.of(
                        "a-idx2-ubyte",
                        DataFiles.cut(idx, 9),
                        ": byte 9: expected a header of 12 bytes, found the end"),
                Arguments.of(
                        "a-idx2-ubyte",
                        DataFiles.cut(idx, 15),
                        ": byte 15: expected 16 bytes, as its header says (2 × 2 of uint8), found the end"),
                Arguments.of(
                        "a-idx3-ubyte",
                        DataFiles.idx(8, new byte[3], 1, 0x7fff_ffff, 0x7fff_ffff),
                        ": expected windows of 1 to 4194304 values, found 2147483647 samples × 2147483647 channels"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhereAFileIsWrong(String name, byte[] bytes, String message) throws Exception {
        String file = DataFiles.write(folder, name, bytes);
        if (message == null) {
            assertThat(read(PLAIN, file).size()).isEqualTo(2);
        } else {
            refused(PLAIN, file, file + message);
        }
    }

    @Test
    void gzipCutShortIsSaid() throws Exception {
        byte[] packed = DataFiles.gzip(DataFiles.npy(new float[10_000], 100, 100));
        String file = DataFiles.write(folder, "a.npy.gz", DataFiles.cut(packed, packed.length - 9));
        assertThatThrownBy(() -> read(PLAIN, file))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(file + ": expected a whole gzip file, found ");
    }

    @Test
    void windowsAreNotCutAndRowsOptionsNotIgnored() throws Exception {
        String file = DataFiles.write(folder, "a.npy", DataFiles.npy(new float[6], 1, 3, 2));
        refused(
                PLAIN.withSlicing(new Slicing(2, 2)),
                file,
                file + ": expected samples, or samples × channels, to cut, found 1 × 3 × 2 of float32");
        assertThatThrownBy(() -> read(PLAIN.withColumns(new DataFormat.Columns(true, 0)), file))
                .isInstanceOf(DataFormatException.class)
                .hasMessage(file + ": expected rows of CSV or TSV, which have columns, found an array");
        assertThatThrownBy(() -> read(DataFormat.labelled(LabelPlace.LAST, "1"), file))
                .hasMessage(file + ": expected rows of CSV or TSV, which have a label in a column, found an array");
        assertThatThrownBy(() -> read(PLAIN.withImages(new DataFormat.ImageSize(1, 1)), file))
                .hasMessage(file + ": expected PNG or JPEG pictures, which have a size, found an array");
        refused(PLAIN.withChannels(5), file, file + ": expected an axis of 5 channels, found 1 × 3 × 2 of float32");
        refused(
                DataFormat.labelled(LabelPlace.OWN, "1"),
                file,
                file + ": expected data that has labels of its own, found an array");
    }

    @Test
    void labelCanBeTheFolder() throws Exception {
        String good = DataFiles.write(folder, "good/a.npy", DataFiles.npy(new float[] {1}, 1, 1));
        String bad = DataFiles.write(folder, "bad/a.npy", DataFiles.npy(new float[] {2, 3}, 2, 1));
        WindowSet windows = DataFiles.read(List.of(good, bad), DataFormat.labelled(LabelPlace.FOLDER, "good"));
        assertThat(windows.labels()).containsExactly(false, true, true);
    }

    @Test
    void pipesAreReadOnce() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = new Thread(() -> {
            try {
                Files.write(pipe, DataFiles.npy(new float[] {1, 2}, 1, 2));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.start();
        assertThat(read(PLAIN, pipe.toString()).windows()).containsExactly(new float[] {1, 2});
        writer.join();
    }

    @Test
    void emptyContentIsForRows() throws Exception {
        String file = DataFiles.write(folder, "nothing", "".getBytes(StandardCharsets.UTF_8));
        refused(PLAIN, file, file + ": expected at least one window, found none");
    }

    private static WindowSet read(DataFormat format, String source) throws Exception {
        return DataFiles.read(List.of(source), format);
    }

    private static void refused(DataFormat format, String source, String message) {
        assertThatThrownBy(() -> read(format, source))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
    }
}
