// SPDX-License-Identifier: Apache-2.0
package io.holter.job.alert;

/**
 * Where a window deviates most from what the model expected.
 *
 * <p>In general the sample with the largest |observed − expected| of the channel with the largest error: raw units
 * compare within one channel only. Readings beyond the range of the network make it expect NaN or infinity, often at
 * every sample of every channel; then the observed values decide: the peak is the first sample, among those where
 * nothing finite was expected, whose |observed| is at least half the largest.
 *
 * @param sample sample of the channel, 0 to length − 1
 * @param channel channel of the window, 0 to channels − 1
 * @param isExplained whether a finite value was expected there
 */
record Peak(int sample, int channel, boolean isExplained) {

    private static final float OUT_OF_ALL_PROPORTION = 0.5f;

    /**
     * Finds it.
     *
     * @param observed the window, raw units, finite, float[length × channels], time-major
     * @param expected its reconstruction, same units and order
     * @param channelErrors error of each channel, float[channels]
     */
    static Peak of(float[] observed, float[] expected, float[] channelErrors) {
        int channels = channelErrors.length;
        float largest = -1;
        for (int i = 0; i < observed.length; i++) {
            if (!Float.isFinite(expected[i])) {
                largest = Math.max(largest, Math.abs(observed[i]));
            }
        }
        if (largest < 0) {
            int channel = largest(channelErrors);
            return new Peak(farthest(observed, expected, channel, channels), channel, true);
        }
        int at = 0;
        while (Float.isFinite(expected[at]) || Math.abs(observed[at]) < OUT_OF_ALL_PROPORTION * largest) {
            at++;
        }
        return new Peak(at / channels, at % channels, false);
    }

    private static int largest(float[] channelErrors) {
        int largest = 0;
        for (int c = 1; c < channelErrors.length; c++) {
            if (channelErrors[c] > channelErrors[largest]) {
                largest = c;
            }
        }
        return largest;
    }

    private static int farthest(float[] observed, float[] expected, int channel, int channels) {
        int farthest = 0;
        double largest = -1;
        for (int i = channel; i < observed.length; i += channels) {
            double deviation = Math.abs((double) observed[i] - expected[i]);
            if (deviation > largest) {
                largest = deviation;
                farthest = i / channels;
            }
        }
        return farthest;
    }
}
