// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static io.holter.wire.Windows.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import io.holter.data.wfdb.WfdbFiles;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Window;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small files of every kind, changed at random: a reader reads them or says in one line what is wrong, and throws
 * nothing else. {@code -Dholter.mutations=100000} tries more of each kind, {@code -Dholter.mutation-seed=2} others.
 */
@Timeout(3600)
class MutatedFilesTest {

    private static final int MUTATIONS = Integer.getInteger("holter.mutations", 300);
    private static final long SEED = Long.getLong("holter.mutation-seed", 1);
    private static final int MAX_MESSAGE = 1000;
    private static final String[] TOKENS = {
        "2147483647", "-1", "4294967296", "9223372036854775807", "1e400", "NaN", "\"", "\0", "\n", ",", ":", "@", "0",
        "../../etc/hostname", "\r", "(", "\ufeff", "é", "1000000000", " ", "/", "x", "+", "#", "{", "'"
    };

    @TempDir
    private Path folder;

    /**
     * A file that can be read.
     *
     * @param changed which of its files is changed
     * @param read which of them is read
     */
    private record Example(Map<String, byte[]> files, String changed, String read, DataFormat format) {

        @Override
        public String toString() {
            return changed + " of " + read;
        }
    }

    @BeforeAll
    static void trust() {
        GeneratedClasses.trust();
    }

    @ParameterizedTest
    @MethodSource({"texts", "arrays", "pictures", "records", "windows"})
    void areReadOrRefused(Example example) throws Exception {
        for (Map.Entry<String, byte[]> file : example.files.entrySet()) {
            DataFiles.write(folder, file.getKey(), file.getValue());
        }
        assertThat(read(example)).as("unchanged").isNull();
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = change(example.files.get(example.changed), random);
            DataFiles.write(folder, example.changed, changed);
            try {
                refused += read(example) == null ? 0 : 1;
            } catch (AssertionError e) {
                throw e;
            } catch (Throwable e) {
                fail("change " + i + " of seed " + SEED + ", " + HexFormat.of().formatHex(changed), e);
            }
        }
        assertThat(refused).as("refused of %d", MUTATIONS).isPositive();
    }

    /** What is wrong; null where nothing is. */
    private String read(Example example) throws Exception {
        try {
            WindowFiles.read(List.of(folder.resolve(example.read).toString()), example.format, line -> {});
            return null;
        } catch (WrongArtefactException | IOException e) {
            assertThat(e.getMessage()).contains(folder.toString()).hasSizeLessThan(MAX_MESSAGE);
            return e.getMessage();
        }
    }

    private static byte[] change(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int n = 1 + random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            // Headers stand at the start.
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 120));
            int to = Math.min(bytes.length, at + 1 + random.nextInt(30));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(bytes, at, Math.min(to, at + 8), (byte) (random.nextBoolean() ? 0xff : 0x7f));
                case 3 ->
                    bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : splice(bytes, at, new byte[0], to);
                case 4 -> bytes = splice(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
                default ->
                    bytes = splice(
                            bytes,
                            at,
                            TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8),
                            random.nextBoolean() ? at : to);
            }
        }
        return bytes;
    }

    /** With {@code middle} in place of what stands between two places. */
    private static byte[] splice(byte[] bytes, int at, byte[] middle, int to) {
        return WfdbFiles.join(Arrays.copyOf(bytes, at), middle, Arrays.copyOfRange(bytes, to, bytes.length));
    }

    static Stream<Example> texts() {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> i + ",1.5,-2e-3,0.25," + i % 2)
                .collect(Collectors.joining("\n"));
        String ts = "@problemName x\n@univariate false\n@dimensions 2\n@equalLength true\n@seriesLength 4\n"
                + "@classLabel true a b\n@data\n" + "1,2,3,4:4,3.5,2e0,1:a\n5,6,7,8:4,3.5,2e0,1:b\n".repeat(5);
        DataFormat last = DataFormat.labelled(LabelPlace.LAST, "1");
        DataFormat cut = DataFormat.unlabelled().withSlicing(new Slicing(4, 2));
        DataFormat named = cut.withColumns(new DataFormat.Columns(true, 1));
        DataFormat own = DataFormat.labelled(LabelPlace.OWN, "a");
        return Stream.of(
                alone("a.csv", bytes(rows), last),
                alone("b.csv", bytes("a;b;c\n" + "1;2;3\n".repeat(10)), named),
                alone("c.csv.gz", DataFiles.gzip(bytes(rows)), cut),
                alone("a.ts", bytes(ts), own),
                alone("a.ts.gz", DataFiles.gzip(bytes(ts)), own));
    }

    static Stream<Example> arrays() {
        DataFormat plain = DataFormat.unlabelled();
        byte[] npy = DataFiles.npy(new float[48], 6, 4, 2);
        byte[] idx = DataFiles.idx(8, new byte[80], 5, 4, 4);
        return Stream.of(
                alone("a.npy", npy, plain),
                alone("b.npy", DataFiles.npy(new float[48], 24, 2), plain.withSlicing(new Slicing(4, 4))),
                alone("a.npy.gz", DataFiles.gzip(npy), plain),
                alone("a-ubyte", idx, plain),
                alone("a-ubyte.gz", DataFiles.gzip(idx), plain));
    }

    static Stream<Example> pictures() throws IOException {
        DataFormat small = DataFormat.unlabelled().withImages(new DataFormat.ImageSize(4, 4));
        BufferedImage coloured = new BufferedImage(12, 10, BufferedImage.TYPE_INT_RGB);
        BufferedImage palette = new BufferedImage(12, 10, BufferedImage.TYPE_BYTE_INDEXED);
        Random random = new Random(1);
        for (int i = 0; i < 120; i++) {
            coloured.setRGB(i % 12, i / 12, random.nextInt());
            palette.setRGB(i % 12, i / 12, random.nextInt());
        }
        return Stream.of(
                alone("a.png", picture(coloured, "png"), small),
                alone("b.png", picture(palette, "png"), small),
                alone("a.jpg", picture(coloured, "jpg"), small));
    }

    static Stream<Example> records() {
        DataFormat cut = DataFormat.unlabelled().withSlicing(new Slicing(10, 10));
        DataFormat beats = DataFormat.labelled(LabelPlace.OWN, "N").withBeats(new BeatWindow(3, 4));
        int[] samples = new Random(1).ints(200, -500, 500).toArray();
        String lines = "r.dat %s 200(0)/mV 11 0\nr.dat %s 200 11 0\n";
        Map<String, byte[]> record = Map.of(
                "r.hea", bytes("r 2 360 100\n" + lines.formatted("16", "16")),
                "r.dat", WfdbFiles.format16(samples),
                "r.atr",
                        WfdbFiles.join(
                                WfdbFiles.words(22, 0),
                                WfdbFiles.text("## annotation type definitions"),
                                WfdbFiles.words(22, 0),
                                WfdbFiles.text("42 v pvc"),
                                WfdbFiles.words(22, 0),
                                WfdbFiles.text("## end of definitions"),
                                WfdbFiles.words(1, 10, 42, 10, 28, 0),
                                WfdbFiles.text("(AFIB"),
                                WfdbFiles.skip(10),
                                WfdbFiles.words(1, 0, 5, 20, 0, 0)));
        Map<String, byte[]> packed = Map.of(
                "q.hea", bytes("q 2 360\n" + lines.formatted("212", "212").replace("r.dat", "q.dat")),
                "q.dat", WfdbFiles.format212(samples));
        return Stream.of(
                new Example(record, "r.hea", "r.hea", cut),
                new Example(record, "r.hea", "r", beats),
                new Example(record, "r.dat", "r.hea", cut),
                new Example(record, "r.atr", "r.hea", beats),
                new Example(record, "r.atr", "r.hea", cut.withLabels(beats.labels())),
                new Example(packed, "q.hea", "q.hea", cut),
                new Example(packed, "q.dat", "q.hea", cut.withSignals("signal1")));
    }

    static Stream<Example> windows() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String codec : List.of("null", "deflate", "bzip2", "snappy", "zstandard")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (DataFileWriter<Window> writer = new DataFileWriter<>(
                    new SpecificDatumWriter<>(Window.getClassSchema(), SpecificData.getForClass(Window.class)))) {
                writer.setCodec(CodecFactory.fromString(codec));
                writer.create(Window.getClassSchema(), out);
                for (int i = 0; i < 10; i++) {
                    writer.append(window("N", 1, 2, 3, i));
                }
            }
            examples.add(alone(codec + ".avro", out.toByteArray(), DataFormat.unlabelled()));
        }
        return examples.stream();
    }

    private static Example alone(String name, byte[] bytes, DataFormat format) {
        return new Example(Map.of(name, bytes), name, name, format);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] picture(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
