package io.holter.trainer.data;

/** Where a row of a data file carries its label. */
public enum LabelColumn {
    /** In the first field, as in the files of the UCR archive. */
    FIRST,
    /** In the last field. */
    LAST,
    /** Nowhere: every window counts as normal. */
    NONE
}
