// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How data is to be read, as far as it does not say so itself.
 *
 * @param labels which windows are normal
 * @param layout what windows consist of
 * @param cut how series are cut into windows
 * @param columns what rows of CSV and TSV files hold besides values and labels
 * @param images the size that images are scaled to; null to take them as they are
 */
public record DataFormat(Labels labels, Channels layout, Cut cut, Columns columns, ImageSize images) {

    /**
     * How series are cut into windows.
     *
     * @param slicing every so many samples; null where they are not, or the data consists of windows
     * @param beats around annotated beats; null where they are not
     * @param annotator whose annotations mark the beats, the extension of their file; null for the usual one
     */
    public record Cut(Slicing slicing, BeatWindow beats, String annotator) {
        /** Not at all. */
        public static final Cut NONE = new Cut(null, null, null);

        private static final Pattern ANNOTATOR = Pattern.compile("[\\w-]+");

        public Cut {
            if (slicing != null && beats != null) {
                throw new IllegalArgumentException("windows are cut every so many samples or around beats, not both");
            }
            if (annotator != null && !ANNOTATOR.matcher(annotator).matches()) {
                throw new IllegalArgumentException(
                        "an annotator is the extension of a file, such as atr, got " + annotator);
            }
        }
    }

    /**
     * What windows consist of.
     *
     * @param number number of channels, 1 or more; 0 for as many as the data says, and rows of windows then have 1
     * @param signals names of the signals that become channels, in this order; empty for all, as they stand in the data
     * @param axes which axis of an array is which; null where {@code number} decides
     */
    public record Channels(int number, List<String> signals, Axes axes) {
        /** As the data has them. */
        public static final Channels ALL = new Channels(0, List.of(), null);

        public Channels {
            if (number < 0) {
                throw new IllegalArgumentException("a window needs at least one channel, got " + number);
            }
            signals = List.copyOf(signals);
            Set<String> named = new HashSet<>();
            for (String signal : signals) {
                if (signal.isBlank()) {
                    throw new IllegalArgumentException("the name of a signal is not blank");
                }
                if (!named.add(signal)) {
                    throw new IllegalArgumentException("each signal is named once, got " + signal + " twice");
                }
            }
        }
    }

    /** The order of the two axes of a window in an array. */
    public enum Axes {
        /** A row for each sample, as Keras and scikit-learn have it. */
        SAMPLES_CHANNELS,
        /** A row for each channel, as PyTorch has it. */
        CHANNELS_SAMPLES
    }

    /**
     * What rows of CSV and TSV files hold besides values and labels.
     *
     * @param header whether the first row of each file names the columns
     * @param leading how many columns, from the left, are passed over
     * @param skipped names of other columns that are passed over, or their numbers from 1
     * @param time name or number of the column with the time of a sample; null without one
     */
    public record Columns(boolean header, int leading, List<String> skipped, String time) {
        /** Nothing. */
        public static final Columns VALUES_ONLY = new Columns(false, 0);

        public Columns {
            skipped = List.copyOf(skipped);
            if (leading < 0) {
                throw new IllegalArgumentException("columns to pass over are 0 or more, got " + leading);
            }
            for (String column : skipped) {
                if (column.isBlank() || column.matches("-[0-9]+")) {
                    throw new IllegalArgumentException(
                            "columns to pass over are names, or numbers from 1, got '" + column + "'");
                }
            }
        }

        /** Columns on the left that are passed over, and no others. */
        public Columns(boolean header, int leading) {
            this(header, leading, List.of(), null);
        }
    }

    /** Height and width of an image in pixels, 1 or more. */
    public record ImageSize(int height, int width) {

        public ImageSize {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException("an image is 1 pixel or more, got " + height + "x" + width);
            }
        }
    }

    public DataFormat {
        if (columns.time() != null && cut.slicing() == null) {
            throw new IllegalArgumentException("times part series that are cut into windows, and here none is");
        }
    }

    /** Number of channels, 1 or more; 0 for as many as the data says. */
    public int channels() {
        return layout.number();
    }

    /** Names of the signals that become channels, in this order; empty for all. */
    public List<String> signals() {
        return layout.signals();
    }

    /** Windows are cut every so many samples; null where they are not. */
    public Slicing slicing() {
        return cut.slicing();
    }

    /** Windows are cut around annotated beats; null where they are not. */
    public BeatWindow beats() {
        return cut.beats();
    }

    /** What only some kinds of data have, and this asks for. */
    EnumSet<DataFeature> features() {
        EnumSet<DataFeature> features = EnumSet.noneOf(DataFeature.class);
        switch (labels.place()) {
            case FIRST, LAST, COLUMN -> features.add(DataFeature.COLUMN_LABELS);
            case TAG -> features.add(DataFeature.TAG_LABELS);
            case OWN -> features.add(DataFeature.OWN_LABELS);
            default -> {}
        }
        if (columns.header() || columns.leading() > 0 || !columns.skipped().isEmpty()) {
            features.add(DataFeature.COLUMNS);
        }
        if (columns.time() != null) {
            features.add(DataFeature.TIMES);
        }
        if (layout.axes() != null) {
            features.add(DataFeature.AXES);
        }
        if (images != null) {
            features.add(DataFeature.IMAGE_SIZE);
        }
        if (!signals().isEmpty()) {
            features.add(DataFeature.SIGNALS);
        }
        if (beats() != null) {
            features.add(DataFeature.BEATS);
        }
        if (cut.annotator() != null) {
            features.add(DataFeature.ANNOTATOR);
        }
        return features;
    }

    /** Windows without labels. */
    public static DataFormat unlabelled() {
        return of(Labels.NONE);
    }

    /** Windows with one label that is normal. */
    public static DataFormat labelled(LabelPlace place, String normal) {
        return of(new Labels(place, List.of(normal), List.of()));
    }

    /** Windows, with labels or without. */
    public static DataFormat of(Labels labels) {
        return new DataFormat(labels, Channels.ALL, Cut.NONE, Columns.VALUES_ONLY, null);
    }

    /** The same, with other labels. */
    public DataFormat withLabels(Labels other) {
        return new DataFormat(other, layout, cut, columns, images);
    }

    /** The same, with so many channels. */
    public DataFormat withChannels(int number) {
        return withLayout(new Channels(number, signals(), layout.axes()));
    }

    /** The same, of these signals. */
    public DataFormat withSignals(String... names) {
        return withLayout(new Channels(channels(), List.of(names), layout.axes()));
    }

    /** The same, cut from series. */
    public DataFormat withSlicing(Slicing every) {
        return withCut(new Cut(every, cut.beats(), cut.annotator()));
    }

    /** The same, with such rows. */
    public DataFormat withColumns(Columns besides) {
        return new DataFormat(labels, layout, cut, besides, images);
    }

    /** The same, with images scaled to a size. */
    public DataFormat withImages(ImageSize size) {
        return new DataFormat(labels, layout, cut, columns, size);
    }

    /** The same, cut around beats. */
    public DataFormat withBeats(BeatWindow around) {
        return withCut(new Cut(cut.slicing(), around, cut.annotator()));
    }

    /** The same, with the beats of another annotator. */
    public DataFormat withAnnotator(String extension) {
        return withCut(new Cut(cut.slicing(), cut.beats(), extension));
    }

    /** The same, with the axes of arrays in this order. */
    public DataFormat withAxes(Axes axes) {
        return withLayout(new Channels(channels(), signals(), axes));
    }

    private DataFormat withLayout(Channels other) {
        return new DataFormat(labels, other, cut, columns, images);
    }

    private DataFormat withCut(Cut other) {
        return new DataFormat(labels, layout, other, columns, images);
    }
}
