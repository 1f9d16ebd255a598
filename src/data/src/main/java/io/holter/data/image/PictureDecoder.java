// SPDX-License-Identifier: Apache-2.0
package io.holter.data.image;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.DataSource;
import io.holter.data.text.Numbers;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The decoder of PNG and JPEG files, in memory. */
final class PictureDecoder {

    /** More than cameras have. */
    private static final long MAX_PIXELS = 1 << 25;

    /** Of the heap, for the pixels: as they are stored, and as values. */
    private static final int PART_FOR_PIXELS = 3;

    /** Of the heap, for the file. */
    private static final int PART_FOR_FILE = 8;

    private static final int MAX_BYTES = 1 << 27;

    private PictureDecoder() {}

    /**
     * Decodes a picture.
     *
     * @param size called with its size before its pixels are decoded
     * @throws WrongArtefactException if it is broken, or takes too much of the heap
     */
    static Picture decode(DataSource source, Consumer<DataFormat.ImageSize> size) throws IOException {
        long maxHeap = Runtime.getRuntime().maxMemory();
        byte[] bytes = source.content((int) Math.min(MAX_BYTES, maxHeap / PART_FOR_FILE), "a picture");
        PictureBytes picture = PictureBytes.of(source.name(), bytes);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.forPixels()))) {
            ImageReader reader =
                    ImageIO.getImageReadersByFormatName(picture.format()).next();
            try {
                reader.setInput(in, true, true);
                requireFew(source, reader.getWidth(0), reader.getHeight(0), picture.bytesPerPixel());
                size.accept(new DataFormat.ImageSize(reader.getHeight(0), reader.getWidth(0)));
                boolean[] cutShort = new boolean[1];
                reader.addIIOReadWarningListener((from, warning) ->
                        cutShort[0] |= warning.contains("Truncated") || warning.contains("premature end"));
                Picture decoded = new Picture(reader.read(0));
                if (cutShort[0]) {
                    throw new WrongArtefactException(
                            source.name() + ": byte " + bytes.length, "the rest of the picture", "the end");
                }
                return decoded;
            } catch (WrongArtefactException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                // Decoders answer broken pictures with exceptions of any kind.
                boolean unchanged = picture.forPixels().length == bytes.length;
                String place = unchanged ? ": byte " + in.getStreamPosition() : "";
                throw new WrongArtefactException(source.name() + place, "a whole picture", reason(e), e);
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

    private static void requireFew(DataSource source, long width, long height, int bytesPerPixel) {
        if (width * height > MAX_PIXELS) {
            throw new WrongArtefactException(
                    source.name(), "at most " + MAX_PIXELS + " pixels", height + " × " + width);
        }
        long needed = width * height * (bytesPerPixel + 3L * Float.BYTES);
        long room = Runtime.getRuntime().maxMemory() / PART_FOR_PIXELS;
        if (needed > room) {
            throw new WrongArtefactException(
                    source.name(),
                    "a picture that takes at most a third of the heap, " + (room >> 20) + " MiB",
                    height + " × " + width + " pixels, which take " + (needed >> 20) + " MiB");
        }
    }
}
