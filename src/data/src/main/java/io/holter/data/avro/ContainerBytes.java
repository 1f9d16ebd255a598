// SPDX-License-Identifier: Apache-2.0
package io.holter.data.avro;

import io.holter.core.WrongArtefactException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an Avro object container file, unchanged, as long as no part of it claims to be larger than makes sense:
 * Avro makes room for what a part claims before it looks whether it is there.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#object-container-files">Avro: object container
 *     files</a>
 */
final class ContainerBytes extends InputStream {

    private static final int MAX_HEADER = 1 << 20;
    private static final int PART_OF_HEAP = 8;
    private static final int SYNC = 16;
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};

    private final String name;
    private final InputStream in;
    private final long maxBlock = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    private final ByteArrayOutputStream parsed = new ByteArrayOutputStream();
    private byte[] ready = {};
    private int given;
    private long unparsed;
    private long position;

    ContainerBytes(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (given == ready.length && unparsed == 0) {
            parse();
        }
        if (given < ready.length) {
            int count = Math.min(length, ready.length - given);
            System.arraycopy(ready, given, into, from, count);
            given += count;
            return count;
        }
        int count = in.read(into, from, (int) Math.min(length, unparsed));
        unparsed -= Math.max(0, count);
        position += Math.max(0, count);
        return count;
    }

    /** Goes through the header, or the head of a block. At the end of the file, what there is of it is handed on. */
    private void parse() throws IOException {
        boolean header = position == 0;
        parsed.reset();
        try {
            if (header) {
                parseHeader();
            } else {
                number();
                unparsed = requireAtMost(number(), maxBlock, "a block") + SYNC;
            }
        } catch (EOFException e) {
            unparsed = 1;
        }
        ready = parsed.toByteArray();
        given = 0;
    }

    private void parseHeader() throws IOException {
        for (byte expected : MAGIC) {
            if ((byte) next() != expected) {
                unparsed = Long.MAX_VALUE;
                return;
            }
        }
        for (long entries = number(); entries != 0; entries = number()) {
            if (entries < 0) {
                number();
            }
            // A key and its value are two texts.
            for (long texts = 2 * requireAtMost(Math.abs(entries), MAX_HEADER, "a header"); texts > 0; texts--) {
                for (long left = requireAtMost(number(), MAX_HEADER, "a header"); left > 0; left--) {
                    next();
                }
            }
        }
        unparsed = SYNC;
    }

    private long requireAtMost(long bytes, long max, String what) {
        if (bytes < 0 || bytes > max) {
            throw new WrongArtefactException(
                    name + ": byte " + position, what + " of at most " + max + " bytes", String.valueOf(bytes));
        }
        return bytes;
    }

    /** A number of variable length, zigzag-coded. */
    private long number() throws IOException {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int value = next();
            bits |= (value & 0x7fL) << shift;
            if ((value & 0x80) == 0) {
                break;
            }
        }
        return bits >>> 1 ^ -(bits & 1);
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        requireAtMost(parsed.size(), MAX_HEADER, "a header");
        parsed.write(value);
        position++;
        return value;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
