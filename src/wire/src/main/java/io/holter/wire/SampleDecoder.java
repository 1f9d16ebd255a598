// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holter.core.Escaped;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Sample;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * The decoder of samples: {@link Sample}s in Avro's single-object encoding, and where there is a {@link FieldMapping},
 * records of anybody's making, in JSON or in Avro of a known schema. Which it is, the first bytes tell. Not thread-safe.
 */
public final class SampleDecoder {

    /** Fingerprint of the schema of this build. */
    private static final long CURRENT = SchemaNormalization.parsingFingerprint64(Sample.getClassSchema());

    /** Levels of nesting in a record at most. */
    static final int MAX_DEPTH = 64;

    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    static {
        GeneratedClasses.trust();
    }

    private final WindowCheck check;
    private final MappedSample mapped;
    private final Map<Long, DatumReader<Object>> readers = new HashMap<>();
    private final DatumReader<Sample> samples = new SpecificDatumReader<>(Sample.class);
    private BinaryDecoder decoder;

    /**
     * @param check what to let pass: its channels, its sample rate, and when it can have been measured
     * @param schemas those that records of somebody else's making may be written in
     * @param mapping where such records have what a block is made of; null where there are none
     */
    public SampleDecoder(WindowCheck check, KnownSchemas schemas, FieldMapping mapping) {
        this.check = check;
        this.mapped = mapping == null ? null : new MappedSample(check, mapping);
        schemas.byFingerprint()
                .forEach((fingerprint, writer) -> readers.put(fingerprint, new GenericDatumReader<>(writer)));
    }

    /**
     * Decodes a record.
     *
     * @param key its key; null where it has none
     * @param value its value; null where it has none
     * @param timestampMillis its time, milliseconds since 1970; below 0 where it has none
     * @param origin the record
     * @throws RejectedRecordException if it is not a block that passes the check; nothing else is thrown, whatever the
     *     bytes
     */
    public SampleBlock decode(byte[] key, byte[] value, long timestampMillis, Origin origin)
            throws RejectedRecordException {
        if (value == null || value.length == 0) {
            throw new RejectedRecordException(RejectReason.UNDECODABLE, expected(), "nothing");
        }
        if (!SingleObject.isFramed(value)) {
            if (mapped == null || !isJsonObject(value)) {
                throw new RejectedRecordException(
                        RejectReason.UNDECODABLE, expected(), SingleObject.describeStart(value));
            }
            return mapped.block(key, json(value), timestampMillis, origin);
        }
        long fingerprint = SingleObject.fingerprint(value);
        return fingerprint == CURRENT
                ? sample(read(samples, value), origin)
                : mapped.block(key, AvroTree.of(read(reader(fingerprint), value)), timestampMillis, origin);
    }

    private String expected() {
        return mapped == null ? "a sample in Avro's single-object encoding" : "a JSON object";
    }

    private DatumReader<Object> reader(long fingerprint) throws RejectedRecordException {
        DatumReader<Object> reader = mapped == null ? null : readers.get(fingerprint);
        if (reader == null) {
            throw new RejectedRecordException(
                    RejectReason.UNKNOWN_SCHEMA,
                    "a known schema, such as " + SingleObject.hex(CURRENT),
                    "fingerprint " + SingleObject.hex(fingerprint));
        }
        return reader;
    }

    private <T> T read(DatumReader<T> reader, byte[] value) throws RejectedRecordException {
        decoder = DecoderFactory.get()
                .binaryDecoder(value, SingleObject.HEADER_BYTES, value.length - SingleObject.HEADER_BYTES, decoder);
        try {
            T read = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return read;
            }
            throw new RejectedRecordException(
                    RejectReason.UNDECODABLE, "the end of the record after its fields", "more bytes");
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new RejectedRecordException(
                    RejectReason.UNDECODABLE, "the fields of a record", SingleObject.describe(e));
        }
    }

    private SampleBlock sample(Sample sample, Origin origin) throws RejectedRecordException {
        long startMillis = sample.getStart().toEpochMilli();
        WindowCheck.requireIdentity(sample.getSeries(), startMillis);
        check.requireStart(startMillis);
        check.requireChannels(sample.getChannels());
        List<Float> values = sample.getValues();
        if (values.isEmpty() || values.size() > MappedSample.MAX_VALUES || values.size() % sample.getChannels() != 0) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_LENGTH,
                    "1 sample of " + sample.getChannels() + " channels or more, at most " + MappedSample.MAX_VALUES
                            + " values",
                    values.size() + " values");
        }
        float[] block = new float[values.size()];
        for (int i = 0; i < block.length; i++) {
            float value = values.get(i);
            block[i] = Float.isInfinite(value) ? Float.NaN : value;
        }
        return new SampleBlock(
                sample.getSeries(),
                micros(sample.getStart()),
                check.requireRate(sample.getSampleRate()),
                sample.getChannels(),
                block,
                sample.getTags(),
                origin);
    }

    private static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
    }

    /** By its first byte, after a mark of UTF-8 and blanks. */
    private static boolean isJsonObject(byte[] value) {
        int at = 0;
        while (at < BYTE_ORDER_MARK.length && at < value.length && (value[at] & 0xFF) == BYTE_ORDER_MARK[at]) {
            at++;
        }
        while (at < value.length && " \t\r\n".indexOf(value[at]) >= 0) {
            at++;
        }
        return at < value.length && value[at] == '{';
    }

    private static JsonNode json(byte[] value) throws RejectedRecordException {
        try {
            return JSON.readValue(value);
        } catch (JsonProcessingException e) {
            throw new RejectedRecordException(
                    RejectReason.UNDECODABLE, "a JSON object", Escaped.of(firstLine(e.getOriginalMessage())));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new RejectedRecordException(
                    RejectReason.UNDECODABLE, "a JSON object", Escaped.of(firstLine(String.valueOf(e.getMessage()))));
        }
    }

    private static String firstLine(String text) {
        return Arrays.stream(text.split("\\R", 2)).findFirst().orElse("");
    }
}
