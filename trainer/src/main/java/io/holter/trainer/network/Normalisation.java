package io.holter.trainer.network;

import io.holter.core.WindowShape;
import java.util.Arrays;

/**
 * Brings each channel from raw units to dimensionless ones: {@code (x − offset) / scale}.
 *
 * @param offsets what is taken away from each channel, raw units
 * @param scales what each channel is divided by, raw units, above 0
 */
public record Normalisation(float[] offsets, float[] scales) {

    public Normalisation {
        if (offsets.length != scales.length || offsets.length == 0) {
            throw new IllegalArgumentException(
                    "an offset and a scale for each channel, got " + offsets.length + " and " + scales.length);
        }
        for (float scale : scales) {
            if (!(scale > 0) || Float.isInfinite(scale)) {
                throw new IllegalArgumentException("scales are finite and above 0, got " + Arrays.toString(scales));
            }
        }
    }

    /**
     * Standardises: offset = mean and scale = standard deviation of a channel over all samples of all windows, by two
     * passes in double precision. The scale is 1 for a channel that never changes.
     *
     * @param windows at least one, each time-major, raw units
     */
    public static Normalisation standardising(WindowShape shape, Iterable<float[]> windows) {
        int channels = shape.channels();
        double samples = 0;
        for (float[] window : windows) {
            samples += (double) window.length / channels;
        }
        double[] means = new double[channels];
        for (float[] window : windows) {
            for (int i = 0; i < window.length; i++) {
                means[i % channels] += window[i] / samples;
            }
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
            float scale = (float) Math.sqrt(variances[c]);
            scales[c] = scale > Math.ulp(offsets[c]) ? scale : 1;
        }
        return new Normalisation(offsets, scales);
    }

    /** In words, with its numbers. */
    public String describe() {
        StringBuilder text =
                new StringBuilder("(x - offset) / scale, from the mean and standard deviation of training windows:");
        for (int c = 0; c < offsets.length; c++) {
            text.append(c == 0 ? " " : "; ")
                    .append(offsets.length == 1 ? "" : "channel " + c + " ")
                    .append("offset ")
                    .append(offsets[c])
                    .append(", scale ")
                    .append(scales[c]);
        }
        return text.toString();
    }
}
