// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import io.holter.data.wfdb.BeatLabels;
import io.holter.data.wfdb.WfdbFiles;
import io.holter.schemas.GeneratedClasses;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small files that are made to fill the heap, which is 256 MiB here, or to keep their reader busy: each ends in one
 * line that says what is wrong.
 */
@Timeout(60)
class HostileFilesTest {

    private static final DataFormat PLAIN = DataFormat.unlabelled();
    private static final DataFormat CUT = PLAIN.withSlicing(new Slicing(10, 10));
    private static final DataFormat SMALL = PLAIN.withImages(new DataFormat.ImageSize(4, 4));
    private static final DataFormat BEATS = DataFormat.of(new Labels(LabelPlace.OWN, BeatLabels.NORMAL, List.of()))
            .withBeats(new BeatWindow(3, 4));
    private static final int MANY = 1 << 10;

    @TempDir
    private Path folder;

    @BeforeAll
    static void heapIsSmall() {
        GeneratedClasses.trust();
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(256L << 20);
    }

    static Stream<Arguments> texts() {
        String ts = "@problemName x\n@univariate true\n@classLabel false\n@data\n";
        return Stream.of(
                hostile("field.csv.gz", Bombs.gzip("1,2,3\n", "1", MANY), PLAIN, ":2:1: expected a row of fields, found "),
                hostile("quoted.csv.gz", Bombs.gzip("1,2,\"", "x", MANY), PLAIN, ":1:1: expected a row of fields, found "),
                hostile("row.csv.gz", Bombs.gzip("", "12345678,", MANY), PLAIN, ":1:1: expected a row of fields, found "),
                hostile("row2.csv.gz", Bombs.gzip("", " ".repeat(60000) + "1,", MANY), PLAIN, ":1:1: expected a row of f"),
                hostile("blank.csv.gz", Bombs.gzip("1,2\n", "\n", MANY), PLAIN, ": expected a gzip file that unpacks to"),
                hostile("digits.csv", text("1,2\n1," + "9".repeat(10_000_000)), PLAIN, ":2:1: expected a row of fields"),
                hostile("name.ts.gz", Bombs.gzip("@problemName ", "x", MANY), PLAIN, ":1:1: expected at most 65536 char"),
                hostile("comments.ts.gz", Bombs.gzip("", "# x\n", MANY), PLAIN, ":262145: expected @data within 1048576"),
                hostile("blank.ts.gz", Bombs.gzip(ts, "\n", MANY), PLAIN, ": expected a gzip file that unpacks to"),
                hostile("value.ts.gz", Bombs.gzip(ts, "1", MANY), PLAIN, ":5:1: expected at most 65536 characters"),
                hostile("values.ts.gz", Bombs.gzip(ts, "1,", MANY), PLAIN, ":5:8388609: expected at most 4194304 values"),
                hostile("dimensions.ts.gz", Bombs.gzip(ts, "1:", MANY), PLAIN, ":5:"),
                hostile("zeros", new byte[100_000_000], PLAIN, ":1:1: expected a row of fields, found "));
    }

    static Stream<Arguments> arrays() {
        return Stream.of(
                hostile("huge.npy", npy("(1, 1099511627776)"), PLAIN, ": expected windows of 1 to 4194304 values"),
                hostile("many.npy", npy("(1099511627776, 0)"), PLAIN, ": expected windows of 1 to 4194304 values"),
                hostile("over.npy", npy("(4294967296, 4294967296, 2)"), PLAIN, ": expected sizes that a file can have"),
                hostile("digits.npy", npy("(99999999999999999999, 2)"), PLAIN, ": 'shape': expected whole numbers"),
                hostile("minus.npy", npy("(-1, 8)"), PLAIN, ": header: expected a 'shape'"),
                hostile("wide.npy", npy("(1, 4194304)"), PLAIN, ": byte "),
                hostile("deep.npy", npy("(" + "9,".repeat(20000) + ")"), PLAIN, ": "),
                hostile("series.npy", npy("(2, 1099511627776)"), CUT, ": expected windows of 1 to 4194304 values"),
                hostile("zeros.npy.gz", gzipNpy("(1099511627776, 64)"), PLAIN, ": expected a gzip file that unpacks to"),
                hostile("long.npy.gz", gzipNpy("(1099511627776,)"), CUT, ": expected a gzip file that unpacks to"),
                hostile("max-ubyte", idx(4, -1, -1, -1, -1), PLAIN, ": expected sizes that a file can have"),
                hostile("wide-ubyte", idx(3, 1, 65535, 65535), PLAIN, ": expected windows of 1 to 4194304 values"),
                hostile("many-ubyte", idx(2, -1, 8), PLAIN, ": byte "));
    }

    static Stream<Arguments> pictures() {
        byte[] scan = {(byte) 0xff, (byte) 0xda};
        byte[] jpeg = new byte[2002];
        for (int i = 0; i < jpeg.length; i++) {
            jpeg[i] = i < 3 ? new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}[i] : scan[i % 2];
        }
        byte[] palette = Bombs.chunk("PLTE", new byte[6]);
        byte[] text = Bombs.text(400);
        byte[] claims = Bombs.png(8, 8, 8, 3);
        ByteBuffer.wrap(claims).putInt(33, Integer.MAX_VALUE).put(37, new byte[] {'P', 'L', 'T', 'E'});
        return Stream.of(
                hostile("wide.png", Bombs.png(50_000, 50_000, 8, 0), SMALL, ": expected at most 33554432 pixels"),
                hostile("deep.png", Bombs.png(8192, 4096, 16, 6), SMALL, ": expected a picture that takes at most a third"),
                hostile("line.png", Bombs.png(5_000_000, 1, 8, 0), SMALL, ": byte "),
                hostile("text.png", Bombs.png(8, 8, 8, 3, text, palette), SMALL, ": byte "),
                hostile("text2.png", Bombs.png(8, 8, 8, 3, palette, text), SMALL, ": byte "),
                hostile("claims.png", claims, SMALL, ": byte "),
                hostile("zeros.png.gz", Bombs.gzip(Bombs.png(8, 8, 8, 0), new byte[1], MANY), SMALL, ": expected a picture of"),
                hostile("scans.jpg", jpeg, SMALL, ": expected a JPEG picture of at most 200 scans"),
                hostile("animated.png", text("GIF89a"), SMALL, ": byte 0: expected a PNG or JPEG picture"));
    }

    static Stream<Arguments> records() {
        return Stream.of(
                hostile("long.hea.gz", Bombs.gzip("r 1 360 100\nr.dat 16 200\n#", "x", MANY), CUT, ": expected the header"),
                hostile("lines.hea.gz", Bombs.gzip("r 1 360 100\nr.dat 16 200\n", "\n", MANY), CUT, ": expected the header"),
                hostile("signals.hea", text("r 2147483647 360\nr.dat 16\n"), CUT, ":1: expected at most 4096 signals"),
                hostile("skew.hea", text("r 1 360\nr.dat 16:1000000000\n"), CUT, ":2: expected a skew of less than"),
                hostile("frame.hea", text("r 1 360\nr.dat 16x2147483647\n"), CUT, ":2: expected one sample of each signal"),
                hostile("format.hea", text("r 1 360\nr.dat 2147483648\n"), CUT, ":2: expected format 16 or 212"),
                hostile("above.hea", text("r 1 360\n../../../../etc/hostname 16\n"), CUT, ":2: expected the name of a file"),
                hostile("root.hea", text("r 1 360\n/dev/zero 16\n"), CUT, ":2: expected the name of a file beside"),
                hostile("zero.hea", text("r 1 360\na\0b 16\n"), CUT, ":2: expected the name of a file beside"),
                hostile("url.hea", text("r 1 360\nhttp://localhost/x 16\n"), CUT, ":2: expected the name of a file beside"));
    }

    static Stream<Arguments> avro() {
        String window = "{\"type\":\"record\",\"name\":\"Window\",\"namespace\":\"io.holter.schemas\",\"fields\":[%s]}";
        String list = "{\"name\":\"next\",\"type\":[\"null\",\"io.holter.schemas.Window\"]}";
        byte[] chain = Bombs.avroOf(window.formatted(list));
        byte[] links = new byte[1_000_000];
        Arrays.fill(links, (byte) 2);
        String nulls = "{\"name\":\"x\",\"type\":{\"type\":\"array\",\"items\":%s}}";
        return Stream.of(
                hostile("value.avro", Bombs.avro("Obj\1", 1, 1, "k", Integer.MAX_VALUE - 9L, "0123456789"), PLAIN, ": byte 12:"
                        + " expected a header of at most 1048576 bytes, found 2147483638"),
                hostile("entries.avro", Bombs.avro("Obj\1", 1L << 40), PLAIN, ": byte 10: expected a header of at most"),
                hostile("entries2.avro", Bombs.avro("Obj\1", Long.MIN_VALUE), PLAIN, ": byte "),
                hostile("entries3.avro", Bombs.avro("Obj\1", 1L << 62, 0, 0), PLAIN, ": byte "),
                hostile("minus.avro", Bombs.avro("Obj\1", 1, -5, "k"), PLAIN, ": byte 6: expected a header of at most"),
                hostile("header.avro.gz", Bombs.gzip(Bombs.avro("Obj\1", 1L << 19), Bombs.avro(1, "k", 1, "v"), MANY), PLAIN, ": byte "),
                hostile("block.avro", join(chain, Bombs.avro(1, Integer.MAX_VALUE - 9L)), PLAIN, ": byte "),
                hostile("block2.avro", join(chain, Bombs.avro(1L << 62, 0), new byte[16]), PLAIN, ": record 1: expected "),
                hostile("chain.avro", join(chain, Bombs.avro(1, links.length), links, new byte[16]), PLAIN, ": record 1: "
                        + "expected a window, found a record that is nested too deeply"),
                hostile("schema.avro", Bombs.avroOf(window.formatted(nested(400))), PLAIN, ": "),
                hostile("schema2.avro", Bombs.avroOf(nested(20_000)), PLAIN, ": "),
                hostile("nulls.avro", Bombs.avroOf(window.formatted(nulls.formatted("\"null\""))), PLAIN, ": expected arrays"
                        + " of something, found an array of null"),
                hostile("empty.avro", Bombs.avroOf(window.formatted(nulls.formatted(
                        "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"n\",\"type\":\"null\"}]}"))), PLAIN, ": expected arrays"
                        + " of something, found an array of io.holter.schemas.E"));
    }

    @ParameterizedTest
    @MethodSource({"texts", "arrays", "pictures", "records", "avro"})
    void endInOneLine(String name, byte[] bytes, DataFormat format, String message) throws Exception {
        String file = DataFiles.write(folder, name, bytes);
        assertThatThrownBy(() -> DataFiles.read(List.of(file), format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(file + message)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("\n"));
    }

    @Test
    void labelsThatNeverEnd() throws Exception {
        String rows = DataFiles.write(folder, "rows.csv", "1,2\n3,4\n");
        String line = DataFiles.write(folder, "line.txt.gz", Bombs.gzip("a\n", "x", MANY));
        refused(labels(line), rows, line + ":2: expected at most 4096 characters, found more");
        String blank = DataFiles.write(folder, "blank.txt.gz", Bombs.gzip("a\na\n", "\n", MANY));
        refused(labels(blank), rows, blank + ": expected a gzip file that unpacks to at most 500 times its size, found ");
        String last = DataFiles.write(folder, "last.csv", "1,2,a\n1,2," + "b".repeat(60_000) + "\n");
        refused(DataFormat.labelled(LabelPlace.LAST, "a"), last, last + ":2:3: expected a label of at most 200 characters");
    }

    @Test
    void signalFilesThatNeverEnd() throws Exception {
        String header = DataFiles.write(folder, "r.hea", "r 1 360\nr.dat 16 1\n");
        String signals = DataFiles.write(folder, "r.dat", Bombs.gzip(new byte[2], new byte[1], MANY));
        refused(CUT, header, signals + ": expected a gzip file that unpacks to at most 500 times its size, found ");
        DataFiles.write(folder, "r.dat", Bombs.gzip(new byte[2], new byte[] {0, 0, 0, (byte) 0x80}, 20));
        refused(
                PLAIN.withSlicing(new Slicing(1, 1)),
                header,
                header + ": expected missing samples in at most 131072 places, found more");
        DataFiles.write(folder, "r.hea", "r 1 360 2000000000\nr.dat 16 1\n");
        DataFiles.write(folder, "r.dat", new byte[2000]);
        refused(CUT, header, signals + ", byte 2000: expected sample 1000 of 2000000000 of signal 0, found the end");
    }

    @Test
    void annotationsThatNeverEnd() throws Exception {
        String header = DataFiles.write(folder, "r.hea", "r 1 360\nr.dat 16 1\n");
        DataFiles.write(folder, "r.dat", new byte[20_000]);
        String file = DataFiles.write(folder, "r.atr", Bombs.gzip(WfdbFiles.words(1, 1), WfdbFiles.words(1, 1), MANY));
        refused(BEATS, header, file + ": expected annotations of at most 16777216 bytes, found more");
        DataFiles.write(folder, "r.atr", Bombs.gzip(WfdbFiles.words(1, 1), WfdbFiles.words(1, 1), 5));
        refused(BEATS, header, file + ", byte 4194304: expected at most 2097152 annotations, found more");
        byte[] noted = WfdbFiles.join(WfdbFiles.words(1, 0), WfdbFiles.text("abcd"));
        DataFiles.write(folder, "r.atr", Bombs.gzip(WfdbFiles.words(1, 1), noted, 15));
        refused(BEATS, header, file + ", byte ");
    }

    /** Many beats and many gaps: each run of samples finds its beats without going through all of them. */
    @Test
    void beatsAreFoundAmongManyGaps() throws Exception {
        byte[] samples = new byte[2 * 12 * 100_000];
        byte[] beats = new byte[2 * 6 * 100_000 + 2];
        for (int i = 0; i < 100_000; i++) {
            samples[24 * i + 23] = (byte) 0x80;
            for (int k = 0; k < 6; k++) {
                beats[12 * i + 2 * k] = 2;
                beats[12 * i + 2 * k + 1] = 4;
            }
        }
        String header = DataFiles.write(folder, "r.hea", "r 1 360\nr.dat 16 1\n");
        DataFiles.write(folder, "r.dat", samples);
        DataFiles.write(folder, "r.atr", beats);
        assertThat(DataFiles.read(List.of(header), BEATS).series()).hasSize(100_000);
    }

    private static Arguments hostile(String name, byte[] bytes, DataFormat format, String message) {
        return Arguments.of(name, bytes, format, message);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] npy(String shape) {
        return DataFiles.npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n", new byte[64]);
    }

    private static byte[] gzipNpy(String shape) {
        return Bombs.gzip(npy(shape), new byte[1], MANY);
    }

    private static byte[] idx(int dimensions, int... sizes) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length).put(new byte[] {0, 0, 8, (byte) dimensions});
        Arrays.stream(sizes).forEach(file::putInt);
        return file.array();
    }

    /** Arrays of arrays of arrays. */
    private static String nested(int depth) {
        String type = "{\"type\":\"array\",\"items\":".repeat(depth) + "\"int\"" + "}".repeat(depth);
        return "{\"name\":\"x\",\"type\":" + type + "}";
    }

    private static byte[] join(byte[]... parts) {
        return WfdbFiles.join(parts);
    }

    private static DataFormat labels(String file) {
        return DataFormat.of(new Labels(LabelPlace.FILE, List.of("a"), List.of(file)));
    }

    private static void refused(DataFormat format, String source, String message) {
        assertThatThrownBy(() -> DataFiles.read(List.of(source), format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(message);
    }
}
