// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import java.io.Serializable;

/**
 * The geometry of a window: {@code length} samples of each of {@code channels} channels. Values of a window are a
 * <em>float[length × channels], time-major</em>: sample t of channel c stands at {@code t * channels + c}.
 *
 * @param length samples per channel, 1 or more
 * @param channels number of channels, 1 or more
 */
public record WindowShape(int length, int channels) implements Serializable {

    public WindowShape {
        if (length < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "a window needs at least one sample and one channel, got " + length + " × " + channels);
        }
        Math.multiplyExact(length, channels);
    }

    /** Number of values in a window: length × channels. */
    public int size() {
        return length * channels;
    }

    /** In words, such as {@code 140 samples × 1 channel}. */
    public String describe() {
        return Count.of(length, "sample") + " × " + Count.of(channels, "channel");
    }
}
