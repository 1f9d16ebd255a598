// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDecoderTest {

    @TempDir
    private Path folder;

    private static final Origin ORIGIN = new Origin("metrics", 1, 7L);
    private static final float NONE = Float.NaN;
    private static final StartBounds STARTS =
            new StartBounds(Instant.parse("2000-01-01T00:00:00Z"), Duration.ofDays(1));
    private static final String ROWS = "source.series=/host; source.time=/ts; source.channels=/cpu,/disk/0/busy";

    @Test
    void aRowOfMetrics() throws RejectedRecordException {
        SampleBlock block = decode(
                ROWS + "; source.rate=1",
                2,
                "{\"host\":\"web-1\",\"ts\":1767225600123,\"cpu\":0.5,\"disk\":[{\"busy\":7}]}");
        assertThat(block)
                .usingRecursiveComparison()
                .isEqualTo(new SampleBlock(
                        "web-1", 1_767_225_600_123_000L, 1, 2, new float[] {0.5f, 7}, Map.of(), ORIGIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso | '\"2026-01-01T00:00:00.5Z\"'",
                "iso | '\"2026-01-01T02:00:00.5+02:00\"'",
                "s | 1767225600.5",
                "ms | 1767225600500",
                "us | 1767225600500000",
                "ns | 1767225600500000999",
                "ms | 1.7672256005e12",
            })
    void timesInEveryUnit(String unit, String time) throws RejectedRecordException {
        SampleBlock block =
                decode(ROWS + "; source.time.unit=" + unit, 2, "{\"host\":\"a\",\"ts\":" + time + ",\"cpu\":1}");
        assertThat(block.startMicros()).isEqualTo(1_767_225_600_500_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"host\":\"a\",\"ts\":1767225600000}'",
                "'{\"host\":\"a\",\"ts\":1767225600000,\"cpu\":null}'",
                "'{\"host\":\"a\",\"ts\":1767225600000,\"cpu\":NaN,\"disk\":[]}'",
                "'{\"host\":\"a\",\"ts\":1767225600000,\"cpu\":1e300,\"disk\":{\"0\":null}}'",
            })
    void whatIsMissingIsAGap(String json) throws RejectedRecordException {
        assertThat(decode(ROWS, 2, json).values()).containsExactly(NONE, NONE);
    }

    @Test
    void blocksOfASignal() throws RejectedRecordException {
        String mapping = "source.series=key; source.time=record; source.values=/ecg/v; source.rate=250";
        SampleBlock flat = decode(mapping, 2, "{\"ecg\":{\"v\":[1,2,3,null]}}");
        assertThat(flat.series()).isEqualTo("bed 7");
        assertThat(flat.startMicros()).isEqualTo(1_767_225_600_000_000L);
        assertThat(flat.sampleRate()).isEqualTo(250);
        assertThat(flat.values()).containsExactly(1, 2, 3, NONE);
        assertThat(decode(mapping, 2, "{\"ecg\":{\"v\":[[1,2],[3,null]]}}").values())
                .containsExactly(1, 2, 3, NONE);
    }

    @Test
    void textIsANumberOnDemand() throws RejectedRecordException {
        String json = "{\"host\":3,\"ts\":\"1767225600000\",\"cpu\":\" 0.5 \",\"disk\":[{\"busy\":\"1e2\"}]}";
        SampleBlock block = decode(ROWS + "; source.numeric-strings=true", 2, json);
        assertThat(block.values()).containsExactly(0.5f, 100);
        assertThat(block.series()).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[1]' | UNDECODABLE | expected a JSON object, found 3 bytes: 5B 31 5D",
                "'hello' | UNDECODABLE | expected a JSON object, found 5 bytes: 68 65 6C 6C 6F",
                "'' | UNDECODABLE | expected a JSON object, found nothing",
                "'{\"host\":\"a\"' | UNDECODABLE | expected a JSON object, found Unexpected end-of-input",
                "'{\"host\":\"a\"} {}' | UNDECODABLE | expected a JSON object, found Trailing token",
                "'{\"host\":\"a\",\"host\":\"b\"}' | UNDECODABLE | expected a JSON object, found Duplicate field 'host'",
                "'{\"ts\":1767225600000}' | MISSING_SERIES | expected a series, found none",
                "'{\"host\":{},\"ts\":1}' | UNDECODABLE | expected text at /host, found an object",
                "'{\"host\":\"a\"}' | MISSING_TIME | expected a time at /ts, found none",
                "'{\"host\":\"a\",\"ts\":true}' | UNDECODABLE | expected a number at /ts, found true",
                "'{\"host\":\"a\",\"ts\":-5}' | MISSING_TIME | expected a start in milliseconds above 0",
                "'{\"host\":\"a\",\"ts\":1767225600000000}' | WRONG_TIME | expected ",
                "'{\"host\":\"a\",\"ts\":1e400}' | WRONG_TIME | expected ",
                "'{\"host\":\"a\",\"ts\":1767225600000,\"cpu\":\"0.5\"}' | UNDECODABLE"
                        + " | expected a number at /cpu, found \"0.5\"",
                "'{\"host\":\"a\",\"ts\":1767225600000,\"cpu\":[]}' | UNDECODABLE"
                        + " | expected a number at /cpu, found an array",
            })
    void whatCannotBeUsedIsRejected(String json, RejectReason reason, String message) {
        assertThatThrownBy(() -> decode(ROWS, 2, json))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessageStartingWith(message)
                .extracting(e -> ((RejectedRecordException) e).reason())
                .isEqualTo(reason);
    }

    /** Such as those of a schema registry, or the beginning of Avro's without the rest. */
    @Test
    void otherFramingsAreNamedByTheirBytes() {
        SampleDecoder decoder = decoder(ROWS, 2);
        assertThatThrownBy(() -> decoder.decode(null, new byte[] {0, 0, 0, 0, 1, 2}, -1, ORIGIN))
                .hasMessage("expected a JSON object, found 6 bytes: 00 00 00 00 01 02");
        assertThatThrownBy(() -> decoder.decode(null, new byte[] {(byte) 0xC3, 1, 0}, -1, ORIGIN))
                .hasMessage("expected a JSON object, found 3 bytes: C3 01 00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", " \t\r\n", "\uFEFF "})
    void aMarkAndBlanksMayStandBeforeAnObject(String before) throws RejectedRecordException {
        assertThat(decode(ROWS, 2, before + "{\"host\":\"a\",\"ts\":1767225600000,\"cpu\":1}")
                        .values())
                .containsExactly(1, NONE);
    }

    /** Microseconds of this one wrap around onto a time that can be. */
    @Test
    void aRecordTimeBeyondMicrosecondsIsNoTime() {
        SampleDecoder decoder = decoder("source.series=key; source.time=record; source.channels=/v", 1);
        byte[] row = "{\"v\":1}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> decoder.decode(row, row, 1_767_225_600_000L + (1L << 61), ORIGIN))
                .hasMessageEndingWith("found 9223372036854775, the year 294247");
        assertThatThrownBy(() -> decoder.decode(row, row, -1, ORIGIN))
                .hasMessage("expected a start in milliseconds above 0, found -1");
    }

    @Test
    void theRateIsThatOfTheModel() {
        SampleDecoder decoder = new SampleDecoder(
                check(2, 250), KnownSchemas.current(), FieldMappingTest.read(ROWS + "; source.rate=360"));
        byte[] row = "{\"host\":\"a\",\"ts\":1767225600000}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> decoder.decode(null, row, -1, ORIGIN))
                .hasMessageStartingWith("expected 250.0 Hz, found 360.0 Hz");
    }

    /** As records are read to train on, before a model says how many channels there are. */
    @Test
    void withoutAModelSamplesSayTheirChannels() throws Exception {
        SampleDecoder decoder = new SampleDecoder(
                WindowCheck.ANY_SHAPE,
                KnownSchemas.current(),
                FieldMappingTest.read("source.series=key; source.time=record; source.values=/v"));
        byte[] key = {'a'};
        byte[] samples = "{\"v\":[[1,2,3],[4,5,6]]}".getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(key, samples, 1, ORIGIN).channels()).isEqualTo(3);
        byte[] numbers = "{\"v\":[1,2,3]}".getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(key, numbers, 1, ORIGIN).channels()).isEqualTo(1);
        byte[] empty = "{\"v\":[[],[]]}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> decoder.decode(key, empty, 1, ORIGIN))
                .hasMessage("expected 1 or more channels, found 0");
        for (int channels : new int[] {0, -1, Integer.MIN_VALUE}) {
            rejected(decoder, sample(), s -> s.setChannels(channels), "expected 1 or more channels, found " + channels);
        }
    }

    @Test
    void channelsAreThoseOfTheModel() {
        assertThatThrownBy(() -> decode(ROWS, 3, "{\"host\":\"a\",\"ts\":1767225600000}"))
                .hasMessage("expected 3 channels, found 2");
        String mapping = "source.series=key; source.time=record; source.values=/v";
        assertThatThrownBy(() -> decode(mapping, 2, "{\"v\":[[1,2,3]]}")).hasMessage("expected 2 channels, found 3");
        assertThatThrownBy(() -> decode(mapping, 2, "{\"v\":[1,2,3]}"))
                .hasMessage("expected values of 2 channels, time-major, at /v, found 3 values");
        assertThatThrownBy(() -> decode(mapping, 2, "{\"v\":[[1,2],3]}"))
                .hasMessage("expected samples of 2 values each at /v, found 3");
        assertThatThrownBy(() -> decode(mapping, 2, "{\"v\":[]}"))
                .hasMessage("expected an array of values at /v, found an array");
        assertThatThrownBy(() -> decode(mapping, 2, "{}")).hasMessage("expected an array of values at /v, found none");
        assertThatThrownBy(() -> decoder(mapping, 2).decode(null, null, 0, ORIGIN))
                .hasMessage("expected a JSON object, found nothing");
    }

    @Test
    void samplesInAvro() throws Exception {
        Sample sample = sample();
        SampleDecoder decoder = new SampleDecoder(check(2, 250), KnownSchemas.current(), null);
        SampleBlock block = decoder.decode(null, encode(sample), -1, ORIGIN);
        assertThat(block)
                .usingRecursiveComparison()
                .ignoringFields("values")
                .isEqualTo(new SampleBlock("bed 7", 1_767_225_600_000_123L, 250, 2, null, Map.of("ward", "3"), ORIGIN));
        assertThat(block.values()).containsExactly(1, 2, NONE, NONE);
        rejected(decoder, sample, s -> s.setChannels(3), "expected 2 channels, found 3");
        rejected(decoder, sample, s -> s.setSampleRate(360), "expected 250.0 Hz, found 360.0 Hz");
        rejected(decoder, sample, s -> s.setValues(List.of(1f)), "expected 1 sample of 2 channels or more");
        rejected(decoder, sample, s -> s.setSeries(""), "expected a series, found none");
        rejected(decoder, sample, s -> s.setStart(Instant.EPOCH), "expected a start in milliseconds above 0");
        assertThatThrownBy(() -> decoder.decode(null, "{}".getBytes(StandardCharsets.UTF_8), 0, ORIGIN))
                .hasMessage("expected a sample in Avro's single-object encoding, found 2 bytes: 7B 7D");
    }

    /** What a place names in JSON it names in Avro as well: through records, maps, arrays and unions. */
    @Test
    void recordsInAvroOfAnyMaking() throws Exception {
        Schema schema = new Schema.Parser()
                .parse(
                        """
                {"type": "record", "name": "Row", "fields": [
                  {"name": "host", "type": {"type": "enum", "name": "Host", "symbols": ["web"]}},
                  {"name": "ts", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "cpu", "type": ["null", "int", "double"]},
                  {"name": "disk", "type": {"type": "array", "items": {"type": "map", "values": "float"}}},
                  {"name": "raw", "type": "bytes"}
                ]}""");
        Path file = Files.writeString(folder.resolve("row.avsc"), schema.toString());
        GenericData.Record row = new GenericData.Record(schema);
        row.put("host", new GenericData.EnumSymbol(schema.getField("host").schema(), "web"));
        row.put("ts", 1_767_225_600_123L);
        row.put("cpu", 0.5);
        row.put("disk", List.of(Map.of("busy", 7f)));
        row.put("raw", ByteBuffer.allocate(3));
        SampleDecoder decoder =
                new SampleDecoder(check(2, 0), KnownSchemas.ofAnyRecord(List.of(file)), FieldMappingTest.read(ROWS));
        byte[] bytes = new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), schema)
                .encode(row)
                .array();
        SampleBlock block = decoder.decode(null, bytes, -1, ORIGIN);
        assertThat(block.series()).isEqualTo("web");
        assertThat(block.startMicros()).isEqualTo(1_767_225_600_123_000L);
        assertThat(block.values()).containsExactly(0.5f, 7);
        assertThatThrownBy(() -> bytesAsA("/cpu", file).decode(null, bytes, -1, ORIGIN))
                .hasMessage("expected a number at /raw, found bytes");
        assertThatThrownBy(() -> bytesAsA("/host", file).decode(null, bytes, -1, ORIGIN))
                .hasMessage("expected text at /raw, found bytes");
        assertThatThrownBy(() -> decoder(ROWS, 2).decode(null, bytes, -1, ORIGIN))
                .hasMessageStartingWith("expected a known schema, such as ");
        assertThatThrownBy(() -> decoder.decode(null, Arrays.copyOf(bytes, bytes.length - 1), -1, ORIGIN))
                .hasMessageStartingWith("expected the fields of a record, found ");
    }

    /** A decoder that looks for bytes where the place was. */
    private static SampleDecoder bytesAsA(String place, Path schema) throws IOException {
        return new SampleDecoder(
                check(2, 0),
                KnownSchemas.ofAnyRecord(List.of(schema)),
                FieldMappingTest.read(ROWS.replace(place, "/raw")));
    }

    static Sample sample() {
        return Sample.newBuilder()
                .setSeries("bed 7")
                .setStart(Instant.parse("2026-01-01T00:00:00.000123Z"))
                .setSampleRate(250)
                .setChannels(2)
                .setValues(List.of(1f, 2f, Float.NaN, Float.POSITIVE_INFINITY))
                .setTags(Map.of("ward", "3"))
                .build();
    }

    private static void rejected(SampleDecoder decoder, Sample good, Consumer<Sample> change, String message)
            throws Exception {
        Sample bad = Sample.newBuilder(good).build();
        change.accept(bad);
        byte[] bytes = encode(bad);
        assertThatThrownBy(() -> decoder.decode(null, bytes, -1, ORIGIN))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessageStartingWith(message);
    }

    static byte[] encode(Sample sample) throws IOException {
        ByteBuffer bytes = sample.toByteBuffer();
        return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.limit());
    }

    private static SampleBlock decode(String mapping, int channels, String json) throws RejectedRecordException {
        return decoder(mapping, channels)
                .decode(
                        "bed 7".getBytes(StandardCharsets.UTF_8),
                        json.getBytes(StandardCharsets.UTF_8),
                        1_767_225_600_000L,
                        ORIGIN);
    }

    private static SampleDecoder decoder(String mapping, int channels) {
        return new SampleDecoder(check(channels, 0), KnownSchemas.current(), FieldMappingTest.read(mapping));
    }

    private static WindowCheck check(int channels, float rate) {
        return WindowCheck.ofModel(new WindowShape(10, channels), rate, STARTS);
    }
}
