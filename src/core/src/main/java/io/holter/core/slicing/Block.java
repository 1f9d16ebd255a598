// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import java.util.Arrays;

/**
 * Consecutive samples: those kept from before, then those that came.
 *
 * @param first number of the first sample in the series
 * @param kept float[… × channels]
 * @param came float[… × channels]
 * @param channels number of channels
 */
record Block(long first, float[] kept, float[] came, int channels) {

    Block {
        if (came.length % channels != 0) {
            throw new IllegalArgumentException(
                    "samples of " + channels + " channels come as a multiple of as many values, got " + came.length);
        }
    }

    /** The sample behind the last. */
    long end() {
        return first + (kept.length + came.length) / channels;
    }

    /** A copy of the samples from {@code from} to before {@code to}, all of which are in this block. */
    float[] copy(long from, long to) {
        int start = Math.toIntExact((from - first) * channels);
        int end = Math.toIntExact((to - first) * channels);
        if (start >= kept.length) {
            return Arrays.copyOfRange(came, start - kept.length, end - kept.length);
        }
        float[] copy = new float[end - start];
        int ofKept = Math.min(end, kept.length) - start;
        System.arraycopy(kept, start, copy, 0, ofKept);
        System.arraycopy(came, 0, copy, ofKept, copy.length - ofKept);
        return copy;
    }
}
