// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

/** What a {@link DataFormat} can ask for beyond plain windows: only some kinds of data have it. */
public enum DataFeature {
    /** The label in a column of a row. */
    COLUMN_LABELS("rows of CSV or TSV, which have a label in a column"),
    /** The label in a tag of a window. */
    TAG_LABELS("windows in Avro, which have tags"),
    /** Labels where this kind of data has its own. */
    OWN_LABELS("data that has labels of its own"),
    /** A row with the names of the columns, and columns to pass over. */
    COLUMNS("rows of CSV or TSV, which have columns"),
    /** The number of channels. */
    CHANNELS("data that does not say how many channels it has"),
    /** Images scaled to a size. */
    IMAGE_SIZE("PNG or JPEG pictures, which have a size"),
    /** Windows cut from a series, every so many samples. */
    SLICING("a series of samples"),
    /** Windows cut around annotated beats. */
    BEATS("a WFDB record, which has annotated beats"),
    /** Signals by their names. */
    SIGNALS("a WFDB record or rows with a header, whose signals have names"),
    /** A column with times, at whose gaps a series is parted. */
    TIMES("rows of CSV or TSV, which have a column of times"),
    /** Which axis of an array is which. */
    AXES("an array, whose axes have an order"),
    /** Whose annotations mark the beats. */
    ANNOTATOR("a WFDB record, which has annotators");

    private final String where;

    DataFeature(String where) {
        this.where = where;
    }

    /** What kind of data has it. */
    String where() {
        return where;
    }
}
