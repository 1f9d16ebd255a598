// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.Decimal;
import java.util.List;

/**
 * Which windows are normal: those whose label is one of a few; every other label is an anomaly.
 *
 * @param place where labels are found
 * @param normal labels of normal windows; held against a label as numbers where both are numbers ({@code 1},
 *     {@code 1.0} and {@code 1.0000000e+00} are equal), else as text; empty if and only if there are no labels
 * @param files the files of labels, one for each source of data in their order; empty unless the place is
 *     {@link LabelPlace#FILE}
 * @param name of the tag or the column that holds the label; null unless the place is {@link LabelPlace#TAG} or
 *     {@link LabelPlace#COLUMN}
 */
public record Labels(LabelPlace place, List<String> normal, List<String> files, String name) {

    /** No labels: every window counts as normal. */
    public static final Labels NONE = new Labels(LabelPlace.NONE, List.of(), List.of());

    public Labels {
        normal = List.copyOf(normal);
        files = List.copyOf(files);
        if ((place == LabelPlace.NONE) != normal.isEmpty()) {
            throw new IllegalArgumentException(
                    place == LabelPlace.NONE
                            ? "without labels there is no label of normal windows"
                            : "with labels, the label of normal windows must be given");
        }
        if ((place == LabelPlace.FILE) == files.isEmpty()) {
            throw new IllegalArgumentException("files of labels go with labels from files");
        }
        if ((place == LabelPlace.TAG || place == LabelPlace.COLUMN) == (name == null)) {
            throw new IllegalArgumentException("a name goes with labels from a tag or a column");
        }
    }

    /** Labels that are neither in a tag nor in a column with a name. */
    public Labels(LabelPlace place, List<String> normal, List<String> files) {
        this(place, normal, files, null);
    }

    /** Labels in a tag of this name. */
    public static Labels ofTag(String tag, List<String> normal) {
        return new Labels(LabelPlace.TAG, normal, List.of(), tag);
    }

    /** Labels in the column of this name. */
    public static Labels ofColumn(String column, List<String> normal) {
        return new Labels(LabelPlace.COLUMN, normal, List.of(), column);
    }

    /** Whether there are labels. */
    public boolean present() {
        return place != LabelPlace.NONE;
    }

    /** Whether a window with this label is normal. */
    public boolean isNormal(String found) {
        return normal.stream().anyMatch(label -> isSame(label, found));
    }

    private static boolean isSame(String label, String found) {
        if (found.equals(label)) {
            return true;
        }
        try {
            return Decimal.parse(found) == Decimal.parse(label);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return String.join(", ", normal);
    }
}
