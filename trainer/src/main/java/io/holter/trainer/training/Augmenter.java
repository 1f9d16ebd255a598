// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.trainer.network.Geometry;
import java.util.Random;

/** The augmenter, which varies windows by an {@link Augmentation} in place. For one thread. */
final class Augmenter {

    private final Augmentation augmentation;
    private final Geometry geometry;
    private final Random random;
    private final float[] before;

    Augmenter(Augmentation augmentation, Geometry geometry, long seed) {
        this(augmentation, geometry, new Random(seed));
    }

    /** With draws of its own. */
    Augmenter(Augmentation augmentation, Geometry geometry, Random random) {
        augmentation.check(geometry);
        this.augmentation = augmentation;
        this.geometry = geometry;
        this.random = random;
        this.before = new float[geometry.size()];
    }

    /** Varies the window that begins at {@code at}, raw units. */
    void apply(float[] values, int at) {
        if (augmentation.equals(Augmentation.NONE)) {
            return;
        }
        if (geometry.isImage()) {
            turn(values, at);
            return;
        }
        if (augmentation.shift() > 0) {
            move(values, at);
        }
        if (augmentation.scale() > 0 || augmentation.jitter() > 0) {
            for (int channel = 0; channel < geometry.channels(); channel++) {
                resize(values, at + channel);
            }
        }
    }

    private void move(float[] values, int at) {
        System.arraycopy(values, at, before, 0, before.length);
        int shift = random.nextInt(2 * augmentation.shift() + 1) - augmentation.shift();
        for (int row = 0; row < geometry.rows(); row++) {
            int from = Math.max(0, Math.min(geometry.rows() - 1, row - shift));
            System.arraycopy(
                    before, from * geometry.channels(), values, at + row * geometry.channels(), geometry.channels());
        }
    }

    /** Around the channel's mean, so that its level stays. */
    private void resize(float[] values, int first) {
        int step = geometry.channels();
        int end = first + geometry.rows() * step;
        double mean = 0;
        for (int i = first; i < end; i += step) {
            mean += values[i] / (double) geometry.rows();
        }
        double variance = 0;
        for (int i = first; i < end; i += step) {
            variance += (values[i] - mean) * (values[i] - mean) / geometry.rows();
        }
        double factor = 1 + augmentation.scale() * (2 * random.nextDouble() - 1);
        double noise = augmentation.jitter() * Math.sqrt(variance);
        for (int i = first; i < end; i += step) {
            double jitter = noise > 0 ? noise * random.nextGaussian() : 0;
            values[i] = (float) (mean + factor * (values[i] - mean) + jitter);
        }
    }

    /** One look-up a pixel does flip, rotation about the centre and shift: bilinear, edges repeated. */
    private void turn(float[] values, int at) {
        System.arraycopy(values, at, before, 0, before.length);
        double angle = Math.toRadians(augmentation.rotation() * (2 * random.nextDouble() - 1));
        boolean mirrored = augmentation.flip() && random.nextBoolean();
        double down = augmentation.shift() * (2 * random.nextDouble() - 1);
        double right = augmentation.shift() * (2 * random.nextDouble() - 1);
        double middleRow = (geometry.rows() - 1) / 2.0;
        double middleColumn = (geometry.columns() - 1) / 2.0;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        int i = at;
        for (int row = 0; row < geometry.rows(); row++) {
            for (int column = 0; column < geometry.columns(); column++) {
                double y = row - middleRow - down;
                double x = (mirrored ? middleColumn - column : column - middleColumn) - right;
                double fromRow = cos * y - sin * x + middleRow;
                double fromColumn = sin * y + cos * x + middleColumn;
                for (int channel = 0; channel < geometry.channels(); channel++) {
                    values[i++] = between(fromRow, fromColumn, channel);
                }
            }
        }
    }

    private float between(double row, double column, int channel) {
        double y = Math.max(0, Math.min(geometry.rows() - 1, row));
        double x = Math.max(0, Math.min(geometry.columns() - 1, column));
        int top = (int) y;
        int left = (int) x;
        double upper = across(top, left, x - left, channel);
        double lower = across(Math.min(top + 1, geometry.rows() - 1), left, x - left, channel);
        return (float) (upper + (y - top) * (lower - upper));
    }

    private double across(int row, int left, double part, int channel) {
        float a = pixel(row, left, channel);
        float b = pixel(row, Math.min(left + 1, geometry.columns() - 1), channel);
        return a + part * (b - a);
    }

    private float pixel(int row, int column, int channel) {
        return before[(row * geometry.columns() + column) * geometry.channels() + channel];
    }
}
