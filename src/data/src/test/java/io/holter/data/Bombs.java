// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Small files that claim to hold, or unpack to, very much. For tests. */
public final class Bombs {

    private static final int MEBIBYTE = 1 << 20;

    private Bombs() {}

    /** A gzip file of a text, and then of another one again and again, {@code mebibytes} long. */
    public static byte[] gzip(String head, String again, int mebibytes) {
        return gzip(head.getBytes(StandardCharsets.UTF_8), again.getBytes(StandardCharsets.UTF_8), mebibytes);
    }

    /** The same of bytes. */
    public static byte[] gzip(byte[] head, byte[] again, int mebibytes) {
        byte[] block = new byte[MEBIBYTE / again.length * again.length];
        for (int i = 0; i < block.length; i++) {
            block[i] = again[i % again.length];
        }
        byte[] member = DataFiles.gzip(block);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(DataFiles.gzip(head));
        for (int i = 0; i < mebibytes; i++) {
            out.writeBytes(member);
        }
        return out.toByteArray();
    }

    /** A PNG of this size without pixels, after some other chunks. */
    public static byte[] png(int width, int height, int depth, int colour, byte[]... chunks) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colour)
                .array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        out.writeBytes(chunk("IHDR", header));
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        out.writeBytes(chunk("IDAT", zlib(0)));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /** A chunk of a PNG. */
    public static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) sum.getValue())
                .array();
    }

    /** A PNG text that unpacks to so many mebibytes. */
    public static byte[] text(int mebibytes) {
        byte[] packed = zlib(mebibytes);
        return chunk(
                "zTXt",
                ByteBuffer.allocate(3 + packed.length)
                        .put(new byte[] {'c', 0, 0})
                        .put(packed)
                        .array());
    }

    private static byte[] zlib(int mebibytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packing = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
            byte[] zeros = new byte[MEBIBYTE];
            for (int i = 0; i < mebibytes; i++) {
                packing.write(zeros);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** Bytes, and numbers coded as Avro does, one after another. */
    public static byte[] avro(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof String text) {
                out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            } else {
                long number = ((Number) part).longValue();
                for (number = number << 1 ^ number >> 63; (number & ~0x7fL) != 0; number >>>= 7) {
                    out.write((int) (number & 0x7f | 0x80));
                }
                out.write((int) number);
            }
        }
        return out.toByteArray();
    }

    /** An Avro file of this schema with a block that unpacks to so many mebibytes. */
    public static byte[] packedAvro(String schema, int mebibytes) {
        byte[] zlib = zlib(mebibytes);
        // Avro packs without the head and the checksum of zlib.
        byte[] block = Arrays.copyOfRange(zlib, 2, zlib.length - 4);
        byte[] head = avro("Obj\1", 2, 11, "avro.schema", schema.length(), schema, 10, "avro.codec", 7, "deflate", 0);
        byte[] start = avro(1, block.length);
        return ByteBuffer.allocate(head.length + 16 + start.length + block.length + 16)
                .put(head)
                .put(new byte[16])
                .put(start)
                .put(block)
                .array();
    }

    /** The head of an Avro file of this schema. */
    public static byte[] avroOf(String schema) {
        byte[] head = avro("Obj\1", 1, 11, "avro.schema", schema.length(), schema, 0);
        return Arrays.copyOf(head, head.length + 16);
    }
}
