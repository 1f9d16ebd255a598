package io.holter.trainer.data;

/**
 * How the rows of a data file are to be read: one window a row, its values time-major, perhaps with a label.
 *
 * @param label where the label stands
 * @param normal label of normal windows, every other label being an anomaly; held against a row's label as a number
 *     where both are numbers ({@code 1}, {@code 1.0} and {@code 1.0000000e+00} are equal), else as text; null if and only
 *     if there are no labels
 * @param channels number of channels, 1 or more
 */
public record RowFormat(LabelColumn label, String normal, int channels) {

    public RowFormat {
        if ((label == LabelColumn.NONE) != (normal == null)) {
            throw new IllegalArgumentException(
                    label == LabelColumn.NONE
                            ? "without labels there is no label of normal windows"
                            : "with labels, the label of normal windows must be given");
        }
        if (channels < 1) {
            throw new IllegalArgumentException("a window needs at least one channel, got " + channels);
        }
    }

    /** Rows of one channel without labels. */
    public static RowFormat unlabelled() {
        return new RowFormat(LabelColumn.NONE, null, 1);
    }

    /** Whether a row with this label is normal. */
    boolean isNormal(String found) {
        if (found.equals(normal)) {
            return true;
        }
        try {
            return Double.parseDouble(found) == Double.parseDouble(normal);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
