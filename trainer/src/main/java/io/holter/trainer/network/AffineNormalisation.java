// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import io.holter.core.WindowShape;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (x − offset) / scale} for each channel.
 *
 * @param shape geometry of the windows
 * @param offsets what is taken away from each channel, raw units
 * @param scales what each channel is divided by, raw units, above 0
 * @param isBounded whether normalised training windows lie between 0 and 1
 * @param level mean of normalised training windows; 0 where it is not known
 * @param source where the numbers come from, in words
 */
public record AffineNormalisation(
        WindowShape shape, float[] offsets, float[] scales, boolean isBounded, float level, String source)
        implements Normalisation {

    public AffineNormalisation {
        if (offsets.length != shape.channels() || scales.length != shape.channels()) {
            throw new IllegalArgumentException("an offset and a scale for each of " + shape.channels()
                    + " channels, got " + offsets.length + " and " + scales.length);
        }
        for (float scale : scales) {
            if (!(scale > 0) || Float.isInfinite(scale)) {
                throw new IllegalArgumentException("scales are finite and above 0, got " + Arrays.toString(scales));
            }
        }
    }

    /** Raw units as they are. */
    public static AffineNormalisation none(WindowShape shape) {
        float[] ones = new float[shape.channels()];
        Arrays.fill(ones, 1);
        return new AffineNormalisation(shape, new float[shape.channels()], ones, false, 0, "");
    }

    /**
     * Standardises: offset = mean and scale = standard deviation of a channel over all samples of all windows, by two
     * passes in double precision. The scale is 1 for a channel that never changes.
     *
     * @param windows at least one, each time-major, raw units
     */
    public static AffineNormalisation standardising(WindowShape shape, Iterable<float[]> windows) {
        int channels = shape.channels();
        double samples = 0;
        double[] means = new double[channels];
        for (float[] window : windows) {
            samples += shape.length();
            for (int i = 0; i < window.length; i++) {
                means[i % channels] += window[i];
            }
        }
        for (int c = 0; c < channels; c++) {
            means[c] /= samples;
        }
        double[] variances = new double[channels];
        for (float[] window : windows) {
            for (int i = 0; i < window.length; i++) {
                double d = window[i] - means[i % channels];
                variances[i % channels] += d * d / samples;
            }
        }
        float[] offsets = new float[channels];
        float[] scales = new float[channels];
        for (int c = 0; c < channels; c++) {
            offsets[c] = (float) means[c];
            scales[c] = scale(offsets[c], Math.sqrt(variances[c]));
        }
        return new AffineNormalisation(
                shape, offsets, scales, false, 0, "from the mean and standard deviation of training windows");
    }

    /**
     * To the range from 0 to 1: offset = least and scale = greatest − least value of all samples of all channels.
     *
     * @param windows at least one, raw units
     */
    public static AffineNormalisation ranging(WindowShape shape, Iterable<float[]> windows) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        double sum = 0;
        double count = 0;
        for (float[] window : windows) {
            for (float value : window) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                sum += value;
            }
            count += window.length;
        }
        float[] offsets = new float[shape.channels()];
        float[] scales = new float[shape.channels()];
        Arrays.fill(offsets, least);
        float scale = scale(least, (double) greatest - least);
        Arrays.fill(scales, scale);
        float level = (float) ((sum / count - least) / scale);
        return new AffineNormalisation(
                shape, offsets, scales, true, level, "from the least and the greatest value of training windows");
    }

    private static float scale(float offset, double spread) {
        float scale = (float) spread;
        return scale > Math.ulp(offset) ? scale : 1;
    }

    @Override
    public void normalise(float[] window) {
        for (int i = 0; i < window.length; i++) {
            int channel = i % offsets.length;
            window[i] = (window[i] - offsets[channel]) / scales[channel];
        }
    }

    @Override
    public Normalised apply(Ops tf, Operand<TFloat32> windows) {
        Operand<TFloat32> values = tf.math.div(tf.math.sub(windows, perValue(tf, offsets)), perValue(tf, scales));
        return new Normalised(values, ofCodes(tf));
    }

    @Override
    public Inverse ofCodes(Ops tf) {
        Operand<TFloat32> offset = perValue(tf, offsets);
        Operand<TFloat32> scale = perValue(tf, scales);
        return normalised -> tf.math.add(tf.math.mul(normalised, scale), offset);
    }

    /** One number a channel, repeated for each sample; a scalar where there is one channel. */
    private Operand<TFloat32> perValue(Ops tf, float[] channels) {
        if (channels.length == 1) {
            return tf.constant(channels[0]);
        }
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = channels[i % channels.length];
        }
        return tf.constant(values);
    }

    @Override
    public String describe() {
        if (source.isEmpty()) {
            return "none: raw units as they are";
        }
        StringBuilder text =
                new StringBuilder("(x - offset) / scale, ").append(source).append(':');
        boolean same = scales.length == 1 || isBounded;
        for (int c = 0; c < (same ? 1 : scales.length); c++) {
            text.append(c == 0 ? " " : "; ").append(same ? "" : "channel " + c + " ");
            text.append("offset ").append(offsets[c]).append(", scale ").append(scales[c]);
        }
        return text.toString();
    }
}
