// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.WindowShape;
import io.holter.schemas.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a {@link DataReader} finds in a source, one piece after another: windows, or the samples of one series after the
 * other between {@link SeriesStart} and {@link SeriesEnd}. Arrays are the reader's again when the next piece is asked
 * for.
 *
 * <p>A place says where in the source something stands ({@code name:line}, {@code name: window 17}); it is only asked
 * for when something is wrong.
 */
public sealed interface Piece {

    /** The pieces of a source, held open until it is closed. For one thread. */
    interface Pieces extends Closeable {

        /**
         * The next piece; null after the last.
         *
         * @throws io.holter.core.WrongArtefactException if the source is not whole and well formed
         */
        Piece next() throws IOException;
    }

    /**
     * The label of a window or a sample as the source has it.
     *
     * @param place where it stands, or what lacks one
     * @param text null where there is none, or none is wanted
     * @param known whether it means an anomaly, where the reader knows that already; else null
     */
    record Label(Supplier<String> place, String text, Boolean known) {

        /** A label whose meaning depends on which labels are normal. */
        public Label(Supplier<String> place, String text) {
            this(place, text, null);
        }
    }

    /**
     * What is known of all windows of a source beyond their values: before the first of them.
     *
     * @param channels names and units, in their order; empty where unknown
     * @param sampleRate samples per second and channel, Hz; 0 where unknown
     * @param height rows of an image; 0 for windows of time
     */
    record Description(Supplier<String> place, List<Channel> channels, float sampleRate, int height) implements Piece {}

    /**
     * A window.
     *
     * @param values float[length × channels], time-major, raw units
     * @param recorded what the source says of its series and its time
     */
    record Window(Supplier<String> place, WindowShape shape, float[] values, Label label, Recorded recorded)
            implements Piece {

        /** A window of which the source says neither. */
        public Window(Supplier<String> place, WindowShape shape, float[] values, Label label) {
            this(place, shape, values, label, Recorded.NOTHING);
        }
    }

    /**
     * The start of a series.
     *
     * @param place the source, or which of its series
     * @param name for reports
     * @param channels channels of a sample
     * @param beats where windows are cut around beats: those whose windows lie in the series, in their order; else
     *     empty
     * @param source what the source says of the series
     */
    record SeriesStart(Supplier<String> place, String name, int channels, List<Beat> beats, SeriesSource source)
            implements Piece {

        /** A series of which the source says nothing. */
        public SeriesStart(Supplier<String> place, String name, int channels, List<Beat> beats) {
            this(place, name, channels, beats, new SeriesSource(null, sample -> null));
        }
    }

    /**
     * What a source says of a series.
     *
     * @param name of what was measured; null where it does not say
     */
    record SeriesSource(String name, Clock clock) {}

    /** When the samples of a series were taken. */
    interface Clock {

        /**
         * The time of a sample; null where the source does not say.
         *
         * @param sample its number from 0; never less than before, nor more than that of the last that was given out
         */
        Instant at(int sample);
    }

    /**
     * A beat of a series.
     *
     * @param sample counted from the first of the series
     * @param label null where its window is an anomaly by its samples
     */
    record Beat(int sample, Label label) {}

    /**
     * The next sample of the series.
     *
     * @param values float[channels], raw units
     */
    record Sample(float[] values, Label label) implements Piece {}

    /** A sample that belongs to no series, but has a label of its own in a file of labels. */
    record SkippedSample(Label label) implements Piece {}

    /** The end of the series. */
    record SeriesEnd() implements Piece {}

    /** A label that stands neither at a window nor at a sample, such as that of a beat. */
    record Mark(Label label) implements Piece {}

    /**
     * What people should know of a source though nothing is wrong with it.
     *
     * @param text a line that says where
     */
    record Remark(String text) implements Piece {}

    /**
     * A record that holds no window, which is passed over unless there is no window at all.
     *
     * @param why reads {@code expected …, found …}
     */
    record Unusable(Supplier<String> place, String why) implements Piece {}
}
