// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import io.holter.core.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Values that no sensor means, so far from all others of their channel that they would decide the scale of a model:
 * codes such as 65535 or −9999 for "no reading", and what a broken line makes of a number.
 */
public final class AbsurdReadings {

    /** Readings that are named one by one. */
    private static final int MAX_NAMED = 3;

    /** Values that quantiles are taken of. */
    private static final int MAX_SAMPLED = 1 << 22;

    private static final int MIN_VALUES = 20;
    private static final int TAIL = 10;

    private final WindowSet windows;
    private final double[] least;
    private final double[] greatest;
    private final BitSet hit = new BitSet();
    private final List<String> named = new ArrayList<>();
    private long count;
    private int series = -1;
    private long counted;

    private AbsurdReadings(WindowSet windows, double[] least, double[] greatest) {
        this.windows = windows;
        this.least = least;
        this.greatest = greatest;
    }

    /**
     * Looks for them, channel by channel, as {@link ChannelTail} tells. Reads the windows twice where nothing is absurd.
     *
     * @param windows any number of windows
     */
    public static AbsurdReadings in(WindowSet windows) {
        int channels = windows.shape().channels();
        double[] greatest = limits(windows, 1);
        double[] least = limits(windows, -1);
        AbsurdReadings found = new AbsurdReadings(windows, least, greatest);
        for (int c = 0; c < channels; c++) {
            if (greatest[c] < Double.POSITIVE_INFINITY || least[c] < Double.POSITIVE_INFINITY) {
                found.search();
                return found;
            }
        }
        return found;
    }

    /** For each channel the least value, times a sign, that is absurd. */
    private static double[] limits(WindowSet windows, int sign) {
        int channels = windows.shape().channels();
        double[] limits = new double[channels];
        Arrays.fill(limits, Double.POSITIVE_INFINITY);
        ChannelTail[] tails = new ChannelTail[channels];
        double[] extremes = extremes(windows, sign);
        boolean suspect = false;
        float[][] samples = samples(windows, sign);
        for (int c = 0; c < channels; c++) {
            float[] sorted = withoutCodes(samples[c]);
            int n = sorted.length;
            if (n >= MIN_VALUES) {
                int low = n / TAIL;
                int high = n - 1 - low;
                ChannelTail tail = new ChannelTail(sorted[low], sorted[high], distinct(sorted, low, high));
                tails[c] = tail.isSuspect(extremes[c]) ? tail : null;
                suspect |= tails[c] != null;
            }
        }
        if (suspect) {
            fill(tails, windows, sign);
            for (int c = 0; c < channels; c++) {
                limits[c] = tails[c] == null ? Double.POSITIVE_INFINITY : tails[c].limit();
            }
        }
        return limits;
    }

    /**
     * Values without the codes at both ends, which may be most of them; as they are unless the others measure something:
     * a switch may well have the values 0 and 999.
     */
    private static float[] withoutCodes(float[] sorted) {
        int from = 0;
        int to = sorted.length;
        while (from < to && ChannelTail.isCode(sorted[from])) {
            from++;
        }
        while (from < to && ChannelTail.isCode(sorted[to - 1])) {
            to--;
        }
        boolean measured = to - from >= MIN_VALUES && distinct(sorted, from, to - 1);
        return measured ? Arrays.copyOfRange(sorted, from, to) : sorted;
    }

    private static double[] extremes(WindowSet windows, int sign) {
        int channels = windows.shape().channels();
        double[] extremes = new double[channels];
        Arrays.fill(extremes, Double.NEGATIVE_INFINITY);
        float[] window = new float[windows.shape().size()];
        for (int w = 0; w < windows.size(); w++) {
            windows.copy(w, window, 0);
            for (int i = 0; i < window.length; ) {
                for (int c = 0; c < channels; c++, i++) {
                    extremes[c] = Math.max(extremes[c], sign * window[i]);
                }
            }
        }
        return extremes;
    }

    private static void fill(ChannelTail[] tails, WindowSet windows, int sign) {
        float[] window = new float[windows.shape().size()];
        for (int w = 0; w < windows.size(); w++) {
            windows.copy(w, window, 0);
            for (int c = 0; c < tails.length; c++) {
                for (int i = c; tails[c] != null && i < window.length; i += tails.length) {
                    tails[c].add(sign * window[i]);
                }
            }
        }
    }

    /** Values of each channel times a sign, sorted: all of them, or those of every so manieth window. */
    private static float[][] samples(WindowSet windows, int sign) {
        int length = windows.shape().length();
        int size = windows.shape().size();
        int every = (int) Math.max(1, Math.ceil((double) windows.size() * size / MAX_SAMPLED));
        int taken = (windows.size() + every - 1) / every;
        float[][] samples = new float[windows.shape().channels()][taken * length];
        float[] window = new float[size];
        for (int w = 0; w < taken; w++) {
            windows.copy(w * every, window, 0);
            for (int i = 0; i < size; i++) {
                samples[i % samples.length][w * length + i / samples.length] = sign * window[i];
            }
        }
        for (float[] channel : samples) {
            Arrays.sort(channel);
        }
        return samples;
    }

    private static boolean distinct(float[] sorted, int from, int to) {
        int different = 1;
        for (int i = from + 1; i <= to && different < ChannelTail.MIN_DISTINCT; i++) {
            different += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return different >= ChannelTail.MIN_DISTINCT;
    }

    private void search() {
        int channels = windows.shape().channels();
        float[] window = new float[windows.shape().size()];
        for (int w = 0; w < windows.size(); w++) {
            windows.copy(w, window, 0);
            for (int i = 0; i < window.length; i++) {
                if (window[i] >= greatest[i % channels] || -window[i] >= least[i % channels]) {
                    hit.set(w);
                    count(w, i, window[i]);
                }
            }
        }
    }

    /** Counts a reading once, also where windows overlap: those of a series come in the order of their starts. */
    private void count(int window, int index, float value) {
        int channels = windows.shape().channels();
        if (!windows.series().isEmpty()) {
            long at = ((long) windows.startOf(window) * channels) + index;
            if (series == windows.seriesOf(window) && at <= counted) {
                return;
            }
            series = windows.seriesOf(window);
            counted = at;
        }
        if (count++ < MAX_NAMED) {
            String channel =
                    windows.signal().channels(channels).get(index % channels).getName();
            named.add(number(value) + " at " + windows.place(window, index / channels) + ", channel " + channel);
        }
    }

    private static String number(float value) {
        return value == (long) value && Math.abs(value) < 1e9 ? Long.toString((long) value) : Float.toString(value);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** The windows without any, in their order. */
    public WindowSet without() {
        return isEmpty() ? windows : windows.where(i -> !hit.get(i));
    }

    /** Whether window i has one. */
    public boolean isIn(int i) {
        return hit.get(i);
    }

    /** How many there are, in how many windows, and where the first of them stand: one line without an end. */
    public String describe() {
        return Count.of(count, "reading") + " far beyond all others of the channel, in "
                + hit.cardinality() + " of " + Count.of(windows.size(), "window") + ": " + String.join("; ", named)
                + (count > named.size() ? "; …" : "");
    }
}
