// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.data.set.Series;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series cut into windows: from rows, with labels in the rows and in files of their own. */
class SeriesTest {

    private static final DataFormat.Columns NAMED = new DataFormat.Columns(true, 1);

    @TempDir
    private Path folder;

    @Test
    void rowsAreSamplesOfNamedChannels() throws Exception {
        String file = DataFiles.write(
                folder, "a.csv", "time,flow,level,wrong\n2020-01-01,1,10,0\n2020-01-02,2,20,0\n2020-01-03,3,30,1\n");
        DataFormat format =
                DataFormat.labelled(LabelPlace.LAST, "0").withColumns(NAMED).withSlicing(new Slicing(2, 1));
        WindowSet windows = DataFiles.read(List.of(file), format);
        assertThat(windows.shape()).isEqualTo(new WindowShape(2, 2));
        assertThat(windows.windows()).containsExactly(new float[] {1, 10, 2, 20}, new float[] {2, 20, 3, 30});
        assertThat(windows.labels()).containsExactly(false, true);
        assertThat(windows.signal().channels()).extracting(Channel::getName).containsExactly("flow", "level");
        BitSet third = new BitSet();
        third.set(2);
        assertThat(windows.series()).containsExactly(new Series("a.csv", 3, third));
        assertThat(List.of(windows.startOf(0), windows.startOf(1), windows.seriesOf(1)))
                .containsExactly(0, 1, 0);
    }

    @Test
    void labelCanBeFirstAfterColumnsPassedOver() throws Exception {
        String file = DataFiles.write(folder, "a.csv", "x;ok;1\ny;bad;2\n");
        DataFormat format = DataFormat.labelled(LabelPlace.FIRST, "ok")
                .withColumns(new DataFormat.Columns(false, 1))
                .withSlicing(new Slicing(1, 1));
        WindowSet windows = DataFiles.read(List.of(file), format);
        assertThat(windows.windows()).containsExactly(new float[] {1}, new float[] {2});
        assertThat(windows.labels()).containsExactly(false, true);
    }

    @Test
    void headersNameNothingWhereARowIsAWindow() throws Exception {
        String file = DataFiles.write(folder, "a.csv", "id,t0,t1\n7,1,2\n8,3,4\n");
        WindowSet windows =
                DataFiles.read(List.of(file), DataFormat.unlabelled().withColumns(NAMED));
        assertThat(windows.windows()).containsExactly(new float[] {1, 2}, new float[] {3, 4});
        assertThat(windows.signal().channels()).isEmpty();
    }

    /** Held against cutting by index from the whole series. */
    @ParameterizedTest
    @CsvSource({"5, 5", "5, 2", "5, 1", "5, 7", "1, 1", "23, 4", "40, 3"})
    void windowsAreTheSameAsCutFromTheWholeSeries(int window, int stride) throws Exception {
        int length = 40;
        Random random = new Random(3);
        float[] values = new float[length * 2];
        StringBuilder labels = new StringBuilder();
        BitSet anomalies = new BitSet();
        for (int t = 0; t < length; t++) {
            values[2 * t] = random.nextFloat();
            values[2 * t + 1] = random.nextFloat();
            anomalies.set(t, random.nextInt(10) == 0);
            labels.append(anomalies.get(t) ? "1\n" : "0\n");
        }
        String file = DataFiles.write(folder, "a.npy", DataFiles.npy(values, length, 2));
        String labelFile = DataFiles.write(folder, "labels.txt", labels.toString());
        WindowSet cut = DataFiles.read(List.of(file), labelled(labelFile).withSlicing(new Slicing(window, stride)));
        int i = 0;
        for (int start = 0; start + window <= length; start += stride) {
            float[] expected = new float[2 * window];
            boolean anomaly = false;
            for (int t = 0; t < window; t++) {
                expected[2 * t] = values[2 * (start + t)];
                expected[2 * t + 1] = values[2 * (start + t) + 1];
                anomaly |= anomalies.get(start + t);
            }
            assertThat(cut.window(i)).containsExactly(expected);
            assertThat(cut.isAnomaly(i)).isEqualTo(anomaly);
            assertThat(cut.startOf(i)).isEqualTo(start);
            i++;
        }
        assertThat(cut.size()).isEqualTo(i);
        assertThat(cut.series()).containsExactly(new Series("a.npy", length, anomalies));
    }

    @Test
    void seriesOfSeveralFilesAreCutApart() throws Exception {
        String a = DataFiles.write(folder, "a.csv", "1\n2\n3\n");
        String b = DataFiles.write(folder, "b.csv", "4\n5\n");
        DataFormat format = DataFormat.unlabelled().withSlicing(new Slicing(2, 2));
        WindowSet windows = DataFiles.read(List.of(a, b), format);
        assertThat(windows.windows()).containsExactly(new float[] {1, 2}, new float[] {4, 5});
        assertThat(windows.seriesOf(1)).isEqualTo(1);
        assertThat(windows.series()).extracting(Series::name).containsExactly("a.csv", "b.csv");
        List<float[]> taken = new ArrayList<>();
        try (WindowStream stream = WindowFiles.open(List.of(a, b), format, line -> {})) {
            assertThat(stream.shape()).isNull();
            for (DataWindow window = stream.next(); window != null; window = stream.next()) {
                taken.add(window.values().clone());
                assertThat(stream.shape()).isEqualTo(new WindowShape(2, 1));
            }
            assertThat(stream.series()).extracting(Series::name).containsExactly("a.csv", "b.csv");
        }
        assertThat(taken).containsExactly(new float[] {1, 2}, new float[] {4, 5});
    }

    @Test
    void seriesShorterThanAWindowIsSaid() throws Exception {
        String file = DataFiles.write(folder, "a.csv", "1\n2\n3\n");
        refused(
                DataFormat.unlabelled().withSlicing(new Slicing(4, 1)),
                file,
                file + ": expected at least 4 samples, for one window, found 3");
    }

    @Test
    void channelsAreTheSameThroughout() throws Exception {
        String a = DataFiles.write(folder, "a.csv", "t,x,y\n1,2,3\n");
        String b = DataFiles.write(folder, "b.csv", "t,y,x\n1,2,3\n");
        String c = DataFiles.write(folder, "c.csv", "t,x\n1,2\n");
        DataFormat format = DataFormat.unlabelled().withColumns(NAMED).withSlicing(new Slicing(1, 1));
        assertThatThrownBy(() -> DataFiles.read(List.of(a, b), format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(b + ":1: expected channels x, y as in " + a + ":1, found y, x");
        assertThatThrownBy(() -> DataFiles.read(List.of(a, c), format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(c + ":1: expected channels x, y as in " + a + ":1, found x");
        refused(format.withChannels(3), a, a + ": expected 3 channels, found 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2\\n3,x\\n   | FILE:2:2: expected a number, found 'x'",
                "1,2\\n3\\n     | FILE:2:2: expected 2 fields as in FILE:1, found 1",
                "1,2\\n3,nan\\n | FILE:2:2: expected a number, found 'nan'",
                "1,2\\n3,NaN\\n | FILE:2:2: expected a finite number in single precision, found 'NaN'"
            })
    void wrongRowsOfASeriesAreSaid(String rows, String message) throws Exception {
        String file = DataFiles.write(folder, "a.csv", rows.replace("\\n", "\n"));
        refused(DataFormat.unlabelled().withSlicing(new Slicing(2, 1)), file, message.replace("FILE", file));
    }

    @Test
    void valuesOfArraysAreFinite() throws Exception {
        String file = DataFiles.write(
                folder, "a.npy", DataFiles.npy(new float[] {1, 2, 3, Float.NEGATIVE_INFINITY, 5, 6}, 3, 2));
        refused(
                DataFormat.unlabelled().withSlicing(new Slicing(1, 1)),
                file,
                file + ", sample 1, channel 1: expected a finite number in single precision, found -Infinity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0\\n0\\n          | LABELS:3: expected a label of DATA:3, found the end",
                "0\\n0\\n1\\n1\\n  | LABELS:4: expected the end, as that of DATA, found one more label",
                "0\\n\\n1\\n       | LABELS:2: expected a label, found none",
                "2\\n1\\n2\\n      | LABELS:1: expected a label 0, here or further on, found only 1, 2"
            })
    void labelsOfTheirOwnGoWithTheSamples(String labels, String message) throws Exception {
        String data = DataFiles.write(folder, "a.csv", "1\n2\n3\n");
        String file = DataFiles.write(folder, "labels.txt", labels.replace("\\n", "\n"));
        refused(
                labelled(file).withSlicing(new Slicing(1, 1)),
                data,
                message.replace("LABELS", file).replace("DATA", data));
    }

    @Test
    void labelsOfTheirOwnCanBeArrays() throws Exception {
        String data =
                DataFiles.write(folder, "x-idx3-ubyte.gz", DataFiles.gzip(DataFiles.idx(8, new byte[3], 3, 1, 1)));
        byte[] idx = DataFiles.idx(8, new byte[] {0, 7, 0}, 3);
        String labels = DataFiles.write(folder, "x-idx1-ubyte.gz", DataFiles.gzip(idx));
        assertThat(DataFiles.read(List.of(data), labelled(labels)).labels()).containsExactly(false, true, false);
        String npy = DataFiles.write(folder, "y", DataFiles.npy(new float[] {0.5f, 0, 1}, 3));
        assertThat(DataFiles.read(List.of(data), labelled(npy)).labels()).containsExactly(true, false, true);

        String few = DataFiles.write(folder, "few-idx1-ubyte", DataFiles.idx(8, new byte[] {0, 7}, 2));
        refused(
                labelled(few),
                data,
                few + ": byte 10: expected a label of " + data + ": window 2, found the end after 2 labels");
        String many = DataFiles.write(folder, "many-idx1-ubyte", DataFiles.idx(8, new byte[5], 5));
        refused(
                labelled(many),
                data,
                many + ": byte 11: expected the end after 3 labels, as that of " + data + ", found 2 more");
        String cut = DataFiles.write(folder, "cut-idx1-ubyte", DataFiles.cut(DataFiles.idx(8, new byte[3], 3), 10));
        refused(
                labelled(cut),
                data,
                cut + ": byte 10: expected 11 bytes, as its header says (3 of uint8), found the end");
        refused(labelled(data), data, data + ": expected one row of labels, found 3 × 1 × 1 of uint8");
    }

    @Test
    void everySourceHasItsFileOfLabels() throws Exception {
        String a = DataFiles.write(folder, "a.csv", "1\n");
        String b = DataFiles.write(folder, "b.csv", "2\n");
        String zero = DataFiles.write(folder, "zero.txt", "0\n");
        String one = DataFiles.write(folder, "one.txt", "1\n\n");
        Labels both = new Labels(LabelPlace.FILE, List.of("0"), List.of(zero, one));
        assertThat(DataFiles.read(List.of(a, b), DataFormat.of(both)).labels()).containsExactly(false, true);
        assertThatThrownBy(() -> DataFiles.read(List.of(a), DataFormat.of(both)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("as many files of labels as of data: expected 1, found 2");
    }

    private static DataFormat labelled(String labels) {
        return DataFormat.of(new Labels(LabelPlace.FILE, List.of("0"), List.of(labels)));
    }

    private static void refused(DataFormat format, String source, String message) {
        assertThatThrownBy(() -> DataFiles.read(List.of(source), format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
    }
}
