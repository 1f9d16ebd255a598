// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

class HostileTextsTest extends HostileFiles {

    static Stream<Arguments> files() {
        String ts = "@problemName x\n@univariate true\n@classLabel false\n@data\n";
        return Stream.of(
                hostile(
                        "field.csv.gz",
                        Bombs.gzip("1,2,3\n", "1", MEBIBYTES),
                        PLAIN,
                        ":2:1: expected a row of fields, found "),
                hostile(
                        "quoted.csv.gz",
                        Bombs.gzip("1,2,\"", "x", MEBIBYTES),
                        PLAIN,
                        ":1:1: expected a row of fields, found "),
                hostile(
                        "row.csv.gz",
                        Bombs.gzip("", "12345678,", MEBIBYTES),
                        PLAIN,
                        ":1:1: expected a row of fields, found "),
                hostile(
                        "row2.csv.gz",
                        Bombs.gzip("", " ".repeat(60000) + "1,", MEBIBYTES),
                        PLAIN,
                        ":1:1: expected a row of f"),
                hostile(
                        "blank.csv.gz",
                        Bombs.gzip("1,2\n", "\n", MEBIBYTES),
                        PLAIN,
                        ": expected a gzip file that unpacks to"),
                hostile(
                        "digits.csv",
                        text("1,2\n1," + "9".repeat(10_000_000)),
                        PLAIN,
                        ":2:1: expected a row of fields"),
                hostile(
                        "name.ts.gz",
                        Bombs.gzip("@problemName ", "x", MEBIBYTES),
                        PLAIN,
                        ":1:1: expected at most 65536 char"),
                hostile(
                        "comments.ts.gz",
                        Bombs.gzip("", "# x\n", MEBIBYTES),
                        PLAIN,
                        ":262145: expected @data within 1048576"),
                hostile(
                        "blank.ts.gz",
                        Bombs.gzip(ts, "\n", MEBIBYTES),
                        PLAIN,
                        ": expected a gzip file that unpacks to"),
                hostile(
                        "value.ts.gz",
                        Bombs.gzip(ts, "1", MEBIBYTES),
                        PLAIN,
                        ":5:1: expected at most 65536 characters"),
                hostile(
                        "values.ts.gz",
                        Bombs.gzip(ts, "1,", MEBIBYTES),
                        PLAIN,
                        ":5:8388609: expected at most 4194304 values"),
                hostile("dimensions.ts.gz", Bombs.gzip(ts, "1:", MEBIBYTES), PLAIN, ":5:"),
                hostile(
                        "zeros",
                        new byte[10_000_000],
                        PLAIN,
                        ": byte 0: expected a text file, found 00, which no text"));
    }

    @Test
    void labelsThatNeverEnd() throws Exception {
        String rows = DataFiles.write(folder, "rows.csv", "1,2\n3,4\n");
        String line = DataFiles.write(folder, "line.txt.gz", Bombs.gzip("a\n", "x", MEBIBYTES));
        refused(labels(line), rows, line + ":2: expected at most 4096 characters, found more");
        String blank = DataFiles.write(folder, "blank.txt.gz", Bombs.gzip("a\na\n", "\n", MEBIBYTES));
        refused(
                labels(blank),
                rows,
                blank + ": expected a gzip file that unpacks to at most 500 times its size, found ");
        String last = DataFiles.write(folder, "last.csv", "1,2,a\n1,2," + "b".repeat(60_000) + "\n");
        refused(
                DataFormat.labelled(LabelPlace.LAST, "a"),
                last,
                last + ":2:3: expected a label of at most 200 characters");
    }

    private static DataFormat labels(String file) {
        return DataFormat.of(new Labels(LabelPlace.FILE, List.of("a"), List.of(file)));
    }
}
