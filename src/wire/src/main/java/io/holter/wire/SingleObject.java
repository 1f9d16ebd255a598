// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.core.WindowShape;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;

/**
 * The decoder of windows in Avro's single-object encoding: {@code C3 01}, the schema's fingerprint (8 bytes,
 * little-endian), the Avro body. Not thread-safe: it reuses its buffers.
 *
 * <p>Windows in the schema of this build take a short way: an Avro float is four little-endian bytes, so that a block
 * of them is copied as a whole instead of one boxed {@code Float} at a time. Windows in another known schema are
 * resolved by Avro.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro: single-object
 *     encoding</a>
 */
public final class SingleObject {

    /** Bytes before the Avro body: marker and fingerprint. */
    public static final int HEADER_BYTES = 10;

    static {
        GeneratedClasses.trust();
    }

    private final WindowCheck check;
    private final Map<Long, DatumReader<Window>> readers = new HashMap<>();
    private BinaryDecoder decoder;
    private byte[] scratch = new byte[0];
    private byte[] lastTagBytes = {0};
    private Map<String, String> lastTags = Map.of();

    /**
     * Decodes windows that pass a check.
     *
     * @param check what shapes to let pass
     * @param schemas the schemas that producers may write in
     */
    public SingleObject(WindowCheck check, KnownSchemas schemas) {
        this.check = check;
        schemas.byFingerprint().forEach((fingerprint, writer) -> readers.put(fingerprint, KnownSchemas.reader(writer)));
    }

    /**
     * Decodes the value of a record.
     *
     * @param bytes the value; null where the record has none
     * @param origin the record
     * @throws RejectedRecordException if it is not a window that passes the check; nothing else is thrown, whatever the
     *     bytes
     */
    public DecodedWindow decode(byte[] bytes, Origin origin) throws RejectedRecordException {
        if (bytes == null) {
            throw new RejectedRecordException(RejectReason.UNDECODABLE, "a value", "none");
        }
        if (!isFramed(bytes)) {
            throw new RejectedRecordException(
                    RejectReason.UNDECODABLE,
                    "Avro's single-object encoding (C3 01, 8 bytes of fingerprint, body)",
                    describeStart(bytes));
        }
        long fingerprint = fingerprint(bytes);
        decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, decoder);
        try {
            if (fingerprint == KnownSchemas.CURRENT) {
                return decodeCurrent(bytes, origin);
            }
            DatumReader<Window> reader = readers.get(fingerprint);
            if (reader == null) {
                throw new RejectedRecordException(
                        RejectReason.UNKNOWN_SCHEMA,
                        "a known schema, such as " + hex(KnownSchemas.CURRENT),
                        "fingerprint " + hex(fingerprint));
            }
            Window window = reader.read(null, decoder);
            requireEnd();
            WindowCheck.requireIdentity(window.getSeries(), window.getStart().toEpochMilli());
            return check.check(window, origin);
        } catch (IOException | RuntimeException e) {
            // Avro throws several runtime exceptions of its own and of the JDK for bytes that make no sense.
            throw new RejectedRecordException(RejectReason.UNDECODABLE, "the fields of a window", describe(e));
        }
    }

    static boolean isFramed(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && bytes[0] == (byte) 0xC3 && bytes[1] == 0x01;
    }

    /** The fingerprint in the header. */
    static long fingerprint(byte[] framed) {
        return ByteBuffer.wrap(framed, 2, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    /** The fields in the order of Window.avsc; a test holds this against Avro's own reading of the same bytes. */
    private DecodedWindow decodeCurrent(byte[] bytes, Origin origin) throws IOException, RejectedRecordException {
        String series = decoder.readString();
        long startMillis = decoder.readLong();
        float sampleRate = decoder.readFloat();
        int length = decoder.readInt();
        int channels = decoder.readInt();
        WindowCheck.requireIdentity(series, startMillis);
        WindowShape shape = check.shape(length, channels);
        float rate = check.rate(sampleRate, startMillis, shape);
        float[] values = readValues(shape);
        Map<String, String> tags = readTagsToEnd(bytes);
        WindowCheck.requireFinite(values, channels);
        return new DecodedWindow(series, startMillis, rate, shape, values, tags, origin);
    }

    /** Makes room for no more values than there are bytes, whatever shape the record states. */
    private float[] readValues(WindowShape shape) throws IOException, RejectedRecordException {
        float[] values = new float[Math.min(shape.size(), decoder.remainingBytes() / Float.BYTES)];
        int count = 0;
        for (long block = decoder.readArrayStart(); block > 0; block = decoder.arrayNext()) {
            if (block > shape.size() - count) {
                throw WindowCheck.wrongCount(shape, "more");
            }
            if (block > values.length - count) {
                throw new EOFException();
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
        if (count != shape.size()) {
            throw WindowCheck.wrongCount(shape, Integer.toString(count));
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
                    RejectReason.UNDECODABLE, "the end of the record after the window", "more bytes");
        }
    }

    /** In the order in which its bytes stand in the header. */
    static String hex(long fingerprint) {
        return String.format("%016x", Long.reverseBytes(fingerprint));
    }

    static String describeStart(byte[] bytes) {
        if (bytes.length == 0) {
            return "no bytes";
        }
        StringBuilder hex = new StringBuilder(bytes.length + (bytes.length == 1 ? " byte:" : " bytes:"));
        for (int i = 0; i < Math.min(bytes.length, HEADER_BYTES); i++) {
            hex.append(String.format(" %02X", bytes[i]));
        }
        return hex.toString();
    }

    static String describe(Throwable e) {
        if (e instanceof EOFException) {
            return "the end of the record";
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
