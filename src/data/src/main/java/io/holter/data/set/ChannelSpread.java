// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import java.util.Arrays;
import java.util.Locale;

/**
 * Whether there is anything in a channel to learn from.
 *
 * @param name of the channel
 * @param least its least value
 * @param greatest its greatest value
 */
public record ChannelSpread(String name, float least, float greatest) {

    /** Steps of single precision that a signal has to span, lest rounding be what is learned. */
    public static final int MIN_STEPS = 16;

    /**
     * All channels of some windows.
     *
     * @param windows at least one
     */
    public static ChannelSpread[] of(WindowSet windows) {
        int channels = windows.shape().channels();
        float[] least = new float[channels];
        float[] greatest = new float[channels];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
        float[] window = new float[windows.shape().size()];
        for (int w = 0; w < windows.size(); w++) {
            windows.copy(w, window, 0);
            for (int i = 0; i < window.length; ) {
                for (int c = 0; c < channels; c++, i++) {
                    least[c] = Math.min(least[c], window[i]);
                    greatest[c] = Math.max(greatest[c], window[i]);
                }
            }
        }
        ChannelSpread[] all = new ChannelSpread[channels];
        for (int c = 0; c < channels; c++) {
            String name = windows.signal().channels(channels).get(c).getName();
            all[c] = new ChannelSpread(name, least[c], greatest[c]);
        }
        return all;
    }

    /**
     * How many windows are one and the same, if those are most.
     *
     * @param windows at least one
     * @return at most half as many as there are where no window is that of most
     */
    public static int countEqual(WindowSet windows) {
        float[] candidate = windows.window(0);
        float[] window = candidate.clone();
        int lead = 0;
        // Boyer and Moore's vote: whichever is that of most is the candidate in the end.
        for (int w = 0; w < windows.size(); w++) {
            windows.copy(w, window, 0);
            if (lead == 0) {
                System.arraycopy(window, 0, candidate, 0, window.length);
            }
            lead += Arrays.equals(candidate, window) ? 1 : -1;
        }
        int equal = 0;
        for (int w = 0; w < windows.size(); w++) {
            windows.copy(w, window, 0);
            equal += Arrays.equals(candidate, window) ? 1 : 0;
        }
        return equal;
    }

    /** How many windows there are in which no channel changes, whatever its level. */
    public static int countFlat(WindowSet windows) {
        int channels = windows.shape().channels();
        float[] window = new float[windows.shape().size()];
        int flat = 0;
        for (int w = 0; w < windows.size(); w++) {
            windows.copy(w, window, 0);
            int i = channels;
            while (i < window.length && window[i] == window[i - channels]) {
                i++;
            }
            flat += i >= window.length ? 1 : 0;
        }
        return flat;
    }

    /** Whether it never changes, or by fewer than {@value #MIN_STEPS} steps of single precision at its magnitude. */
    public boolean isConstant() {
        return (double) greatest - least < MIN_STEPS * step();
    }

    /** The distance of neighbouring values in single precision at the channel's magnitude; TensorFlow has no subnormals. */
    private double step() {
        return Math.max(Float.MIN_NORMAL, Math.ulp(Math.max(Math.abs(least), Math.abs(greatest))));
    }

    /** Its values in words: all equal, or how little of them single precision keeps. */
    public String describe() {
        String values = least == greatest
                ? "every value is " + plain(least)
                : "values lie from " + plain(least) + " to " + plain(greatest);
        boolean coarse = step() > 1e-3;
        return "channel " + name + " is constant: " + values
                + (coarse ? ", in single precision, whose steps there are " + plain((float) step()) : "");
    }

    private static String plain(float value) {
        return value == (long) value && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.9g", value).replaceFirst("(\\.\\d*?)0+($|e)", "$1$2");
    }
}
