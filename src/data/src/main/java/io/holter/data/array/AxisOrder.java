// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import io.holter.core.Count;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;

/** Which of two axes of an array counts samples, and which channels: nothing in the file says so. */
final class AxisOrder {

    private AxisOrder() {}

    /**
     * The order that the format names, or in which its number of channels fits; without either, samples before channels
     * where there are more samples than channels.
     *
     * @param first the first of the two axes
     * @throws DataFormatException if that does not settle it
     */
    static DataFormat.Axes of(ArrayHeader header, int first, DataFormat format) {
        if (format.layout().axes() != null) {
            return format.layout().axes();
        }
        long a = header.size(first);
        long b = header.size(first + 1);
        int channels = format.channels();
        if (channels == 0 ? a <= b : a == channels && b == channels) {
            throw new DataFormatException(
                    header.file(),
                    "to be told which axis counts samples and which channels",
                    header.toString(),
                    channels == 0
                            ? new DataFeature[] {DataFeature.CHANNELS, DataFeature.AXES}
                            : new DataFeature[] {DataFeature.AXES});
        }
        if (channels != 0 && a != channels && b != channels) {
            throw new WrongArtefactException(
                    header.file(), "an axis of " + Count.of(channels, "channel"), header.toString());
        }
        return channels != 0 && a == channels ? DataFormat.Axes.CHANNELS_SAMPLES : DataFormat.Axes.SAMPLES_CHANNELS;
    }
}
