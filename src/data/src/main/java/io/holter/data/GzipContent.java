// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.WrongArtefactException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * What a gzip file holds, one member or more. It is refused where it is broken, or unpacks to so much more than itself
 * that it can only be meant to.
 */
final class GzipContent extends GZIPInputStream {

    private static final int BUFFER = 1 << 16;

    /** Bytes that may come out of a file of any size. */
    private static final long MAX_OF_ANY = 1L << 26;

    /** Beyond that, bytes for one byte of the file. Deflate itself ends at 1032, which only constants reach. */
    private static final int MAX_RATIO = 500;

    /** Members without content in a row: {@link GZIPInputStream} calls itself for each. */
    private static final int MAX_EMPTY_MEMBERS = 100;

    /** Bytes of the file that may go by without content: the longest head of a member, with its names. */
    private static final int MAX_SILENT = 1 << 20;

    private final String name;
    private final Packed packed;
    private long unpacked;
    private int nested;

    private GzipContent(String name, Packed packed) throws IOException {
        super(packed, BUFFER);
        this.name = name;
        this.packed = packed;
    }

    /**
     * Reads the head of a gzip file.
     *
     * @param name of the file, for messages
     * @param in the file, which supports marks; closed with this
     * @throws WrongArtefactException if it is broken, as reading it further may throw
     */
    static InputStream open(String name, InputStream in) throws IOException {
        try {
            return new GzipContent(name, new Packed(in));
        } catch (EOFException | ZipException e) {
            throw broken(name, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (nested == MAX_EMPTY_MEMBERS) {
            throw broken(name, "one member after another without content", null);
        }
        nested++;
        try {
            int count = super.read(into, from, length);
            if (nested == 1 && count > 0) {
                unpacked += count;
                packed.countAtContent = packed.count;
                requireProportion();
            }
            return count;
        } catch (EOFException | ZipException e) {
            throw broken(name, String.valueOf(e.getMessage()), e);
        } finally {
            nested--;
        }
    }

    private void requireProportion() {
        if (unpacked > MAX_OF_ANY && unpacked / MAX_RATIO > packed.count) {
            throw new WrongArtefactException(
                    name,
                    "a gzip file that unpacks to at most " + MAX_RATIO + " times its size",
                    unpacked + " bytes from the first " + packed.count);
        }
    }

    private static WrongArtefactException broken(String name, String why, IOException cause) {
        return new WrongArtefactException(name, "a whole gzip file", why, cause);
    }

    /** The file itself: counts its bytes, and says at the end of a member whether another one follows. */
    private static final class Packed extends FilterInputStream {

        private long count;
        private long countAtContent;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            advance(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            advance(Math.max(0, read));
            return read;
        }

        private void advance(int bytes) throws ZipException {
            count += bytes;
            if (count - countAtContent > MAX_SILENT) {
                throw new ZipException(MAX_SILENT + " bytes without content");
            }
        }

        /** Not what has arrived so far: a body that comes slowly would end with its first member. */
        @Override
        public int available() throws IOException {
            in.mark(1);
            int next = in.read();
            in.reset();
            return next < 0 ? 0 : 1;
        }
    }
}
