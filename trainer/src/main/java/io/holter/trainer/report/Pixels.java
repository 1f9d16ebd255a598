// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.schemas.ModelCard;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * From image windows to PNGs, each a data URI. Windows hold the pixels row by row, 1 channel (grey) or 3 (red, green,
 * blue), brightness 0 to 255; other numbers of channels are shown as the grey of their mean.
 *
 * @param width columns of a window's image
 * @param height rows of it
 * @param channels values of a pixel
 * @param block pixels, side by side and one below the other, whose mean is one pixel of a PNG: 1 for small images
 */
record Pixels(int width, int height, int channels, int block) {

    /** The largest brightness. */
    static final float WHITE = 255;

    /** Bytes of all images of a page together, uncompressed. */
    private static final long MAX_BYTES = 900_000;

    /** Difference in brightness that is shown without any transparency. */
    private static final float FULL_DIFFERENCE = WHITE / 2;

    private static final int[] DIFFERENCE_COLOUR = {0xD5, 0x5E, 0x00};

    /** For so many images on a page. */
    static Pixels of(ModelCard card, int images) {
        int height = card.getHeight();
        int width = card.getLength() / height;
        int block = 1;
        while ((long) blocks(width, block) * blocks(height, block) * 3 * images > MAX_BYTES) {
            block++;
        }
        return new Pixels(width, height, card.getChannels().size(), block);
    }

    /** An image window, float[height × width × channels]. */
    String png(float[] window) {
        boolean colour = channels == 3;
        BufferedImage image = image(colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int band = 0; band < raster.getNumBands(); band++) {
                    raster.setSample(
                            x,
                            y,
                            band,
                            brightness(colour ? mean(window, x, y, band, band + 1) : mean(window, x, y, 0, channels)));
                }
            }
        }
        return uri(image);
    }

    /** Where two image windows differ: one colour, the less transparent the larger the difference in brightness. */
    String difference(float[] one, float[] other) {
        float[] absolute = new float[one.length];
        for (int i = 0; i < one.length; i++) {
            absolute[i] = Math.abs(one[i] - other[i]) * WHITE / FULL_DIFFERENCE;
        }
        BufferedImage image = image(BufferedImage.TYPE_INT_ARGB);
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int band = 0; band < DIFFERENCE_COLOUR.length; band++) {
                    raster.setSample(x, y, band, DIFFERENCE_COLOUR[band]);
                }
                raster.setSample(x, y, DIFFERENCE_COLOUR.length, brightness(mean(absolute, x, y, 0, channels)));
            }
        }
        return uri(image);
    }

    private BufferedImage image(int type) {
        return new BufferedImage(blocks(width, block), blocks(height, block), type);
    }

    private double mean(float[] window, int x, int y, int fromChannel, int toChannel) {
        double sum = 0;
        int count = 0;
        for (int row = y * block; row < Math.min(height, (y + 1) * block); row++) {
            for (int column = x * block; column < Math.min(width, (x + 1) * block); column++) {
                for (int c = fromChannel; c < toChannel; c++) {
                    sum += window[(row * width + column) * channels + c];
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static int blocks(int pixels, int block) {
        return (pixels + block - 1) / block;
    }

    private static int brightness(double value) {
        return (int) Math.round(Math.max(0, Math.min(WHITE, value)));
    }

    private static String uri(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
