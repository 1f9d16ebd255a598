// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.core.file.WholeFile;
import io.holter.data.set.WindowSet;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The score of every window as CSV, one row a window in their order: its number, its series (or the file that it was read
 * from), its first sample there (empty where it was not cut from a series), 1 for an anomaly by its label, score.
 */
final class ScoreTable {

    private static final String HEAD = "window,series,sample,anomaly,score\n";

    private ScoreTable() {}

    /**
     * Writes it, and replaces a file that is there.
     *
     * @param scores one of each window
     */
    static void write(Path file, WindowSet windows, double[] scores) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < scores.length; i++) {
            text.append(i)
                    .append(',')
                    .append(quoted(windows.seriesName(i)))
                    .append(',')
                    .append(windows.series().isEmpty() ? "" : windows.startOf(i))
                    .append(',')
                    .append(windows.isAnomaly(i) ? 1 : 0)
                    .append(',')
                    .append(scores[i])
                    .append('\n');
        }
        WholeFile.write(file, text.toString());
    }

    /** As RFC 4180 wants it. */
    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
