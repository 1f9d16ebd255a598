// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.set.WindowSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UcrReaderTest {

    private static final DataFormat NORMAL_IS_A = DataFormat.labelled(LabelPlace.OWN, "a");

    private static final String HEADER =
            """
            # Two kinds of nothing.

            @problemName Nothing
            @timeStamps false
            @missing false
            @univariate true
            @equalLength true
            @seriesLength 3
            @classLabel true a b
            @data
            """;

    @TempDir
    private Path folder;

    @Test
    void readsCasesAndClasses() throws Exception {
        WindowSet windows = read(NORMAL_IS_A, "x.ts", HEADER + "1,2.5,-3e1:a\r\n\n 4, 5 ,6:b");
        assertThat(windows.shape()).isEqualTo(new WindowShape(3, 1));
        assertThat(windows.windows()).containsExactly(new float[] {1, 2.5f, -30}, new float[] {4, 5, 6});
        assertThat(windows.labels()).containsExactly(false, true);
    }

    @Test
    void dimensionsBecomeChannels() throws Exception {
        String header = "@problemName X\n@univariate false\n@dimensions 2\n@classLabel true a b\n@data\n";
        WindowSet windows = read(NORMAL_IS_A, "x.ts.gz", header + "1,2,3:10,20,30:a\n4,5,6:40,50,60:b\n");
        assertThat(windows.shape()).isEqualTo(new WindowShape(3, 2));
        assertThat(windows.windows())
                .containsExactly(new float[] {1, 10, 2, 20, 3, 30}, new float[] {4, 40, 5, 50, 6, 60});
    }

    @Test
    void knowsTheFormatByItsContentAndNeedsFewDirectives() throws Exception {
        WindowSet windows = read(DataFormat.unlabelled(), "misnamed", "@problemName X\n@data\n1,2:3,4\n5,6:7,8\n");
        assertThat(windows.windows()).containsExactly(new float[] {1, 3, 2, 4}, new float[] {5, 7, 6, 8});
        assertThat(windows.labelled()).isFalse();
    }

    @Test
    void classesAreNotLookedAtUnasked() throws Exception {
        assertThat(read(DataFormat.unlabelled(), "x.ts", HEADER + "1,2,3:b\n").anomalies())
                .isZero();
    }

    @Test
    void casesOfManyValuesAreReadWhole() throws Exception {
        StringBuilder text = new StringBuilder("@data\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i == 0 ? "" : ",").append(i);
        }
        float[] window = read(DataFormat.unlabelled(), "x.ts", text + "\n").window(0);
        assertThat(window).hasSize(5000);
        assertThat(window[4999]).isEqualTo(4999);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3:a\\n1,x,3:a      | :12:3: expected a number, found 'x'",
                "1,2,3:a\\n1,,3:a       | :12:3: expected a number, found an empty field",
                "1,?,3:a                | :11:3: expected a number, missing ones filled in before, found '?'",
                "1,NaN,3:a              | :11:3: expected a finite number in single precision, found 'NaN'",
                "1,1e39,3:a             | :11:3: expected a finite number in single precision, found '1e39'",
                "(0,1),(1,2),(2,3):a    | :11:1: expected a number without a time stamp, found '(0'",
                "1,2,3:a\\n1,2:a        | :12:3: expected 3 values in a dimension, as before (series of one length), found 2",
                "1,2,3,4:a              | :11:7: expected 3 values in a dimension, as before (series of one length), found 4",
                "1,2,3:a\\n1,2,3:4,5,6:a| :12: expected 1 dimensions, as before, found 2",
                "1,2,3                  | :11:5: expected a colon and a class label after it, found the end of the line",
                "1,2,3:c                | :11:7: expected one of the class labels a, b, found 'c'",
                "1,2,3:b                | :11: expected a label a, here or further on, found only b",
                "''                     | : expected at least one window, found none"
            })
    void saysWhereACaseIsWrong(String cases, String message) throws Exception {
        refused(HEADER + cases.replace("\\n", "\n"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                           | :1: expected @data further on, found the end",
                "@problemName X\\n@univariate true\\n | :2: expected @data further on, found the end",
                "@problemName X\\n1,2,3:a\\n  | :2: expected a line that begins with @ or #, found '1,2,3:a'",
                "@timeStamps true\\n@data\\n  | :1: expected @timestamps false, as the values alone make a window, found true",
                "#\\n@equalLength false\\n    | :2: expected @equallength true, as all windows are as long, found false",
                "@targetLabel true\\n         | :1: expected @targetlabel false, a target being no class, found true",
                "@classLabel maybe\\n         | :1: expected @classlabel true or false, found 'maybe'",
                "@seriesLength many\\n        | :1: expected @serieslength with a number from 1 on, found 'many'",
                "@dimensions 0\\n             | :1: expected @dimensions with a number from 1 on, found '0'",
                "@classLabel false\\n@data\\n1\\n | :2: expected @classLabel true before, for labels, found none"
            })
    void saysWhereAHeaderIsWrong(String text, String message) throws Exception {
        refused(text.replace("\\n", "\n"), message);
    }

    @Test
    void lineWithoutEndIsNoReasonToFillTheHeap() throws Exception {
        refused("@data" + "x".repeat(100_000), ":1:1: expected at most 65536 characters, found more");
    }

    @Test
    void casesAreNotCut() throws Exception {
        assertThatThrownBy(() -> read(DataFormat.unlabelled().withSlicing(new Slicing(2, 2)), "x.ts", "@data\n1,2,3\n"))
                .hasMessage(folder + "/x.ts:2: expected a series of samples to cut,"
                        + " found a window of 3 samples × 1 channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"toy.arff", "toy.ts", "toy"})
    void arffIsRefused(String name) {
        String arff = "@relation Toy\n@attribute att0 numeric\n@attribute target {1,2}\n@data\n-0.0114,2\n";
        assertThatThrownBy(() -> read(DataFormat.unlabelled(), name, arff))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(folder + "/" + name + ":1: expected a tag of .ts (ARFF is not read: take the .ts file of"
                        + " the set), found '@relation'");
        assertThatThrownBy(() -> read(DataFormat.unlabelled(), "toy.arff", "% Toy\n\n" + arff))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(folder + "/toy.arff:1: expected a line that begins with @ or # (ARFF is not read: take the"
                        + " .ts file of the set), found '% Toy'");
    }

    @Test
    void tagsThatTsDoesNotHaveAreRefused() {
        refused("@problemName x\n@horizon 4\n@data\n1,2:a\n", ":2: expected a tag of .ts, found '@horizon'");
    }

    private WindowSet read(DataFormat format, String name, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String file = DataFiles.write(folder, name, name.endsWith(".gz") ? DataFiles.gzip(bytes) : bytes);
        return DataFiles.read(List.of(file), format);
    }

    private void refused(String text, String message) {
        assertThatThrownBy(() -> read(NORMAL_IS_A, "x.ts", text))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(folder + "/x.ts" + message);
    }
}
