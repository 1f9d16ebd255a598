// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import io.holter.core.Count;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;
import io.holter.data.LabelPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which field of a row is what.
 *
 * @param values fields with values, in the order of the channels; from 0, as all of these
 * @param label the field with the label; -1 without one
 * @param time the field with the time; -1 without one
 */
record RowColumns(int[] values, int label, int time) {

    private static final int NONE = -1;

    /**
     * Finds the columns that a format names.
     *
     * @param place the first row
     * @param row its fields, which are the names of the columns if the format has a header
     * @throws WrongArtefactException if there is no such column, or no column of values
     */
    static RowColumns of(String place, List<String> row, DataFormat format) {
        DataFormat.Columns columns = format.columns();
        Finder finder = new Finder(place, row, columns.header());
        boolean[] taken = new boolean[row.size()];
        for (int i = 0; i < Math.min(columns.leading(), taken.length); i++) {
            taken[i] = true;
        }
        columns.skipped().forEach(name -> taken[finder.find(name, DataFeature.COLUMNS)] = true);
        int time = columns.time() == null ? NONE : finder.find(columns.time(), DataFeature.TIMES);
        int label = label(format, finder, taken, time);
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < taken.length && format.signals().isEmpty(); i++) {
            if (!taken[i] && i != time && i != label) {
                values.add(i);
            }
        }
        requireSeries(place, format);
        format.signals().forEach(name -> values.add(finder.find(name, DataFeature.SIGNALS)));
        requireValues(place, format, row.size(), values);
        requireApart(place, row, values, label, time);
        return new RowColumns(values.stream().mapToInt(Integer::intValue).toArray(), label, time);
    }

    /** The first and the last column are those of the ones that are neither passed over nor hold the time. */
    private static int label(DataFormat format, Finder finder, boolean[] taken, int time) {
        IntStream left = IntStream.range(0, taken.length).filter(i -> !taken[i] && i != time);
        return switch (format.labels().place()) {
            case FIRST -> left.min().orElse(NONE);
            case LAST -> left.max().orElse(NONE);
            case COLUMN -> finder.find(format.labels().name(), DataFeature.COLUMN_LABELS);
            default -> NONE;
        };
    }

    /** A column is a signal only where a row is a sample. */
    private static void requireSeries(String place, DataFormat format) {
        if (!format.signals().isEmpty() && format.slicing() == null) {
            throw new DataFormatException(
                    place,
                    "a series of samples, a column of which is a signal",
                    "rows that are windows",
                    DataFeature.SLICING);
        }
    }

    private static void requireValues(String place, DataFormat format, int fields, List<Integer> values) {
        int leading = format.columns().leading();
        if (values.isEmpty() || leading >= fields) {
            LabelPlace labels = format.labels().place();
            boolean labelled = labels == LabelPlace.FIRST || labels == LabelPlace.LAST || labels == LabelPlace.COLUMN;
            throw new WrongArtefactException(
                    place + ":" + (fields + 1),
                    (leading == 0 ? "" : Count.of(leading, "column") + " to skip, ")
                            + (labelled ? "a label and values" : "values"),
                    fields == 1 ? "one field" : fields + " fields");
        }
    }

    private static void requireApart(String place, List<String> row, List<Integer> values, int label, int time) {
        Set<Integer> seen = new HashSet<>();
        if (time != NONE) {
            seen.add(time);
        }
        for (int field : label == NONE
                ? values
                : Stream.concat(Stream.of(label), values.stream()).toList()) {
            if (!seen.add(field)) {
                throw new WrongArtefactException(
                        place + ":" + (field + 1),
                        "a column that is one signal, or the label, or the time",
                        Numbers.describe(row.get(field)) + " as two of them");
            }
        }
    }

    /** Finds columns by their names, or their numbers from 1. */
    private record Finder(String place, List<String> row, boolean header) {

        int find(String name, DataFeature asked) {
            String wanted = name.strip();
            List<Integer> named = new ArrayList<>();
            for (int i = 0; header && i < row.size(); i++) {
                if (row.get(i).strip().equals(wanted)) {
                    named.add(i);
                }
            }
            if (named.size() == 1) {
                return named.get(0);
            }
            if (named.isEmpty() && wanted.matches("[0-9]{1,7}")) {
                int number = Integer.parseInt(wanted);
                if (number >= 1 && number <= row.size()) {
                    return number - 1;
                }
            }
            if (!header && !wanted.matches("[0-9]+")) {
                throw new DataFormatException(
                        place,
                        "a row with the names of the columns, one of them " + wanted,
                        "none",
                        DataFeature.COLUMNS);
            }
            String found = header
                    ? String.join(", ", row.stream().map(String::strip).toList())
                    : Count.of(row.size(), "column");
            throw named.isEmpty()
                    ? new DataFormatException(place, "a column " + wanted, found, asked)
                    : new DataFormatException(place, "one column " + wanted, named.size() + " of them", asked);
        }
    }
}
