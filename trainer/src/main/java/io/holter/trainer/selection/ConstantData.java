// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import io.holter.core.WrongArtefactException;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The check that windows differ, without which there is neither a scale nor a threshold to learn. */
public final class ConstantData {

    /** Fewer steps of single precision in a channel's range are more rounding than signal. */
    private static final int STEPS = 64;

    private final WindowSet windows;
    private final float[] least;
    private final float[] greatest;

    private ConstantData(WindowSet windows) {
        this.windows = windows;
        this.least = new float[windows.shape().size()];
        this.greatest = new float[least.length];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
        float[] window = new float[least.length];
        for (int i = 0; i < windows.size(); i++) {
            windows.copy(i, window, 0);
            for (int j = 0; j < window.length; j++) {
                least[j] = Math.min(least[j], window[j]);
                greatest[j] = Math.max(greatest[j], window[j]);
            }
        }
    }

    /**
     * Refuses windows that are all equal.
     *
     * @param allowed whether equal windows are what is wanted
     * @param remarks takes a line on every channel that is constant, or of which single precision keeps little
     * @throws WrongArtefactException if all windows are equal, and that is not allowed
     */
    public static void refuse(WindowSet windows, boolean allowed, Consumer<String> remarks) {
        if (windows.size() > 1) {
            new ConstantData(windows).check(allowed, remarks);
        }
    }

    private void check(boolean allowed, Consumer<String> remarks) {
        String where = String.join(", ", windows.signal().sources());
        if (Arrays.equals(least, greatest)) {
            String found = windows.size() + " windows that are all equal" + precision(least[0]);
            if (!allowed) {
                throw new WrongArtefactException(where, "windows that differ, or --allow-constant", found);
            }
            remarks.accept(where + ": " + found + ": any other will be an anomaly");
            return;
        }
        List<String> constant = new ArrayList<>();
        int channels = windows.shape().channels();
        for (int c = 0; c < channels; c++) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int j = c; j < least.length; j += channels) {
                low = Math.min(low, least[j]);
                high = Math.max(high, greatest[j]);
            }
            Channel channel = windows.signal().channels(channels).get(c);
            if (low == high) {
                constant.add(channel.getName() + " (" + low + precision(low) + ")");
            } else if ((double) high - low < STEPS * (double) Math.ulp(Math.max(Math.abs(low), Math.abs(high)))) {
                remarks.accept(where + ": channel " + channel.getName() + " varies by "
                        + (float) ((double) high - low) + " around " + low
                        + ", of which single precision keeps less than " + STEPS
                        + " steps: subtract an offset before");
            }
        }
        if (!constant.isEmpty()) {
            remarks.accept(
                    where + ": constant: " + String.join(", ", constant) + "; any change there will be an anomaly");
        }
    }

    /** What may have been lost before the values came here. */
    private static String precision(float value) {
        return Math.ulp(value) >= 1
                ? ", in single precision, which has steps of " + (long) Math.ulp(value)
                        + " there: subtract an offset before"
                : "";
    }
}
