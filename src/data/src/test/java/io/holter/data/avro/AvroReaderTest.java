// SPDX-License-Identifier: Apache-2.0
package io.holter.data.avro;

import static io.holter.wire.Windows.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.Recorded;
import io.holter.data.WindowFiles;
import io.holter.data.WindowStream;
import io.holter.data.set.WindowSet;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Window;
import io.holter.wire.OtherSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroReaderTest {

    private static final Window FIRST = window("N", 1, 2, 3, 4);
    private static final Window SECOND = window("V", 5, 6, 7, 8);

    @TempDir
    private Path folder;

    @BeforeAll
    static void trust() {
        GeneratedClasses.trust();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "bzip2", "snappy", "zstandard"})
    void readsWindowsOfEveryCodec(String codec) throws Exception {
        WindowSet windows = read(DataFormat.unlabelled(), write(codec, FIRST, SECOND));
        assertThat(windows.shape()).isEqualTo(new WindowShape(2, 2));
        assertThat(windows.windows()).containsExactly(new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8});
        assertThat(windows.signal().sampleRate()).isEqualTo(250);
        assertThat(windows.labelled()).isFalse();
    }

    @Test
    void windowsKeepTheirSeriesAndStart() throws Exception {
        Path file = write(
                "null",
                FIRST,
                Window.newBuilder(SECOND).setSeries("").setStart(Instant.EPOCH).build());
        try (WindowStream windows = WindowFiles.open(List.of(file.toString()), DataFormat.unlabelled(), remark -> {})) {
            assertThat(windows.next().recorded()).isEqualTo(new Recorded(FIRST.getSeries(), FIRST.getStart()));
            assertThat(windows.next().recorded())
                    .as("of a writer that did not say")
                    .isEqualTo(Recorded.NOTHING);
        }
    }

    @Test
    void aTagHoldsTheLabel() throws Exception {
        WindowSet windows = read(tag("kind", "N", "S"), write("null", FIRST, SECOND, window("S", 9, 9, 9, 9)));
        assertThat(windows.labels()).containsExactly(false, true, false);
        assertThatThrownBy(() -> read(tag("beat", "N"), write("null", FIRST)))
                .hasMessageEndingWith(": record 1: expected a tag beat with the label, found the tags [kind]");
        assertThatThrownBy(() -> read(tag("kind", "N"), write("null", FIRST, window(" ", 1, 2, 3, 4))))
                .hasMessageEndingWith(": record 2: expected a tag kind with the label, found the tags [kind]");
        assertThatThrownBy(() -> read(tag("kind", "normal"), write("null", FIRST, SECOND)))
                .hasMessageEndingWith(": record 1: expected a label normal, here or further on, found only N, V");
        assertThatThrownBy(() -> read(DataFormat.labelled(LabelPlace.OWN, "N"), write("null", FIRST)))
                .hasMessageEndingWith(": expected data that has labels of its own, found an Avro file");
    }

    @Test
    void otherSchemasAreResolved() throws Exception {
        Window rounded =
                Window.newBuilder(FIRST).setValues(List.of(1f, 2f, 3f, 4f)).build();
        GenericData.Record older = OtherSchemas.olderRecord(rounded);
        older.put("length", 4);
        WindowSet windows = read(DataFormat.unlabelled(), write(older));
        assertThat(windows.shape()).isEqualTo(new WindowShape(4, 1));
        assertThat(windows.windows()).containsExactly(new float[] {1, 2, 3, 4});
        assertThat(windows.signal().sampleRate()).isZero();
        WindowSet newer = read(tag("kind", "V"), write(OtherSchemas.newerRecord(SECOND)));
        assertThat(newer.windows()).containsExactly(new float[] {5, 6, 7, 8});
        assertThat(newer.anomalies()).isZero();
    }

    @Test
    void sampleRatesAndTimesThatCannotBeAreRefusedWithTheNumberOfTheRecord() throws Exception {
        Window rate = Window.newBuilder(SECOND).setSampleRate(-5).build();
        refused(
                write("null", FIRST, rate),
                ": record 2: expected a sample rate of 1.0E-9 to 1.0E12 Hz, or 0 where unknown, found -5.0 Hz");
        Window start = Window.newBuilder(SECOND)
                .setStart(Instant.ofEpochMilli(1_700_000_000_000_000L))
                .build();
        refused(
                write("null", FIRST, start),
                ": record 2: expected a start from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z, found"
                        + " 1700000000000000, the year 55840: microseconds where milliseconds belong?");
        Window unknown = Window.newBuilder(FIRST).setStart(Instant.EPOCH).build();
        assertThat(read(DataFormat.unlabelled(), write("null", unknown)).size()).isOne();
    }

    @Test
    void fieldsMayBeNullableAsLongAsNoneIsNull() throws Exception {
        String nullable = "{\"name\": \"%s\", \"type\": [\"null\", %s]}";
        Schema schema = record(
                "Window",
                String.join(
                        ",",
                        nullable.formatted("series", "\"string\""),
                        nullable.formatted("start", "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}"),
                        nullable.formatted("length", "\"int\""),
                        nullable.formatted("values", "{\"type\": \"array\", \"items\": [\"null\", \"float\"]}")));
        GenericData.Record record = new GenericData.Record(schema);
        record.put("series", "a");
        record.put("start", 1_700_000_000_000L);
        record.put("length", 2);
        record.put("values", List.of(1f, 2f));
        assertThat(read(DataFormat.unlabelled(), write(record)).windows()).containsExactly(new float[] {1, 2});
        record.put("series", null);
        Path file = write(record);
        assertThatThrownBy(() -> read(DataFormat.unlabelled(), file))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(file + ": record 1: expected a whole window, found ")
                .hasMessageContaining("null");
    }

    @Test
    void otherRecordsAreRefused() throws Exception {
        Schema alert = record("Alert", "{\"name\": \"values\", \"type\": {\"type\": \"array\", \"items\": \"float\"}}");
        refused(
                write(new GenericData.Record(alert)),
                ": expected records of the schema io.holter.schemas.Window, found io.holter.schemas.Alert");
        Schema texts = record("Window", "{\"name\": \"length\", \"type\": \"string\"}");
        assertThatThrownBy(() -> read(DataFormat.unlabelled(), write(new GenericData.Record(texts))))
                .hasMessageContaining(": expected a schema that windows can be read from, found ")
                .hasMessageEndingWith("at /fields/3/type");
        Path file = folder.resolve("numbers.avro");
        try (DataFileWriter<Integer> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(Schema.create(Schema.Type.INT), file.toFile());
        }
        refused(file, ": expected records of the schema io.holter.schemas.Window, found a schema of int");
    }

    @Test
    void whatIsNoWindowIsSaidWithTheNumberOfTheRecord() throws Exception {
        unfit(w -> w.setLength(0), "a length of 1 or more, found 0");
        unfit(w -> w.setChannels(-1), "1 or more channels, found -1");
        unfit(w -> w.setLength(3), "6 values (length × channels), found 4");
        unfit(w -> w.setLength(Integer.MAX_VALUE), "at most 2147483647 values, found 4294967294");
        unfit(w -> w.setValues(List.of()), "4 values (length × channels), found 0");
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            unfit(
                    w -> w.setValues(List.of(1f, 2f, 3f, value)),
                    "finite values, found " + value + " at sample 1 of channel 1");
        }
        unfit(w -> w.setSampleRate(360), "a sample rate of 250.0 Hz as in record 1, found 360.0 Hz");
    }

    @Test
    void allWindowsHaveOneShape() throws Exception {
        Path file = write("null", FIRST, window("N", 1, 2));
        refused(
                file,
                ": record 2: expected 2 samples × 2 channels as in %s: record 1, found 1 sample × 2 channels"
                        .formatted(file));
    }

    @Test
    void windowsAreNotCutAgain() throws Exception {
        DataFormat format = DataFormat.unlabelled().withSlicing(new Slicing(1, 1));
        assertThatThrownBy(() -> read(format, write("null", FIRST)))
                .hasMessageContaining(": record 1: expected a series of samples to cut, found a window of ");
        DataFormat beats = DataFormat.unlabelled().withBeats(new BeatWindow(1, 1));
        assertThatThrownBy(() -> read(beats, write("null", FIRST)))
                .hasMessageEndingWith(": expected a WFDB record, which has annotated beats, found an Avro file");
    }

    @Test
    void aFileWithoutWindowsIsSaid() throws Exception {
        refused(write("null"), ": expected at least one window, found none");
    }

    @Test
    void aCodecWhoseLibraryIsNotThereIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(write("snappy", FIRST));
        byte[] name = "snappy".getBytes();
        for (int i = 0; i < bytes.length - name.length; i++) {
            if (Arrays.equals(bytes, i, i + name.length, name, 0, name.length)) {
                bytes[i] = 'X';
            }
        }
        Path file = Files.write(folder.resolve("codec.avro"), bytes);
        refused(file, ": expected an Avro object container file, found Unrecognized codec: Xnappy");
    }

    @Test
    void filesThatAreNoneAreSaid() throws Exception {
        Path text = Files.writeString(folder.resolve("text.avro"), "1,2,3\n4,5,6\n");
        refused(text, ": expected an Avro object container file, found Not an Avro data file.");
        Path empty = Files.writeString(folder.resolve("empty.avro"), "");
        assertThatThrownBy(() -> read(DataFormat.unlabelled(), empty))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(empty + ": expected an Avro object container file, found ");
    }

    @Test
    void aFileIsKnownByItsContent() throws Exception {
        Path file = Files.move(write("null", FIRST), folder.resolve("misnamed"));
        assertThat(read(DataFormat.unlabelled(), file).size()).isEqualTo(1);
    }

    @Test
    void damagedFilesEndInOneError() throws Exception {
        byte[] whole = Files.readAllBytes(write("deflate", FIRST, SECOND, FIRST, SECOND));
        Path file = folder.resolve("damaged.avro");
        int refused = 0;
        for (int length = 1; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            refused += endsInOneError(file) ? 1 : 0;
        }
        assertThat(refused).as("files cut short").isEqualTo(whole.length - 1);
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            endsInOneError(file);
        }
    }

    private static boolean endsInOneError(Path file) throws IOException {
        try {
            read(DataFormat.unlabelled(), file);
            return false;
        } catch (WrongArtefactException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
            return true;
        }
    }

    private void unfit(Consumer<Window> change, String message) throws IOException {
        Window window = Window.newBuilder(FIRST).build();
        change.accept(window);
        refused(write("null", FIRST, window), ": record 2: expected " + message);
    }

    private static Schema record(String name, String field) {
        String json =
                "{\"type\": \"record\", \"name\": \"%s\", \"namespace\": \"io.holter.schemas\", \"fields\": [%s]}";
        return new Schema.Parser().parse(json.formatted(name, field));
    }

    private Path write(String codec, Window... windows) throws IOException {
        Path file = folder.resolve("w.avro");
        try (DataFileWriter<Window> writer = new DataFileWriter<>(
                new SpecificDatumWriter<>(Window.getClassSchema(), SpecificData.getForClass(Window.class)))) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.create(Window.getClassSchema(), file.toFile());
            for (Window window : windows) {
                writer.append(window);
            }
        }
        return file;
    }

    /** A file of one record, or of none where the record has no values. */
    private Path write(GenericData.Record record) throws IOException {
        Path file = folder.resolve("other.avro");
        try (DataFileWriter<GenericData.Record> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(record.getSchema(), file.toFile());
            if (record.hasField("values") && record.get("values") != null) {
                writer.append(record);
            }
        }
        return file;
    }

    private static DataFormat tag(String name, String... normal) {
        return DataFormat.of(Labels.ofTag(name, List.of(normal)));
    }

    private static WindowSet read(DataFormat format, Path file) throws IOException {
        return DataFiles.read(List.of(file.toString()), format);
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> read(DataFormat.unlabelled(), file))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(file + message);
    }
}
