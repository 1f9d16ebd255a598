// SPDX-License-Identifier: Apache-2.0
package io.holter.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;

/** A decoded picture, as values from 0 to 255. Transparency is not looked at. */
final class Picture {

    private final BufferedImage image;

    Picture(BufferedImage image) {
        this.image = image;
    }

    /** 1 for grey, 3 for red, green, blue. */
    int channels() {
        ColorModel model = image.getColorModel();
        boolean grey = model instanceof IndexColorModel palette
                ? isGrey(palette)
                : model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        return grey ? 1 : 3;
    }

    /**
     * The pixels row by row: float[height × width × channels]. Grey becomes three equal channels, and colour the luma
     * of ITU-R BT.601, 0.299 red + 0.587 green + 0.114 blue.
     *
     * @param channels 1 or 3
     */
    float[] values(int channels) {
        int width = image.getWidth();
        float[] values = new float[image.getHeight() * width * channels];
        boolean stored = channels() == 1 && !(image.getColorModel() instanceof IndexColorModel);
        float[] row = new float[width * 3];
        for (int y = 0; y < image.getHeight(); y++) {
            if (stored) {
                storedRow(y, row);
            } else {
                colourRow(y, row);
            }
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * channels;
                if (channels == 3) {
                    System.arraycopy(row, 3 * x, values, at, 3);
                } else {
                    values[at] = luma(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
                }
            }
        }
        return values;
    }

    private static float luma(float red, float green, float blue) {
        boolean grey = red == green && green == blue;
        return grey ? red : 0.299f * red + 0.587f * green + 0.114f * blue;
    }

    /** Grey as it is stored: going by way of colours would bend it to another gamma. */
    private void storedRow(int y, float[] row) {
        float scale = 255f / ((1 << image.getColorModel().getComponentSize(0)) - 1);
        for (int x = 0; x < image.getWidth(); x++) {
            float value = scale * image.getRaster().getSample(x, y, 0);
            row[3 * x] = value;
            row[3 * x + 1] = value;
            row[3 * x + 2] = value;
        }
    }

    private void colourRow(int y, float[] row) {
        for (int x = 0; x < image.getWidth(); x++) {
            int colour = image.getRGB(x, y);
            row[3 * x] = colour >> 16 & 0xff;
            row[3 * x + 1] = colour >> 8 & 0xff;
            row[3 * x + 2] = colour & 0xff;
        }
    }

    private static boolean isGrey(IndexColorModel palette) {
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getGreen(i) != palette.getBlue(i)) {
                return false;
            }
        }
        return true;
    }
}
