// SPDX-License-Identifier: Apache-2.0
package io.holter.data.image;

import io.holter.data.DataFormat;

/**
 * The scaling of images by averaging: every new pixel is the mean of the part of the old image that it covers, old
 * pixels at the rim of that part counting by the share that lies within. Along one axis at a time, which comes to the
 * same.
 */
final class AreaAverage {

    /** Values of an image that is scaled along one axis only; with more of them, the other axis goes first. */
    private static final int MAX_BETWEEN = 1 << 24;

    private AreaAverage() {}

    /**
     * Scales an image.
     *
     * @param image float[height × width × channels], row by row
     * @return float[to.height × to.width × channels]
     */
    static float[] scale(float[] image, DataFormat.ImageSize from, DataFormat.ImageSize to, int channels) {
        if ((long) to.height() * from.width() * channels > MAX_BETWEEN) {
            float[] columns = along(image, from.height(), from.width(), to.width(), channels);
            return along(columns, 1, from.height(), to.height(), to.width() * channels);
        }
        float[] rows = along(image, 1, from.height(), to.height(), from.width() * channels);
        return along(rows, to.height(), from.width(), to.width(), channels);
    }

    /** Scales the middle one of three dimensions from {@code old} to {@code now}. */
    private static float[] along(float[] values, int outer, int old, int now, int inner) {
        if (old == now) {
            return values;
        }
        float[] scaled = new float[outer * now * inner];
        double step = (double) old / now;
        for (int i = 0; i < now; i++) {
            double start = i * step;
            double end = Math.min(old, (i + 1) * step);
            for (int j = (int) start; j < end; j++) {
                double share = (Math.min(end, j + 1) - Math.max(start, j)) / step;
                for (int o = 0; o < outer; o++) {
                    for (int k = 0; k < inner; k++) {
                        scaled[(o * now + i) * inner + k] += (float) (share * values[(o * old + j) * inner + k]);
                    }
                }
            }
        }
        return scaled;
    }
}
