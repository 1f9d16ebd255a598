// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

/** Where the label of a window, or of a sample of a series, is to be found. */
public enum LabelPlace {
    /** In the first field of a row, as in the files of the UCR archive. */
    FIRST,
    /** In the last field of a row. */
    LAST,
    /** In a field of a row, by the name of its column, or its number. */
    COLUMN,
    /** The name of the folder that the file is in. */
    FOLDER,
    /** In a file of its own, one label for each window, or for each sample of a series. */
    FILE,
    /** In a tag of a window, by its name. */
    TAG,
    /**
     * Where this kind of data has its labels, such as the class label of a UCR {@code .ts} file, or the annotated beats
     * of a WFDB record.
     */
    OWN,
    /** Nowhere: every window counts as normal. */
    NONE
}
