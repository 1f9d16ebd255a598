// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.set.Signal;
import io.holter.schemas.Channel;
import java.util.List;
import java.util.function.Supplier;

/** The check that every window, and what its source says of it, agrees with the first one. */
final class Consistency {

    private final int channels;
    private Signal signal;
    private String describedAt;
    private WindowShape shape;
    private String firstWindow;

    /**
     * @param channels channels that windows must have; 0 for as many as the first has
     * @param sources names for the signal
     */
    Consistency(int channels, List<String> sources) {
        this.channels = channels;
        this.signal = Signal.from(sources);
    }

    /** What is known so far of all windows beyond their shape. */
    Signal signal() {
        return signal;
    }

    /** The shape of every window; null as long as there was none. */
    WindowShape shape() {
        return shape;
    }

    /** Makes sure that a description is the same as the first. */
    void require(Piece.Description found) {
        if (describedAt == null) {
            describedAt = found.place().get();
            signal = new Signal(signal.sources(), found.channels(), found.sampleRate(), found.height());
            return;
        }
        if (!signal.channels().equals(found.channels())) {
            throw new DataFormatException(
                    found.place().get(),
                    "channels " + names(signal.channels()) + " as in " + describedAt,
                    names(found.channels()),
                    DataFeature.SIGNALS);
        }
        requireSame(
                found.place(),
                "a sample rate in Hz of ",
                String.valueOf(signal.sampleRate()),
                String.valueOf(found.sampleRate()));
        requireSame(found.place(), "images with rows of pixels: ", signal.height() + "", found.height() + "");
    }

    private static String names(List<Channel> channels) {
        return String.join(
                ", ",
                channels.stream()
                        .map(c -> (c.getName() + " " + c.getUnit()).strip())
                        .toList());
    }

    private void requireSame(Supplier<String> place, String what, String first, String found) {
        if (!first.equals(found)) {
            throw new WrongArtefactException(place.get(), what + first + " as in " + describedAt, found);
        }
    }

    /** Makes sure that a shape is the same as the first. */
    void require(Supplier<String> place, WindowShape found) {
        if (found.equals(shape)) {
            return;
        }
        if (shape != null) {
            throw new WrongArtefactException(
                    place.get(),
                    WindowSize.describe(shape, signal.height()) + " as in " + firstWindow,
                    WindowSize.describe(found, signal.height()));
        }
        if (channels != 0 && channels != found.channels()) {
            throw new WrongArtefactException(
                    place.get(), Count.of(channels, "channel"), String.valueOf(found.channels()));
        }
        shape = found;
        firstWindow = place.get();
    }

    /**
     * Makes sure that values are finite.
     *
     * @param first number of the first sample
     */
    static void requireFinite(Supplier<String> place, float[] values, int channels, long first) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new WrongArtefactException(
                        place.get() + ", sample " + (first + i / channels) + ", channel " + i % channels,
                        "a finite number in single precision",
                        String.valueOf(values[i]));
            }
        }
    }
}
