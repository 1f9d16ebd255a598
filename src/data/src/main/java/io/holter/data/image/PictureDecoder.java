// SPDX-License-Identifier: Apache-2.0
package io.holter.data.image;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.DataSource;
import io.holter.data.text.Numbers;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The decoder of PNG and JPEG files, in memory. */
final class PictureDecoder {

    /** More than cameras have, and little enough for a heap of 1 GiB. */
    private static final long MAX_PIXELS = 1 << 25;

    private static final int MAX_BYTES = 1 << 27;

    private PictureDecoder() {}

    /**
     * Decodes a picture.
     *
     * @param size called with its size before its pixels are decoded
     */
    static Picture decode(DataSource source, Consumer<DataFormat.ImageSize> size) throws IOException {
        byte[] bytes = bytes(source);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new WrongArtefactException(
                        source.name() + ": byte 0",
                        "a PNG or JPEG picture",
                        bytes.length == 0 ? "an empty file" : "something else");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                requireFew(source, reader.getWidth(0), reader.getHeight(0));
                size.accept(new DataFormat.ImageSize(reader.getHeight(0), reader.getWidth(0)));
                boolean[] cutShort = new boolean[1];
                reader.addIIOReadWarningListener((from, warning) ->
                        cutShort[0] |= warning.contains("Truncated") || warning.contains("premature end"));
                Picture picture = new Picture(reader.read(0));
                if (cutShort[0]) {
                    throw new WrongArtefactException(
                            source.name() + ": byte " + bytes.length, "the rest of the picture", "the end");
                }
                return picture;
            } catch (WrongArtefactException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                // Decoders answer broken pictures with exceptions of any kind.
                throw new WrongArtefactException(
                        source.name() + ": byte " + in.getStreamPosition(), "a whole picture", reason(e), e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof EOFException) {
            return "the end";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : Numbers.describe(cause.getMessage());
    }

    private static byte[] bytes(DataSource source) throws IOException {
        try (InputStream in = source.open()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new WrongArtefactException(
                        source.name() + ": byte " + MAX_BYTES, "a picture of at most so many bytes", "more");
            }
            return bytes;
        }
    }

    private static void requireFew(DataSource source, long width, long height) {
        if (width * height > MAX_PIXELS) {
            throw new WrongArtefactException(
                    source.name(), "at most " + MAX_PIXELS + " pixels", height + " × " + width);
        }
    }
}
