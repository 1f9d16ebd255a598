// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of text under a header, in columns as wide as what they hold: the first to the left, the others to the right.
 */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean lastIsText;

    private Table(boolean lastIsText, List<String> header) {
        this.lastIsText = lastIsText;
        rows.add(header);
    }

    /** A table whose columns but the first hold figures. */
    static Table of(String... header) {
        return new Table(false, List.of(header));
    }

    /** A table whose first and last columns hold text. */
    static Table withRemarks(String... header) {
        return new Table(true, List.of(header));
    }

    /** Appends a row of as many cells as the header has. */
    void row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    rows.get(0).size() + " cells a row, as in the header, got " + cells.size());
        }
        rows.add(List.copyOf(cells));
    }

    /** Four digits behind the point; a dash where there is nothing to say, as without anomalies. */
    static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** A rate per thousand with one digit behind the point; a dash where there is nothing to say. */
    static String perThousand(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    /** The lines of the table, each ended. */
    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                boolean left = c == 0 || lastIsText && c == columns - 1;
                String space = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? "" : GAP)
                        .append(left ? "" : space)
                        .append(row.get(c))
                        .append(left ? space : "");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
