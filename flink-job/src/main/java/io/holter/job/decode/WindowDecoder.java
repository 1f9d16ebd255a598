package io.holter.job.decode;

import io.holter.core.WindowShape;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads windows from Avro's single-object encoding: {@code C3 01}, the schema's fingerprint (8 bytes, little-endian),
 * the Avro body. Not thread-safe: it reuses its decoder.
 *
 * <p>Windows in the schema of this build take a short way: an Avro float is four little-endian bytes, so that a block
 * of them is copied as a whole instead of one boxed {@code Float} at a time. Windows in another known schema are
 * resolved by Avro.
 */
final class WindowDecoder {

    private static final int HEADER_BYTES = 10;

    /** A name goes with every score and into the key of every alert, which must stay a record that Kafka takes. */
    private static final int MAX_SERIES_CHARACTERS = 1000;

    static {
        GeneratedClasses.trust();
    }

    private final WindowShape shape;
    private final Map<Long, DatumReader<Window>> readers = new HashMap<>();
    private BinaryDecoder decoder;
    private byte[] scratch = new byte[0];
    private byte[] lastTagBytes = {0};
    private Map<String, String> lastTags = Map.of();

    WindowDecoder(WindowShape shape, WindowSchemas schemas) {
        this.shape = shape;
        schemas.byFingerprint()
                .forEach((fingerprint, writer) -> readers.put(
                        fingerprint,
                        new SpecificDatumReader<>(
                                writer, Window.getClassSchema(), SpecificData.getForClass(Window.class))));
    }

    /**
     * Reads one record.
     *
     * @throws RejectedRecordException if it is not a window that the model can score; nothing else is thrown, whatever
     *     the bytes
     */
    DecodedWindow decode(KafkaRecord from) throws RejectedRecordException {
        byte[] bytes = from.value();
        if (bytes == null) {
            throw new RejectedRecordException(RejectReason.UNDECODABLE, "expected a value, found none");
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != (byte) 0xC3 || bytes[1] != 0x01) {
            throw new RejectedRecordException(
                    RejectReason.UNDECODABLE,
                    "expected Avro's single-object encoding (C3 01, 8 bytes of fingerprint, body), found "
                            + describeStart(bytes));
        }
        long fingerprint = ByteBuffer.wrap(bytes, 2, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, decoder);
        try {
            if (fingerprint == WindowSchemas.CURRENT) {
                return decodeCurrent(from);
            }
            DatumReader<Window> reader = readers.get(fingerprint);
            if (reader == null) {
                throw new RejectedRecordException(
                        RejectReason.UNKNOWN_SCHEMA,
                        String.format(
                                "expected a schema that the job knows, such as %016x, found fingerprint %016x",
                                WindowSchemas.CURRENT, fingerprint));
            }
            return resolved(reader.read(null, decoder), from);
        } catch (IOException | RuntimeException e) {
            // Avro throws several runtime exceptions of its own and of the JDK for bytes that make no sense.
            throw new RejectedRecordException(
                    RejectReason.UNDECODABLE, "expected the fields of a window, found " + describe(e));
        }
    }

    /** The fields in the order of Window.avsc; a test holds this against Avro's own reading of the same bytes. */
    private DecodedWindow decodeCurrent(KafkaRecord from) throws IOException, RejectedRecordException {
        String series = decoder.readString();
        long startMillis = decoder.readLong();
        float sampleRate = decoder.readFloat();
        int length = decoder.readInt();
        int channels = decoder.readInt();
        checkHead(series, startMillis, length, channels);
        float[] values = readValues();
        Map<String, String> tags = readTagsToEnd(from.value());
        checkFinite(values);
        return new DecodedWindow(series, startMillis, sampleRate, values, tags, from.origin());
    }

    private float[] readValues() throws IOException, RejectedRecordException {
        float[] values = new float[shape.size()];
        int count = 0;
        for (long block = decoder.readArrayStart(); block > 0; block = decoder.arrayNext()) {
            if (block > values.length - count) {
                throw wrongNumberOfValues("more");
            }
            int bytes = (int) block * Float.BYTES;
            if (scratch.length < bytes) {
                scratch = new byte[bytes];
            }
            decoder.readFixed(scratch, 0, bytes);
            ByteBuffer.wrap(scratch, 0, bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, count, (int) block);
            count += (int) block;
        }
        if (count != values.length) {
            throw wrongNumberOfValues(Integer.toString(count));
        }
        return values;
    }

    /** Reads the last field. Tags are mostly those of the record before: equal bytes need not be read again. */
    private Map<String, String> readTagsToEnd(byte[] bytes) throws IOException, RejectedRecordException {
        int from = bytes.length - decoder.remainingBytes();
        if (Arrays.equals(bytes, from, bytes.length, lastTagBytes, 0, lastTagBytes.length)) {
            return lastTags;
        }
        Map<String, String> tags = new HashMap<>();
        for (long block = decoder.readMapStart(); block > 0; block = decoder.mapNext()) {
            for (long i = 0; i < block; i++) {
                tags.put(decoder.readString(), decoder.readString());
            }
        }
        requireEnd();
        lastTags = Collections.unmodifiableMap(tags);
        lastTagBytes = Arrays.copyOfRange(bytes, from, bytes.length);
        return lastTags;
    }

    private void requireEnd() throws IOException, RejectedRecordException {
        if (!decoder.isEnd()) {
            throw new RejectedRecordException(
                    RejectReason.UNDECODABLE, "expected the end of the record after the window, found more bytes");
        }
    }

    private DecodedWindow resolved(Window window, KafkaRecord from) throws IOException, RejectedRecordException {
        requireEnd();
        long startMillis = window.getStart().toEpochMilli();
        checkHead(window.getSeries(), startMillis, window.getLength(), window.getChannels());
        List<Float> list = window.getValues();
        if (list.size() != shape.size()) {
            throw wrongNumberOfValues(Integer.toString(list.size()));
        }
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        checkFinite(values);
        return new DecodedWindow(
                window.getSeries(), startMillis, window.getSampleRate(), values, window.getTags(), from.origin());
    }

    private void checkHead(String series, long startMillis, int length, int channels) throws RejectedRecordException {
        if (series.isEmpty()) {
            throw new RejectedRecordException(RejectReason.MISSING_SERIES, "expected a series, found none");
        }
        if (series.length() > MAX_SERIES_CHARACTERS) {
            throw new RejectedRecordException(
                    RejectReason.LONG_SERIES,
                    "expected a series of at most " + MAX_SERIES_CHARACTERS + " characters, found " + series.length());
        }
        if (startMillis <= 0) {
            throw new RejectedRecordException(
                    RejectReason.MISSING_TIME, "expected a start in milliseconds above 0, found " + startMillis);
        }
        if (length != shape.length()) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_LENGTH, "expected length " + shape.length() + ", found " + length);
        }
        if (channels != shape.channels()) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_CHANNELS, "expected " + shape.channels() + " channels, found " + channels);
        }
    }

    private RejectedRecordException wrongNumberOfValues(String found) {
        return new RejectedRecordException(
                RejectReason.WRONG_LENGTH, "expected " + shape.size() + " values (length × channels), found " + found);
    }

    private void checkFinite(float[] values) throws RejectedRecordException {
        if (allFinite(values)) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new RejectedRecordException(
                        RejectReason.NON_FINITE,
                        "expected finite values, found " + values[i] + " at sample " + i / shape.channels()
                                + " of channel " + i % shape.channels());
            }
        }
    }

    /** v − v is 0 for finite v, else NaN; four sums side by side keep the processor from waiting for each addition. */
    private static boolean allFinite(float[] values) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < values.length; i += 4) {
            a += values[i] - values[i];
            b += values[i + 1] - values[i + 1];
            c += values[i + 2] - values[i + 2];
            d += values[i + 3] - values[i + 3];
        }
        for (; i < values.length; i++) {
            a += values[i] - values[i];
        }
        return a + b + c + d == 0;
    }

    private static String describeStart(byte[] bytes) {
        if (bytes.length == 0) {
            return "no bytes";
        }
        StringBuilder hex = new StringBuilder(bytes.length + (bytes.length == 1 ? " byte:" : " bytes:"));
        for (int i = 0; i < Math.min(bytes.length, HEADER_BYTES); i++) {
            hex.append(String.format(" %02X", bytes[i]));
        }
        return hex.toString();
    }

    private static String describe(Exception e) {
        if (e instanceof EOFException) {
            return "the end of the record";
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
