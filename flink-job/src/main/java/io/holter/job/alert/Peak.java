// SPDX-License-Identifier: Apache-2.0
package io.holter.job.alert;

import io.holter.job.score.Evidence;

/**
 * Where a window deviates most from what the model expected.
 *
 * <p>With a finite score, the sample with the largest |observed − expected| of the channel with the largest error: raw
 * units compare within one channel only. Without one, a reading is beyond the range of the network, and what the network
 * expects says nothing, whether it is NaN or not: the peak is then the first sample whose |observed| is at least half the
 * largest of the window.
 *
 * @param sample sample of the channel, 0 to length − 1
 * @param channel channel of the window, 0 to channels − 1
 * @param isExplained whether what was expected there says anything
 */
record Peak(int sample, int channel, boolean isExplained) {

    private static final float OUT_OF_ALL_PROPORTION = 0.5f;

    /** Finds it in a window with this score. */
    static Peak of(Evidence evidence, double score) {
        float[] observed = evidence.observed();
        int channels = evidence.channelErrors().length;
        if (!Double.isFinite(score)) {
            int at = outOfAllProportion(observed);
            return new Peak(at / channels, at % channels, false);
        }
        int channel = largest(evidence.channelErrors());
        return new Peak(farthest(observed, evidence.expected(), channel, channels), channel, true);
    }

    private static int outOfAllProportion(float[] observed) {
        float largest = 0;
        for (float value : observed) {
            largest = Math.max(largest, Math.abs(value));
        }
        int at = 0;
        while (Math.abs(observed[at]) < OUT_OF_ALL_PROPORTION * largest) {
            at++;
        }
        return at;
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
