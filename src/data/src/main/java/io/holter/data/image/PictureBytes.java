// SPDX-License-Identifier: Apache-2.0
package io.holter.data.image;

import io.holter.core.WrongArtefactException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A PNG or JPEG file, as far as its pixels depend on it.
 *
 * @param format its name
 * @param forPixels what a decoder needs of it: texts and profiles of PNG, which decoders unpack to any size, are left
 *     out
 * @param bytesPerPixel what a decoded pixel takes, or a little more
 */
record PictureBytes(String format, byte[] forPixels, int bytesPerPixel) {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /** Chunks of PNG on which pixels depend. */
    private static final Set<String> CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** Length, type and checksum of a chunk. */
    private static final int CHUNK_FRAME = 12;

    private static final int DEPTH_AT = 24;
    private static final int JPEG_BYTES_PER_PIXEL = 4;
    private static final int START_OF_SCAN = 0xda;

    /** Progressive JPEG has ten or so; each is a pass over all pixels, however few bytes it has. */
    private static final int MAX_SCANS = 200;

    /**
     * Looks at a file.
     *
     * @param name of the file, for messages
     * @throws WrongArtefactException if it is neither PNG nor JPEG, a PNG that is cut short, or a JPEG that would
     *     take minutes
     */
    static PictureBytes of(String name, byte[] bytes) {
        if (startsWith(bytes, PNG)) {
            return new PictureBytes("png", pixelsOfPng(name, bytes), bytesPerPixel(bytes));
        }
        if (!startsWith(bytes, JPEG)) {
            throw new WrongArtefactException(
                    name + ": byte 0", "a PNG or JPEG picture", bytes.length == 0 ? "an empty file" : "something else");
        }
        if (scans(bytes) > MAX_SCANS) {
            throw new WrongArtefactException(name, "a JPEG picture of at most " + MAX_SCANS + " scans", "more");
        }
        return new PictureBytes("jpeg", bytes, JPEG_BYTES_PER_PIXEL);
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length
                && ByteBuffer.wrap(bytes, 0, magic.length).equals(ByteBuffer.wrap(magic));
    }

    private static byte[] pixelsOfPng(String name, byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(png.length);
        kept.write(png, 0, PNG.length);
        String type = "";
        for (int at = PNG.length; !type.equals("IEND"); ) {
            long end = at + CHUNK_FRAME <= png.length
                    ? at + CHUNK_FRAME + Integer.toUnsignedLong(chunks.getInt(at))
                    : Long.MAX_VALUE;
            if (end > png.length) {
                throw new WrongArtefactException(name + ": byte " + png.length, "a whole picture", "the end");
            }
            type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (CHUNKS.contains(type)) {
                kept.write(png, at, (int) end - at);
            }
            at = (int) end;
        }
        return kept.toByteArray();
    }

    /** By the depth and the kind of colour in the first chunk of a PNG. */
    private static int bytesPerPixel(byte[] png) {
        int depth = png.length > DEPTH_AT + 1 ? png[DEPTH_AT] : 0;
        int samples =
                switch (png.length > DEPTH_AT + 1 ? png[DEPTH_AT + 1] : 0) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        return samples * (depth > Byte.SIZE ? 2 : 1);
    }

    private static long scans(byte[] jpeg) {
        long scans = 0;
        for (int i = 1; i < jpeg.length; i++) {
            scans += (jpeg[i - 1] & 0xff) == 0xff && (jpeg[i] & 0xff) == START_OF_SCAN ? 1 : 0;
        }
        return scans;
    }
}
