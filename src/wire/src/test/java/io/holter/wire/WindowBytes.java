// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.schemas.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Windows in bytes, written one Avro primitive after another, so that a test decides on every one of them. */
final class WindowBytes {

    private WindowBytes() {}

    /** Avro's own encoding. */
    static byte[] of(Window window) {
        try {
            ByteBuffer buffer = Window.getEncoder().encode(window);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same fields with arrays and maps in blocks of the test's choice, which Avro leaves to the writer.
     *
     * @param valueBlocks items of each block of the values; negative: the block states its size in bytes as well
     * @param tagBlocks likewise for the tags
     */
    static byte[] inBlocks(Window window, int[] valueBlocks, int[] tagBlocks) {
        return write(Window.getClassSchema(), out -> {
            out.writeString(window.getSeries());
            out.writeLong(window.getStart().toEpochMilli());
            out.writeFloat(window.getSampleRate());
            out.writeInt(window.getLength());
            out.writeInt(window.getChannels());
            blocks(out, new ArrayList<>(window.getValues()), valueBlocks, (o, value) -> o.writeFloat(value));
            blocks(out, new ArrayList<>(window.getTags().entrySet()), tagBlocks, WindowBytes::writeEntry);
        });
    }

    /** A record of another schema. */
    static byte[] of(GenericData.Record record) {
        return write(record.getSchema(), out -> new GenericDatumWriter<GenericData.Record>(record.getSchema())
                .write(record, out));
    }

    /** Header of a schema and whatever follows. */
    static byte[] write(Schema schema, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header(SchemaNormalization.parsingFingerprint64(schema)));
        bytes.writeBytes(raw(body));
        return bytes.toByteArray();
    }

    static byte[] header(long fingerprint) {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .putLong(fingerprint)
                .array();
    }

    private static byte[] raw(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            body.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> void blocks(BinaryEncoder out, List<T> items, int[] blocks, Item<T> item) throws IOException {
        int from = 0;
        for (int block : blocks) {
            List<T> part = items.subList(from, from + Math.abs(block));
            byte[] content = raw(o -> {
                for (T one : part) {
                    item.write(o, one);
                }
            });
            out.writeLong(block);
            if (block < 0) {
                out.writeLong(content.length);
            }
            out.writeFixed(content);
            from += part.size();
        }
        out.writeLong(0);
    }

    private static void writeEntry(BinaryEncoder out, Map.Entry<String, String> entry) throws IOException {
        out.writeString(entry.getKey());
        out.writeString(entry.getValue());
    }

    /** Writes what follows a header. */
    interface Body {
        void writeTo(BinaryEncoder out) throws IOException;
    }

    private interface Item<T> {
        void write(BinaryEncoder out, T item) throws IOException;
    }
}
