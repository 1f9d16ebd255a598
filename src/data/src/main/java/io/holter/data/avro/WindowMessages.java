package io.holter.data.avro;

import io.holter.core.WrongArtefactException;
import io.holter.schemas.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads the windows of a topic as the job does: Avro's single-object encoding, which is {@code C3 01}, the fingerprint of
 * the schema (8 bytes, little-endian) and the Avro body. What the job rejects whatever its model is not read here, either.
 * Not thread-safe: it reuses its decoder.
 */
public final class WindowMessages {

    private static final int HEADER_BYTES = 10;
    private static final int MAX_SERIES_CHARACTERS = 1000;

    private final Map<Long, DatumReader<Window>> readers = new HashMap<>();
    private BinaryDecoder decoder;

    /** Knows the schema of this build. */
    public WindowMessages() {
        know(Window.getClassSchema());
    }

    /**
     * Adds a schema that older or newer producers write in.
     *
     * @param file its name, for messages
     * @param json an Avro schema of a record Window
     * @throws WrongArtefactException if it is no schema, or windows in it cannot be read
     */
    public void add(String file, String json) {
        try {
            Schema writer = new Schema.Parser().parse(json);
            WindowSchemas.require(writer);
            know(writer);
        } catch (SchemaParseException e) {
            String found = String.valueOf(e.getMessage()).lines().findFirst().orElse("another file");
            throw new WrongArtefactException(file, "an Avro schema", found, e);
        } catch (UnfitWindowException e) {
            throw new WrongArtefactException(file, e.expected(), e.found(), e);
        }
    }

    private void know(Schema writer) {
        var reader = WindowSchemas.reader();
        reader.setSchema(writer);
        readers.put(SchemaNormalization.parsingFingerprint64(writer), reader);
    }

    /**
     * Reads one message.
     *
     * @param bytes the record's value, null where it has none
     * @throws UnfitWindowException if it is not a window; nothing else is thrown, whatever the bytes
     */
    public WindowRecord read(byte[] bytes) throws UnfitWindowException {
        if (bytes == null) {
            throw new UnfitWindowException("a value", "none");
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != (byte) 0xC3 || bytes[1] != 0x01) {
            throw new UnfitWindowException(
                    "Avro's single-object encoding (C3 01, 8 bytes of fingerprint, body)", start(bytes));
        }
        long fingerprint = ByteBuffer.wrap(bytes, 2, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        DatumReader<Window> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new UnfitWindowException(
                    "a window in a schema that is known", String.format("fingerprint %016x", fingerprint));
        }
        decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, decoder);
        Window window;
        boolean end;
        try {
            window = reader.read(null, decoder);
            end = decoder.isEnd();
        } catch (IOException | RuntimeException e) {
            // Avro throws several runtime exceptions of its own and of the JDK for bytes that make no sense.
            String message = e.getMessage();
            throw new UnfitWindowException(
                    "the fields of a window", message == null ? "the end of the record" : message);
        }
        if (!end) {
            throw new UnfitWindowException("the end of the record after the window", "more bytes");
        }
        requireHead(window);
        return WindowRecord.of(window);
    }

    private static void requireHead(Window window) throws UnfitWindowException {
        int series = window.getSeries().length();
        if (series == 0) {
            throw new UnfitWindowException("a series", "none");
        }
        if (series > MAX_SERIES_CHARACTERS) {
            throw new UnfitWindowException("a series of at most " + MAX_SERIES_CHARACTERS + " characters", series + "");
        }
        long startMillis = window.getStart().toEpochMilli();
        if (startMillis <= 0) {
            throw new UnfitWindowException("a start in milliseconds above 0", startMillis + "");
        }
    }

    private static String start(byte[] bytes) {
        if (bytes.length == 0) {
            return "no bytes";
        }
        StringBuilder hex = new StringBuilder(bytes.length + (bytes.length == 1 ? " byte:" : " bytes:"));
        for (int i = 0; i < Math.min(bytes.length, HEADER_BYTES); i++) {
            hex.append(String.format(" %02X", bytes[i]));
        }
        return hex.toString();
    }
}
