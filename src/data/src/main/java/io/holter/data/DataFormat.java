// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import java.util.EnumSet;
import java.util.List;

/**
 * How data is to be read, as far as it does not say so itself.
 *
 * @param labels which windows are normal
 * @param channels number of channels, 1 or more; 0 for as many as the data says, and rows of windows then have 1
 * @param slicing how series are cut into windows; null for data that consists of windows
 * @param columns what rows of CSV and TSV files hold besides values and labels
 * @param images the size that images are scaled to; null to take them as they are
 * @param beats how windows are cut around annotated beats; null where they are not
 */
public record DataFormat(
        Labels labels, int channels, Slicing slicing, Columns columns, ImageSize images, BeatWindow beats) {

    /**
     * What rows of CSV and TSV files hold besides values and labels.
     *
     * @param header whether the first row of each file names the columns
     * @param skipped how many columns, from the left, are passed over
     */
    public record Columns(boolean header, int skipped) {
        /** Nothing. */
        public static final Columns VALUES_ONLY = new Columns(false, 0);

        public Columns {
            if (skipped < 0) {
                throw new IllegalArgumentException("columns to pass over are 0 or more, got " + skipped);
            }
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
        if (channels < 0) {
            throw new IllegalArgumentException("a window needs at least one channel, got " + channels);
        }
        if (slicing != null && beats != null) {
            throw new IllegalArgumentException("windows are cut every so many samples or around beats, not both");
        }
    }

    /** What only some kinds of data have, and this asks for. */
    EnumSet<DataFeature> features() {
        EnumSet<DataFeature> features = EnumSet.noneOf(DataFeature.class);
        switch (labels.place()) {
            case FIRST, LAST -> features.add(DataFeature.COLUMN_LABELS);
            case TAG -> features.add(DataFeature.TAG_LABELS);
            case OWN -> features.add(DataFeature.OWN_LABELS);
            default -> {}
        }
        if (!columns.equals(Columns.VALUES_ONLY)) {
            features.add(DataFeature.COLUMNS);
        }
        if (images != null) {
            features.add(DataFeature.IMAGE_SIZE);
        }
        if (beats != null) {
            features.add(DataFeature.BEATS);
        }
        return features;
    }

    /** Data without beats. */
    public DataFormat(Labels labels, int channels, Slicing slicing, Columns columns, ImageSize images) {
        this(labels, channels, slicing, columns, images, null);
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
        return new DataFormat(labels, 0, null, Columns.VALUES_ONLY, null);
    }

    /** The same, with other labels. */
    public DataFormat withLabels(Labels other) {
        return new DataFormat(other, channels, slicing, columns, images, beats);
    }

    /** The same, with so many channels. */
    public DataFormat withChannels(int number) {
        return new DataFormat(labels, number, slicing, columns, images, beats);
    }

    /** The same, cut from series. */
    public DataFormat withSlicing(Slicing cut) {
        return new DataFormat(labels, channels, cut, columns, images, beats);
    }

    /** The same, with such rows. */
    public DataFormat withColumns(Columns besides) {
        return new DataFormat(labels, channels, slicing, besides, images, beats);
    }

    /** The same, with images scaled to a size. */
    public DataFormat withImages(ImageSize size) {
        return new DataFormat(labels, channels, slicing, columns, size, beats);
    }

    /** The same, cut around beats. */
    public DataFormat withBeats(BeatWindow around) {
        return new DataFormat(labels, channels, slicing, columns, images, around);
    }
}
