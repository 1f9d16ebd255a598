// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.DataFormat.Columns;
import io.holter.data.DataWindow;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.Recorded;
import io.holter.data.WindowFiles;
import io.holter.data.WindowStream;
import io.holter.data.set.Series;
import io.holter.data.set.WindowSet;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series of rows with times, parted where time does not go on as usual. */
class TimeColumnTest {

    @TempDir
    private Path folder;

    private final List<String> remarks = new ArrayList<>();

    @Test
    void noWindowReachesOverAGap() throws Exception {
        StringBuilder rows = new StringBuilder("time,value\n");
        for (int t = 0; t < 150; t++) {
            int second = t < 75 ? t : t + 3600;
            rows.append(
                    "2020-03-09 %02d:%02d:%02d,%d\n".formatted(10 + second / 3600, second / 60 % 60, second % 60, t));
        }
        WindowSet windows = read(rows.toString(), cut(20, 5));
        assertThat(windows.size()).isEqualTo(12 + 12);
        assertThat(windows.windows())
                .allSatisfy(window -> assertThat(window[19]).isEqualTo(window[0] + 19));
        assertThat(windows.windows()).noneMatch(window -> window[0] < 75 && window[19] >= 75);
        assertThat(windows.series()).extracting(Series::name).containsExactly("a.csv", "a.csv, part 2");
        assertThat(remarks)
                .containsExactly(
                        folder + "/a.csv: no window reaches over 1 gap in time (the first at " + folder + "/a.csv:77)");
    }

    @Test
    void everythingThatIsNotAStepOnwardsIsCounted() throws Exception {
        WindowSet windows = read("t,v\n1,0\n2,1\n3,2\n3,3\n4,4\n2,5\n3,6\n9,7\n10,8\n30,9\n", cut(2, 1));
        assertThat(windows.windows())
                .containsExactly(
                        new float[] {0, 1}, new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6}, new float[] {
                            7, 8
                        });
        assertThat(remarks)
                .containsExactly(folder + "/a.csv: no window reaches over 2 gaps in time, 1 step back in time, "
                        + "1 repeated time (the first at " + folder
                        + "/a.csv:5); parts shorter than a window are left out, 1 sample");
    }

    @Test
    void jitterAndRegularTimesPartNothing() throws Exception {
        Random random = new Random(5);
        StringBuilder rows = new StringBuilder("t,v\n");
        for (int t = 0; t < 3000; t++) {
            rows.append(t + 0.4 * random.nextDouble()).append(",1\n");
        }
        assertThat(read(rows.toString(), cut(3000, 1)).size()).isEqualTo(1);
        assertThat(remarks).isEmpty();
    }

    @Test
    void gapsAreFoundAfterTheStepsThatTellWhatIsUsual() throws Exception {
        StringBuilder rows = new StringBuilder("t,v\n");
        for (int t = 0; t < 2500; t++) {
            rows.append(t < 1800 ? t : t + 1).append(",").append(t).append("\n");
        }
        WindowSet windows = read(rows.toString(), cut(100, 100));
        assertThat(windows.size()).isEqualTo(18 + 7);
        assertThat(windows.series()).extracting(Series::length).containsExactly(1800, 700);
    }

    @Test
    void labelsStayWithTheirSamples() throws Exception {
        String rows = "t,v,l\n1,0,0\n2,1,0\n9,2,1\n20,3,0\n21,4,1\n";
        DataFormat inColumn = cut(2, 1).withLabels(Labels.ofColumn("l", List.of("0")));
        assertThat(read(rows, inColumn).labels()).containsExactly(false, true);
        String labels = DataFiles.write(folder, "labels.txt", "0\n0\n1\n0\n1\n");
        DataFormat inFile = cut(2, 1)
                .withLabels(new Labels(LabelPlace.FILE, List.of("0"), List.of(labels)))
                .withSignals("v");
        WindowSet windows = read(rows, inFile);
        assertThat(windows.windows()).containsExactly(new float[] {0, 1}, new float[] {3, 4});
        assertThat(windows.labels()).containsExactly(false, true);
        assertThatThrownBy(() -> read("t,v,l\n1,0,0\n2,1,\n3,1,0\n", inColumn))
                .hasMessage(folder + "/a.csv:3:3: expected a label, found none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2020-03-09 10:14:33       | 1583748873",
                "2020-03-09T10:14:33Z      | 1583748873",
                "2020-03-09T11:14:33+01:00 | 1583748873",
                "2020-03-09 11:14:33+0100  | 1583748873",
                "2020-03-09 10:14:33.250   | 1583748873.25",
                "2020-03-09T10:14:33.000001| 1583748873.000001",
                "2020/03/09 10:14          | 1583748840",
                "2020-03-09                | 1583712000",
                "1583748873                | 1583748873",
                "1583748873000000001       | 1583748873000000001",
                "1.5e9                     | 1500000000",
                ".25                       | 0.25"
            })
    void timesAreDatesOrNumbers(String text, BigDecimal expected) {
        assertThat(SampleTime.parse(text).value()).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "NaN", "1f", "0x10", "1,5", "2020-13-01", "2020-03-09 25:00:00", "03/09/2020"})
    void whatIsNoTimeIsSaid(String text) {
        assertThat(SampleTime.parse(text)).isNull();
        assertThatThrownBy(() -> read("t;v\n" + text + ";1\n", cut(1, 1)))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(folder + "/a.csv:2:1: expected a time: a number, or 2024-12-31 23:59:59")
                .hasMessageEndingWith("found " + (text.isEmpty() ? "an empty field" : "'" + text + "'"));
    }

    @Test
    void aSeriesWithoutRoomForAWindowSaysWhy() {
        assertThatThrownBy(() -> read("t,v\n1,1\n2,2\n9,3\n10,4\n", cut(3, 1)))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(folder + "/a.csv: expected at least 3 samples at usual steps in time, for one window, "
                        + "found at most 2, with 1 gap in time (the first at " + folder + "/a.csv:4)");
        assertThatThrownBy(() -> read("t,v\n1,1\n", cut(3, 1)))
                .hasMessage(folder + "/a.csv: expected at least 3 samples at usual steps in time, for one window, "
                        + "found 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-05-01T10:00:00+02:00 | 2024-05-01 08:00:01.5 | 2024-05-01T08:00:00Z | 2024-05-01T08:00:01.500Z",
                "1714550400                | 1714550400.25         | 2024-05-01T08:00:00Z | 2024-05-01T08:00:00.250Z",
                "1714550400000             | 1714550400001         | 2024-05-01T08:00:00Z | 2024-05-01T08:00:00.001Z",
                "1714550400000000          | 1714550400000001      | 2024-05-01T08:00:00Z | 2024-05-01T08:00:00.000001Z",
                "1714550400000000000       | 1714550400000000001   | 2024-05-01T08:00:00Z | 2024-05-01T08:00:00.000000001Z",
                "0                         | 1                     |                      |",
                "-5                        | 1714550400            |                      |",
                "20240501                  | 20240502              |                      |",
                "50000000000               | 50000000001           |                      |"
            })
    void windowsKeepTheTimesOfTheirFirstSamples(String first, String second, Instant start, Instant next)
            throws Exception {
        assertThat(recorded("t,v\n" + first + ",1\n" + second + ",2\n", cut(1, 1)))
                .containsExactly(new Recorded("a", start), new Recorded("a", next));
    }

    @Test
    void timesStayWithTheirWindowsOverPartsStridesAndLongFiles() throws Exception {
        StringBuilder rows = new StringBuilder("t,v\n");
        for (int t = 0; t < 12_000; t++) {
            rows.append(1_700_000_000L + t + (t < 7000 ? 0 : 50))
                    .append(",")
                    .append(t)
                    .append("\n");
        }
        List<Recorded> recorded = recorded(rows.toString(), cut(30, 7));
        int ofFirst = (7000 - 30) / 7 + 1;
        assertThat(recorded).hasSize(ofFirst + (5000 - 30) / 7 + 1).allMatch(window -> window.series()
                .equals("a"));
        for (int i = 0; i < recorded.size(); i++) {
            long second = i < ofFirst ? 7L * i : 7050 + 7L * (i - ofFirst);
            assertThat(recorded.get(i).start()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L + second));
        }
    }

    private List<Recorded> recorded(String rows, DataFormat format) throws Exception {
        List<Recorded> recorded = new ArrayList<>();
        try (WindowStream windows =
                WindowFiles.open(List.of(DataFiles.write(folder, "a.csv", rows)), format, remarks::add)) {
            for (DataWindow window = windows.next(); window != null; window = windows.next()) {
                recorded.add(window.recorded());
            }
        }
        return recorded;
    }

    private static DataFormat cut(int window, int stride) {
        return DataFormat.unlabelled()
                .withSlicing(new Slicing(window, stride))
                .withColumns(new Columns(true, 0, List.of(), "1"));
    }

    private WindowSet read(String rows, DataFormat format) throws Exception {
        return WindowFiles.read(List.of(DataFiles.write(folder, "a.csv", rows)), format, remarks::add);
    }
}
