// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.DataFormat.Columns;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of rows by their names and numbers: labels, signals, times, and what is passed over. */
class ColumnNamesTest {

    /** As the SKAB benchmark has them: the label is the last column but one. */
    private static final String VALVE =
            """
            datetime;Flow;Pressure;anomaly;changepoint
            2020-03-09 10:14:33;1;10;0.0;0.0
            2020-03-09 10:14:34;2;20;0.0;1.0
            2020-03-09 10:14:35;3;30;1.0;0.0
            2020-03-09 10:14:36;4;40;0.0;0.0
            """;

    private static final DataFormat CUT = DataFormat.unlabelled().withSlicing(new Slicing(1, 1));

    @TempDir
    private Path folder;

    @Test
    void theLabelIsAColumnByItsName() throws Exception {
        WindowSet windows = read(VALVE, labelled("anomaly", skipping("datetime", "changepoint")));
        assertThat(windows.shape()).isEqualTo(new WindowShape(1, 2));
        assertThat(windows.windows())
                .containsExactly(new float[] {1, 10}, new float[] {2, 20}, new float[] {3, 30}, new float[] {4, 40});
        assertThat(windows.labels()).containsExactly(false, false, true, false);
        assertThat(names(windows)).containsExactly("Flow", "Pressure");
    }

    @Test
    void theTimeIsNoChannel() throws Exception {
        Columns timed = new Columns(true, 0, List.of("changepoint"), "datetime");
        WindowSet windows = read(VALVE, labelled("anomaly", timed));
        assertThat(names(windows)).containsExactly("Flow", "Pressure");
        assertThat(windows.labels()).containsExactly(false, false, true, false);
    }

    @Test
    void columnsHaveNumbersAsWell() throws Exception {
        DataFormat format = CUT.withLabels(Labels.ofColumn("4", List.of("0")))
                .withColumns(new Columns(false, 0, List.of("5"), "1"));
        WindowSet windows = read(VALVE.substring(VALVE.indexOf('\n') + 1), format);
        assertThat(windows.window(3)).containsExactly(4, 40);
        assertThat(windows.labels()).containsExactly(false, false, true, false);
    }

    @Test
    void aNameThatIsANumberIsAName() throws Exception {
        WindowSet windows = read("2;1\n5;6\n", CUT.withColumns(skipping("1")));
        assertThat(windows.window(0)).containsExactly(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FIRST", "LAST"})
    void firstAndLastAreThoseThatAreNotPassedOver(LabelPlace place) throws Exception {
        String rows = "time,ok,x,y,state,id\n1,a,2,3,b,4\n";
        DataFormat format = DataFormat.labelled(place, place == LabelPlace.FIRST ? "a" : "b")
                .withSlicing(new Slicing(1, 1))
                .withColumns(new Columns(true, 0, List.of("id", place == LabelPlace.FIRST ? "state" : "ok"), "time"));
        WindowSet windows = read(rows, format);
        assertThat(windows.window(0)).containsExactly(2, 3);
        assertThat(windows.labels()).containsExactly(false);
    }

    @Test
    void signalsAreChannelsInTheOrderGiven() throws Exception {
        WindowSet windows =
                read(VALVE, labelled("anomaly", new Columns(true, 0)).withSignals("Pressure", "changepoint", "Flow"));
        assertThat(names(windows)).containsExactly("Pressure", "changepoint", "Flow");
        assertThat(windows.window(1)).containsExactly(20, 1, 2);
        String other = "Flow;anomaly;Pressure\n1;0;10\n";
        WindowSet moved = read(other, labelled("anomaly", new Columns(true, 0)).withSignals("Pressure", "Flow"));
        assertThat(moved.window(0)).containsExactly(10, 1);
    }

    @Test
    void namesSurviveByteOrderMarksQuotesAndLineEndsOfWindows() throws Exception {
        String rows = "\uFEFF\"time; of day\";\" flow, l/s \";label\r\n1;2,5;0\r\n".replace("2,5", "\"2.5\"");
        DataFormat format = CUT.withLabels(Labels.ofColumn("label", List.of("0")))
                .withColumns(new Columns(true, 0, List.of(), "time; of day"));
        WindowSet windows = read(rows, format);
        assertThat(names(windows)).containsExactly("flow, l/s");
        assertThat(windows.window(0)).containsExactly(2.5f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "state   | x | -    | - | FILE:1: expected a column state, found t, x, y, y",
                "y       | x | -    | - | FILE:1: expected one column y, found 2 of them",
                "t       | x | z    | - | FILE:1: expected a column z, found t, x, y, y",
                "t       | x | 2    | - | FILE:1:2: expected a column that is one signal, or the label, or the time,"
                        + " found 'x' as two of them",
                "t       | x | 9    | - | FILE:1: expected a column 9, found t, x, y, y",
                "t       | x | -    | t | FILE:1:1: expected a column that is one signal, or the label, or the time,"
                        + " found 't' as two of them",
                "x       | x | -    | - | FILE:1:2: expected a column that is one signal, or the label, or the time,"
                        + " found 'x' as two of them"
            })
    void columnsThatAreNotThereOrTwiceAreSaid(String label, String signal, String other, String time, String message)
            throws Exception {
        DataFormat format = labelled(label, new Columns(true, 0, List.of(), time))
                .withSignals(other == null ? new String[] {signal} : new String[] {signal, other});
        refused("t,x,y,y\n1,2,3,4\n", format, message);
    }

    @Test
    void namesNeedAHeader() throws Exception {
        refused(
                "1,2\n",
                labelled("state", new Columns(false, 0)),
                "FILE:1: expected a row with the names of the columns, one of them state, found none");
        refused(
                "1,2\n",
                CUT.withSlicing(null).withColumns(new Columns(true, 0)).withSignals("1"),
                "FILE:1: expected a series of samples, a column of which is a signal, found rows that are windows");
    }

    @Test
    void columnsOfNoKindAreAMistake() {
        assertThatThrownBy(() -> new Columns(true, 0, List.of("-1"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns to pass over are names, or numbers from 1, got '-1'");
        assertThatThrownBy(() -> DataFormat.unlabelled().withColumns(new Columns(true, 0, List.of(), "t")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Columns skipping(String... names) {
        return new Columns(true, 0, List.of(names), null);
    }

    private static DataFormat labelled(String column, Columns columns) {
        return CUT.withLabels(Labels.ofColumn(column, List.of("0"))).withColumns(columns);
    }

    private static List<String> names(WindowSet windows) {
        return windows.signal().channels().stream().map(Channel::getName).toList();
    }

    private WindowSet read(String rows, DataFormat format) throws Exception {
        return DataFiles.read(List.of(DataFiles.write(folder, "a.csv", rows)), format);
    }

    private void refused(String rows, DataFormat format, String message) throws Exception {
        String file = DataFiles.write(folder, "a.csv", rows);
        assertThatThrownBy(() -> DataFiles.read(List.of(file), format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message.replace("FILE", file));
    }
}
