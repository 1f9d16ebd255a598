// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.holter.core.Decimal;
import io.holter.core.Escaped;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A {@link FieldMapping} at work. A value that is missing, null, or beyond the range of single precision is a gap, not a
 * number in the block; whatever else is not as the mapping says is a reject.
 */
final class MappedSample {

    /** Values of a block at most, over all channels. */
    static final int MAX_VALUES = 1 << 20;

    private static final int MAX_SHOWN = 40;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final WindowCheck check;
    private final FieldMapping mapping;
    private final JsonPointer series;
    private final JsonPointer time;
    private final JsonPointer values;
    private final List<JsonPointer> channels;

    /**
     * @param check what to let pass: its channels, and when it can have been measured
     * @param mapping where records have what a block is made of
     */
    MappedSample(WindowCheck check, FieldMapping mapping) {
        this.check = check;
        this.mapping = mapping;
        this.series = pointer(mapping.series());
        this.time = pointer(mapping.time());
        this.values = pointer(mapping.values());
        this.channels = mapping.channels().stream().map(JsonPointer::compile).toList();
    }

    private static JsonPointer pointer(String place) {
        return place == null ? null : JsonPointer.compile(place);
    }

    /**
     * The block of a record.
     *
     * @param key its key; null where it has none
     * @param record its value
     * @param timestampMillis its time, milliseconds since 1970; below 0 where it has none
     * @param origin the record
     */
    SampleBlock block(byte[] key, JsonNode record, long timestampMillis, Origin origin) throws RejectedRecordException {
        String named = series(key, record);
        long startMicros = time == null ? TimeUnit.MILLISECONDS.toMicros(timestampMillis) : micros(record.at(time));
        long startMillis = Math.floorDiv(startMicros, MICROS_PER_MILLI);
        WindowCheck.requireIdentity(named, startMillis);
        check.requireStart(startMillis);
        float[] block = values == null ? sample(record) : block(record.at(values));
        int width = values == null ? channels.size() : width(record.at(values));
        check.requireChannels(width);
        if (block.length % width != 0) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_CHANNELS,
                    "values of " + width + " channels, time-major, at " + values,
                    block.length + " values");
        }
        float rate = check.requireRate((float) mapping.rate());
        return new SampleBlock(named, startMicros, rate, width, block, Map.of(), origin);
    }

    /** Values that are not samples by themselves have the channels of the model. */
    private int width(JsonNode array) {
        return array.get(0).isArray() ? array.get(0).size() : check.channels(1);
    }

    private String series(byte[] key, JsonNode record) throws RejectedRecordException {
        if (series == null) {
            return key == null ? "" : new String(key, StandardCharsets.UTF_8);
        }
        JsonNode node = record.at(series);
        if (node.isContainerNode() || node.isBinary()) {
            throw wrong("text", series, node);
        }
        return node.isMissingNode() || node.isNull() ? "" : node.asText();
    }

    private long micros(JsonNode node) throws RejectedRecordException {
        if (node.isMissingNode() || node.isNull()) {
            throw new RejectedRecordException(RejectReason.MISSING_TIME, "a time at " + time, "none");
        }
        if (mapping.unit() == FieldMapping.Unit.ISO) {
            return isoMicros(node);
        }
        if (node.isIntegralNumber() && node.canConvertToLong() && mapping.unit() == FieldMapping.Unit.NS) {
            return Math.floorDiv(node.longValue(), NANOS_PER_MICRO);
        }
        return Math.round(number(time, node) * mapping.unit().micros);
    }

    private long isoMicros(JsonNode node) throws RejectedRecordException {
        try {
            if (node.isTextual()) {
                Instant instant = OffsetDateTime.parse(node.textValue().strip()).toInstant();
                return Math.addExact(
                        Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
                        instant.getNano() / NANOS_PER_MICRO);
            }
        } catch (DateTimeException | ArithmeticException e) {
            // as for any other text that is no time
        }
        throw wrong("a time with its zone such as 2026-01-31T12:00:00Z", time, node);
    }

    private float[] sample(JsonNode record) throws RejectedRecordException {
        float[] sample = new float[channels.size()];
        for (int c = 0; c < sample.length; c++) {
            sample[c] = value(channels.get(c), record.at(channels.get(c)));
        }
        return sample;
    }

    /** Of numbers, or of samples that are arrays of them. */
    private float[] block(JsonNode array) throws RejectedRecordException {
        if (!array.isArray() || array.isEmpty()) {
            throw wrong("an array of values", values, array);
        }
        boolean nested = array.get(0).isArray();
        int width = nested ? array.get(0).size() : 1;
        if ((long) array.size() * width > MAX_VALUES) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_LENGTH,
                    "at most " + MAX_VALUES + " values at " + values,
                    String.valueOf((long) array.size() * width));
        }
        if (nested) {
            check.requireChannels(width);
        }
        float[] block = new float[array.size() * width];
        for (int i = 0; i < array.size(); i++) {
            JsonNode sample = array.get(i);
            if (sample.isArray() != nested || nested && sample.size() != width) {
                throw wrong(nested ? "samples of " + width + " values each" : "numbers", values, sample);
            }
            for (int c = 0; c < width; c++) {
                block[i * width + c] = value(values, nested ? sample.get(c) : sample);
            }
        }
        return block;
    }

    private float value(JsonPointer at, JsonNode node) throws RejectedRecordException {
        if (node.isMissingNode() || node.isNull()) {
            return Float.NaN;
        }
        float value = (float) number(at, node);
        return Float.isInfinite(value) ? Float.NaN : value;
    }

    private double number(JsonPointer at, JsonNode node) throws RejectedRecordException {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        try {
            if (mapping.numericStrings() && node.isTextual()) {
                return Decimal.parse(node.textValue().strip());
            }
        } catch (NumberFormatException e) {
            // as for any other text that is no number
        }
        throw wrong("a number", at, node);
    }

    private static RejectedRecordException wrong(String expected, JsonPointer at, JsonNode found) {
        return new RejectedRecordException(RejectReason.UNDECODABLE, expected + " at " + at, shown(found));
    }

    private static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "none";
        }
        if (node.isBinary()) {
            return "bytes";
        }
        String text =
                node.isContainerNode() ? "an " + node.getNodeType().name().toLowerCase(Locale.ROOT) : node.toString();
        return Escaped.of(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text);
    }
}
