// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import io.holter.core.WindowShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * {@code (x − m) / (s + ε)} with the mean m and the standard deviation s of each channel in each window.
 *
 * @param shape geometry of the windows
 * @param floor ε, raw units, above 0: keeps the noise of a still window from being blown up to the size of a signal
 */
public record WindowNormalisation(WindowShape shape, float floor) implements Normalisation {

    /** Share of the training windows' typical spread that ε takes. */
    private static final double FLOOR = 0.01;

    public WindowNormalisation {
        if (!(floor > 0) || Float.isInfinite(floor)) {
            throw new IllegalArgumentException("the floor is finite and above 0, got " + floor);
        }
    }

    /**
     * With a hundredth of the standard deviation of all training values as ε.
     *
     * @param windows at least one, raw units
     */
    public static WindowNormalisation of(WindowShape shape, Iterable<float[]> windows) {
        float[] scales = AffineNormalisation.standardising(shape, windows).scales();
        double sum = 0;
        for (float scale : scales) {
            sum += scale;
        }
        return new WindowNormalisation(shape, (float) (FLOOR * sum / scales.length));
    }

    @Override
    public void normalise(float[] window) {
        for (int channel = 0; channel < shape.channels(); channel++) {
            double mean = 0;
            for (int i = channel; i < window.length; i += shape.channels()) {
                mean += window[i] / (double) shape.length();
            }
            double variance = 0;
            for (int i = channel; i < window.length; i += shape.channels()) {
                variance += (window[i] - mean) * (window[i] - mean) / shape.length();
            }
            for (int i = channel; i < window.length; i += shape.channels()) {
                window[i] = (float) ((window[i] - mean) / (Math.sqrt(variance) + floor));
            }
        }
    }

    @Override
    public Normalised apply(Ops tf, Operand<TFloat32> windows) {
        Operand<TFloat32> cube = tf.reshape(windows, tf.constant(new int[] {-1, shape.length(), shape.channels()}));
        Operand<TFloat32> mean = tf.math.mean(cube, tf.constant(1), Mean.keepDims(true));
        Operand<TFloat32> variance =
                tf.math.mean(tf.math.squaredDifference(cube, mean), tf.constant(1), Mean.keepDims(true));
        Operand<TFloat32> scale = tf.math.add(tf.math.sqrt(variance), tf.constant(floor));
        Operand<TFloat32> values = tf.math.div(tf.math.sub(cube, mean), scale);
        return new Normalised(flat(tf, values), normalised -> {
            Operand<TFloat32> back =
                    tf.reshape(normalised, tf.constant(new int[] {-1, shape.length(), shape.channels()}));
            return flat(tf, tf.math.add(tf.math.mul(back, scale), mean));
        });
    }

    private Operand<TFloat32> flat(Ops tf, Operand<TFloat32> cube) {
        return tf.reshape(cube, tf.constant(new int[] {-1, shape.size()}));
    }

    @Override
    public Inverse ofCodes(Ops tf) {
        return normalised -> normalised;
    }

    @Override
    public boolean isBounded() {
        return false;
    }

    @Override
    public float level() {
        return 0;
    }

    @Override
    public String describe() {
        return "(x - mean) / (standard deviation + " + floor + ") of each channel in each window";
    }
}
