// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.core.WindowShape;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Kinds of colour pictures that can be drawn in any number, for where no photographs are at hand. */
enum Texture {
    /** Noise of several scales from bark brown to leaf green, darker towards the ground: much like foliage. */
    FOLIAGE {
        @Override
        float[] draw(Random random) {
            float[][] light = noise(random, 4, 5);
            float[][] hue = noise(random, 3, 3);
            float[] pixels = new float[SIDE * SIDE * CHANNELS];
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    float brightness = light[y][x] * (1.15f - 0.5f * y / SIDE);
                    float green = hue[y][x];
                    set(pixels, x, y, brightness, BARK, LEAF, green);
                }
            }
            return pixels;
        }
    },
    /** Stripes or a chequerboard of two strong colours, turned and scaled at random: like cloth or tiles. */
    PATTERN {
        @Override
        float[] draw(Random random) {
            double angle = Math.PI * random.nextDouble();
            double period = 6 + 14 * random.nextDouble();
            boolean chequered = random.nextBoolean();
            float[] first = colour(random);
            float[] second = colour(random);
            float[] pixels = new float[SIDE * SIDE * CHANNELS];
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double along = Math.cos(angle) * x + Math.sin(angle) * y;
                    double across = -Math.sin(angle) * x + Math.cos(angle) * y;
                    boolean odd = Math.floorMod((long) Math.floor(along / period * 2), 2L) == 1;
                    if (chequered) {
                        odd ^= Math.floorMod((long) Math.floor(across / period * 2), 2L) == 1;
                    }
                    set(pixels, x, y, 1, first, second, odd ? 1 : 0);
                }
            }
            return pixels;
        }
    };

    /** Rows of a picture, and its columns. */
    static final int SIDE = 64;

    private static final int CHANNELS = 3;
    private static final float WHITE = 255;
    private static final float[] BARK = {150, 105, 65};
    private static final float[] LEAF = {105, 190, 60};

    /**
     * A picture.
     *
     * @return float[64 × 64 × 3], row by row, red, green and blue from 0 to 255
     */
    abstract float[] draw(Random random);

    /** Pictures without labels; the same seed draws the same ones. */
    WindowSet draw(int count, long seed) throws IOException {
        Random random = new Random(seed);
        List<Channel> colours = List.of(new Channel("red", ""), new Channel("green", ""), new Channel("blue", ""));
        try (WindowSet.Builder pictures = new WindowSet.Builder(new WindowShape(SIDE * SIDE, CHANNELS))) {
            for (int i = 0; i < count; i++) {
                pictures.add(draw(random), false);
            }
            return pictures.build(
                    false, new Signal(List.of("generated " + name().toLowerCase(Locale.ROOT)), colours, 0, SIDE));
        }
    }

    private static float[] colour(Random random) {
        return new float[] {WHITE * random.nextFloat(), WHITE * random.nextFloat(), WHITE * random.nextFloat()};
    }

    private static void set(float[] pixels, int x, int y, float brightness, float[] from, float[] to, float share) {
        for (int c = 0; c < CHANNELS; c++) {
            float value = brightness * (from[c] + share * (to[c] - from[c]));
            pixels[(y * SIDE + x) * CHANNELS + c] = Math.max(0, Math.min(WHITE, value));
        }
    }

    /** Value noise: random numbers on grids of ever more cells, each of half the weight, smoothly joined; 0 to 1. */
    private static float[][] noise(Random random, int cells, int octaves) {
        float[][] sum = new float[SIDE][SIDE];
        float weight = 0.5f / (1 - (float) Math.pow(0.5, octaves));
        for (int octave = 0; octave < octaves; octave++) {
            int size = cells << octave;
            float[][] grid = new float[size + 1][size + 1];
            for (float[] row : grid) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = random.nextFloat();
                }
            }
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    sum[y][x] += weight * between(grid, x * size / (float) SIDE, y * size / (float) SIDE);
                }
            }
            weight /= 2;
        }
        return sum;
    }

    private static float between(float[][] grid, float x, float y) {
        int column = (int) x;
        int row = (int) y;
        float right = smooth(x - column);
        float down = smooth(y - row);
        float top = grid[row][column] + right * (grid[row][column + 1] - grid[row][column]);
        float bottom = grid[row + 1][column] + right * (grid[row + 1][column + 1] - grid[row + 1][column]);
        return top + down * (bottom - top);
    }

    private static float smooth(float t) {
        return t * t * (3 - 2 * t);
    }
}
