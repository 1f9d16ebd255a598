// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import io.holter.data.set.Series;
import io.holter.data.set.WindowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Readings that no sensor means: so far beyond all others of their channel that nothing lies between, or a code for
 * "no reading" such as 65535 or −9999. A single one decides the scale of a normalisation, and with it the model.
 *
 * <p>Distances are from the channel's median, in interquartile ranges (or, where half of the values are equal, in the
 * narrowest range of quantiles that is not). A value is one of these if it lies 1,000 ranges away and nothing within an
 * eighth of its distance does; a code already at 10 ranges if every other value keeps within a third of its distance.
 * Bursts of a heavy-tailed channel fill what lies between, and stay; so do two levels that a channel has, of which each
 * has a quarter of the values or more.
 *
 * @param windows that hold such a reading
 * @param readings how many there are
 * @param examples where the first of them are, and what they are
 */
public record GrossOutliers(BitSet windows, long readings, List<String> examples) {

    private static final int MAX_EXAMPLES = 3;
    private static final int SAMPLE = 100_000;
    private static final double[][] RANGES = {{0.25, 0.75}, {0.1, 0.9}, {0.01, 0.99}};

    /** 1,024 ranges, as a power of two; and the eighth of a distance. */
    private static final int FAR = 10;

    private static final int EMPTY = 3;
    private static final double FAR_FOR_A_CODE = 10;
    private static final double EMPTY_FOR_A_CODE = 3;
    private static final double MAX_SHARE = 0.25;

    /** What devices and loggers write where they have nothing to say. */
    private static final Set<Float> CODES = Set.of(
            255f,
            -128f,
            999f,
            -999f,
            9999f,
            -9999f,
            99999f,
            -99999f,
            999999f,
            -999999f,
            32767f,
            -32768f,
            65535f,
            65534f,
            2147483647f,
            -2147483648f,
            4294967295f,
            8388607f,
            -8388608f,
            16777215f,
            1e20f,
            -1e20f,
            1e30f,
            -1e30f,
            Float.MAX_VALUE,
            -Float.MAX_VALUE);

    /** Looks through all windows, twice. */
    public static GrossOutliers in(WindowSet windows) {
        int channels = windows.shape().channels();
        Scale[] scales = new Scale[channels];
        for (int c = 0; c < channels; c++) {
            scales[c] = scale(windows, c);
        }
        float[] window = new float[windows.shape().size()];
        for (int i = 0; i < windows.size(); i++) {
            windows.copy(i, window, 0);
            for (int j = 0; j < window.length; j++) {
                scales[j % channels].count(window[j]);
            }
        }
        for (Scale scale : scales) {
            scale.decide();
        }
        return find(windows, scales);
    }

    private static GrossOutliers find(WindowSet windows, Scale[] scales) {
        BitSet found = new BitSet();
        List<String> examples = new ArrayList<>();
        long readings = 0;
        if (Arrays.stream(scales).noneMatch(Scale::any)) {
            return new GrossOutliers(found, 0, examples);
        }
        float[] window = new float[windows.shape().size()];
        for (int i = 0; i < windows.size(); i++) {
            windows.copy(i, window, 0);
            for (int j = 0; j < window.length; j++) {
                if (scales[j % scales.length].isOutlier(window[j])) {
                    found.set(i);
                    readings++;
                    if (examples.size() < MAX_EXAMPLES) {
                        examples.add(describe(windows, i, j, window[j]));
                    }
                }
            }
        }
        return new GrossOutliers(found, readings, examples);
    }

    private static String describe(WindowSet windows, int i, int value, float found) {
        int channels = windows.shape().channels();
        int sample = value / channels;
        String place;
        if (windows.series().isEmpty()) {
            List<String> sources = windows.signal().sources();
            place = (sources.size() == 1 ? sources.get(0) + ", window " : "window ") + i + ", sample " + sample;
        } else {
            Series series = windows.series().get(windows.seriesOf(i));
            place = series.name() + ", sample " + (windows.startOf(i) + sample);
        }
        String channel = channels == 1
                ? ""
                : ", channel "
                        + windows.signal()
                                .channels(channels)
                                .get(value % channels)
                                .getName();
        String number = found == Math.rint(found) && Math.abs(found) < 1e10 ? "%.0f".formatted(found) : found + "";
        return place + channel + ": " + number;
    }

    private static Scale scale(WindowSet windows, int channel) {
        int length = windows.shape().length();
        int channels = windows.shape().channels();
        long all = (long) windows.size() * length;
        int step = (int) Math.max(1, all / SAMPLE);
        float[] sample = new float[(int) (all / step)];
        float[] window = new float[windows.shape().size()];
        int copied = -1;
        for (int k = 0; k < sample.length; k++) {
            long at = (long) k * step;
            int i = (int) (at / length);
            if (i != copied) {
                windows.copy(i, window, 0);
                copied = i;
            }
            sample[k] = window[(int) (at % length) * channels + channel];
        }
        Arrays.sort(sample);
        for (double[] range : RANGES) {
            double width = quantile(sample, range[1]) - quantile(sample, range[0]);
            if (width > 0) {
                return new Scale(quantile(sample, 0.5), width);
            }
        }
        return new Scale(quantile(sample, 0.5), 0);
    }

    private static double quantile(float[] sorted, double level) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.round(level * (sorted.length - 1))];
    }

    /** What is known of one channel. */
    private static final class Scale {

        private final double median;
        private final double range;
        /** Values by the power of two of their distance in ranges. */
        private final long[] far = new long[256];

        private final Map<Float, Long> codes = new HashMap<>();
        private double widestOther;
        private long total;
        private double limit = Double.POSITIVE_INFINITY;
        private Set<Float> outlying = Set.of();

        Scale(double median, double range) {
            this.median = median;
            this.range = range;
        }

        private double distance(float value) {
            return Math.abs(value - median) / range;
        }

        private static int power(double distance) {
            return Math.min(255, Math.max(0, Math.getExponent(distance)));
        }

        void count(float value) {
            total++;
            if (range == 0) {
                return;
            }
            double distance = distance(value);
            far[power(distance)]++;
            if (distance > FAR_FOR_A_CODE && CODES.contains(value)) {
                codes.merge(value, 1L, Long::sum);
            } else {
                widestOther = Math.max(widestOther, distance);
            }
        }

        /** The lowest power from which on values are cut off from all others, then the codes within. */
        void decide() {
            long beyond = 0;
            for (int power = far.length - 1; power >= FAR; power--) {
                beyond += far[power];
                boolean cutOff = beyond > 0 && beyond <= MAX_SHARE * total;
                for (int below = 1; below <= EMPTY; below++) {
                    cutOff &= far[power - below] == 0;
                }
                if (cutOff && far[power] > 0) {
                    limit = Math.scalb(1.0, power);
                }
            }
            double inner = widestOther < limit ? widestOther : Math.scalb(limit, -EMPTY);
            outlying = new HashSet<>();
            codes.forEach((code, count) -> {
                if (count <= MAX_SHARE * total && distance(code) > EMPTY_FOR_A_CODE * inner) {
                    outlying.add(code);
                }
            });
        }

        boolean any() {
            return limit < Double.POSITIVE_INFINITY || !outlying.isEmpty();
        }

        boolean isOutlier(float value) {
            return range > 0 && (distance(value) >= limit || outlying.contains(value));
        }
    }
}
