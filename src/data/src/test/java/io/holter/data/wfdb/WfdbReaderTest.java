// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import static io.holter.data.wfdb.WfdbFiles.beats;
import static io.holter.data.wfdb.WfdbFiles.format16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.DataWindow;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.Recorded;
import io.holter.data.SharedData;
import io.holter.data.WindowFiles;
import io.holter.data.WindowStream;
import io.holter.data.set.Series;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WfdbReaderTest {

    private static final int N = 1;
    private static final int V = 5;

    private static final DataFormat UNLABELLED = DataFormat.unlabelled();
    private static final DataFormat LABELLED = DataFormat.of(new Labels(LabelPlace.OWN, BeatLabels.NORMAL, List.of()));

    @TempDir
    private Path folder;

    @Test
    void aRecordIsASeriesOfAllItsSignals() throws Exception {
        Path header = rising(10);
        for (String name : List.of(header.toString(), header.toString().replace(".hea", ""))) {
            WindowSet windows = DataFiles.read(List.of(name), UNLABELLED.withSlicing(new Slicing(4, 3)));
            assertThat(windows.shape()).isEqualTo(new WindowShape(4, 2));
            assertThat(windows.windows())
                    .containsExactly(
                            new float[] {0, 0, 1, -10, 2, -20, 3, -30},
                            new float[] {3, -30, 4, -40, 5, -50, 6, -60},
                            new float[] {6, -60, 7, -70, 8, -80, 9, -90});
            assertThat(windows.startOf(2)).isEqualTo(6);
            assertThat(windows.series())
                    .extracting(Series::name, Series::length)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("r", 10));
            assertThat(windows.signal().channels()).containsExactly(new Channel("up", "mV"), new Channel("down", "uV"));
            assertThat(windows.signal().sampleRate()).isEqualTo(10);
        }
    }

    @Test
    void missingSamplesPartTheRecord() throws Exception {
        int gap = Short.MIN_VALUE;
        record("r 1 10 12\nr.dat 16 1\n", format16(gap, 1, 2, gap, 4, 5, 6, 7, gap, 9, 10, gap));
        write("r.atr", beats(1, V, 5, N));
        WindowSet windows = read(LABELLED.withSlicing(new Slicing(2, 1)));
        assertThat(windows.windows())
                .containsExactly(
                        new float[] {1, 2}, new float[] {4, 5}, new float[] {5, 6}, new float[] {6, 7}, new float[] {
                            9, 10
                        });
        assertThat(windows.series())
                .extracting(Series::name)
                .containsExactly("r from sample 1", "r from sample 4", "r from sample 9");
        // The beat at 1 stands for samples up to 3.
        assertThat(windows.labels()).containsExactly(true, false, false, false, false);
        assertThat(windows.series().get(0).anomalies()).isEqualTo(bits(0, 1));
        assertThat(windows.series().get(1).anomalies()).isEqualTo(bits());
        assertThat(read(UNLABELLED.withSlicing(new Slicing(3, 1))).series())
                .extracting(Series::name)
                .containsExactly("r");
        refused(
                UNLABELLED.withSlicing(new Slicing(5, 1)),
                "r.hea: expected 5 samples in a row that no signal misses, for one window, found none");
    }

    @Test
    void windowsKeepTheNameOfTheRecordAndItsTimes() throws Exception {
        int gap = Short.MIN_VALUE;
        for (String base : List.of(" 10:00:00 1/5/2024", " 10:00:00", "")) {
            record("r 1 10 8" + base + "\nr.dat 16 1\n", format16(1, 2, gap, 4, 5, 6, 7, 8));
            List<Recorded> recorded = new ArrayList<>();
            DataFormat format = UNLABELLED.withSlicing(new Slicing(2, 2));
            try (WindowStream windows =
                    WindowFiles.open(List.of(folder.resolve("r.hea").toString()), format, remark -> {})) {
                for (DataWindow window = windows.next(); window != null; window = windows.next()) {
                    recorded.add(window.recorded());
                }
            }
            boolean dated = base.endsWith("2024");
            assertThat(recorded)
                    .containsExactly(
                            new Recorded("r", dated ? Instant.parse("2024-05-01T10:00:00Z") : null),
                            new Recorded("r", dated ? Instant.parse("2024-05-01T10:00:00.300Z") : null),
                            new Recorded("r", dated ? Instant.parse("2024-05-01T10:00:00.500Z") : null));
        }
    }

    @Test
    void windowsAroundBeatsAreLabelledByTheirBeats() throws Exception {
        rising(30);
        write("r.atr", beats(1, N, 2, N, 10, V, 10, 28, 11, N, 15, N, 27, V, 28, N));
        DataFormat format = LABELLED.withBeats(new BeatWindow(2, 3));
        WindowSet windows = read(format);
        assertThat(windows.shape()).isEqualTo(new WindowShape(5, 2));
        assertThat(IntStream.range(0, windows.size()).map(windows::startOf)).containsExactly(0, 8, 9, 13, 25);
        assertThat(windows.labels()).containsExactly(false, true, false, false, true);
        for (int i = 0; i < windows.size(); i++) {
            int start = windows.startOf(i);
            assertThat(windows.window(i))
                    .containsExactly(
                            start,
                            -10 * start,
                            start + 1,
                            -10 * start - 10,
                            start + 2,
                            -10 * start - 20,
                            start + 3,
                            -10 * start - 30,
                            start + 4,
                            -10 * start - 40);
        }
        WindowSet unlabelled = read(UNLABELLED.withBeats(new BeatWindow(2, 3)));
        assertThat(unlabelled.size()).isEqualTo(5);
        assertThat(unlabelled.labelled()).isFalse();
    }

    @Test
    void beatsNextToMissingSamplesHaveNoWindow() throws Exception {
        int gap = Short.MIN_VALUE;
        record("r 1 10 9\nr.dat 16 1\n", format16(0, 1, 2, gap, 4, 5, 6, 7, 8));
        write("r.atr", beats(1, N, 2, N, 4, N, 5, V, 7, N));
        WindowSet windows = read(LABELLED.withBeats(new BeatWindow(1, 2)));
        assertThat(windows.windows())
                .containsExactly(new float[] {0, 1, 2}, new float[] {4, 5, 6}, new float[] {6, 7, 8});
        assertThat(windows.labels()).containsExactly(false, true, false);
        assertThat(IntStream.range(0, 3).map(windows::startOf)).containsExactly(0, 0, 2);
        refused(
                LABELLED.withBeats(new BeatWindow(4, 4)),
                "r.hea: expected a beat with 8 samples in a row that no signal misses, for one window, found none");
    }

    @Test
    void labelsMayBeInAFileOfTheirOwn() throws Exception {
        rising(6);
        Path labels = Files.writeString(folder.resolve("labels.txt"), "0\n0\n0\n1\n0\n0\n");
        Labels ofFile = new Labels(LabelPlace.FILE, List.of("0"), List.of(labels.toString()));
        assertThat(read(DataFormat.of(ofFile).withSlicing(new Slicing(2, 2))).labels())
                .containsExactly(false, true, false);
        Labels ofFolder =
                new Labels(LabelPlace.FOLDER, List.of(folder.getFileName().toString()), List.of());
        assertThat(read(DataFormat.of(ofFolder).withSlicing(new Slicing(2, 2))).anomalies())
                .isZero();
        write("r.atr", beats(1, N, 3, N));
        assertThat(read(DataFormat.of(ofFile).withBeats(new BeatWindow(1, 1))).labels())
                .containsExactly(false, true);
        Files.writeString(labels, "0\n0\n0\n1\n0\n");
        assertThatThrownBy(() -> read(DataFormat.of(ofFile).withSlicing(new Slicing(2, 2))))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageContaining("labels.txt:6: expected a label of ");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws Exception {
        Path header = rising(6);
        refused(
                UNLABELLED,
                "r.hea: expected a length of windows to cut the record into, or what lies around a beat, found neither");
        refused(
                UNLABELLED.withSlicing(new Slicing(7, 1)),
                "r.hea: expected 7 samples in a row that no signal misses, for one window, found none");
        refused(
                LABELLED.withSlicing(new Slicing(2, 1)),
                "r.atr: expected the annotations of the record, found nothing there, nor annotations of another annotator");
        write("r.atr", beats(1, V, 3, 8));
        refused(
                LABELLED.withSlicing(new Slicing(2, 1)),
                "r.hea, annotation at sample 1: expected a label N, L, R, B, e, j, here or further on, found only A, V");
        assertThatThrownBy(() ->
                        read(DataFormat.of(Labels.ofTag("kind", List.of("N"))).withSlicing(new Slicing(2, 1))))
                .hasMessage(folder + "/r.hea: expected windows in Avro, which have tags, found a WFDB record");
        for (String name : List.of("r.dat", "r.atr")) {
            Path other = folder.resolve(name);
            assertThatThrownBy(() -> DataFiles.read(List.of(other.toString()), UNLABELLED))
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessage("%s: expected the header of the record, %s, found another of its files"
                            .formatted(other, header));
        }
        Files.delete(folder.resolve("r.dat"));
        refused(UNLABELLED.withSlicing(new Slicing(2, 1)), "r.dat: expected a file, found nothing there");
        Files.delete(header);
        refused(UNLABELLED.withSlicing(new Slicing(2, 1)), "r.hea: expected a file, found nothing there");
        assertThatThrownBy(() -> new BeatWindow(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BeatWindow(5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UNLABELLED.withSlicing(new Slicing(2, 1)).withBeats(new BeatWindow(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordsOfOtherSignalsDoNotGoTogether() throws Exception {
        rising(6);
        write("s.dat", format16(1, 2, 3));
        Path other = Files.writeString(folder.resolve("s.hea"), "s 1 10\ns.dat 16 1\n");
        assertThatThrownBy(() -> DataFiles.read(
                        List.of(folder + "/r", other.toString()), UNLABELLED.withSlicing(new Slicing(2, 1))))
                .hasMessage("%s/s.hea: expected channels up mV, down uV as in %s/r.hea, found signal0 mV"
                        .formatted(folder, folder));
    }

    @Test
    void beatsOfMitBihRecord100() throws Exception {
        Path header = SharedData.require("MITBIH/wfdb/100.hea");
        WindowSet windows = DataFiles.read(List.of(header.toString()), LABELLED.withBeats(new BeatWindow(90, 162)));
        List<Integer> beats = Files.readAllLines(SharedData.require("MITBIH/100_beats.csv")).stream()
                .skip(1)
                .map(line -> Integer.valueOf(line.split(",")[1]))
                .filter(beat -> beat >= 90 && beat + 162 <= 650_000)
                .toList();
        assertThat(windows.shape()).isEqualTo(new WindowShape(252, 2));
        assertThat(IntStream.range(0, windows.size()).mapToObj(i -> windows.startOf(i) + 90))
                .containsExactlyElementsOf(beats);
        assertThat(windows.anomalies())
                .as("33 atrial premature beats and a ventricular one")
                .isEqualTo(34);
        WindowSet cut = DataFiles.read(List.of(header.toString()), LABELLED.withSlicing(new Slicing(360, 360)));
        assertThat(cut.size()).isEqualTo(650_000 / 360);
        assertThat(cut.anomalies()).isBetween(34, 3 * 34);
    }

    /** A record of two signals: 0, 1, 2, … and 0, −10, −20, …, at 10 Hz. */
    private Path rising(int count) throws IOException {
        int[] samples = new int[2 * count];
        for (int i = 0; i < count; i++) {
            samples[2 * i] = i;
            samples[2 * i + 1] = -10 * i;
        }
        return record(
                "r 2 10 %d\nr.dat 16 1 0 0 0 %d 0 up\nr.dat 16 1/uV 0 0 0 %d 0 down\n"
                        .formatted(count, count * (count - 1) / 2, -5 * count * (count - 1)),
                format16(samples));
    }

    private Path record(String header, byte[] samples) throws IOException {
        write("r.dat", samples);
        return Files.writeString(folder.resolve("r.hea"), header);
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        IntStream.of(set).forEach(bits::set);
        return bits;
    }

    private WindowSet read(DataFormat format) throws IOException {
        return DataFiles.read(List.of(folder + "/r.hea"), format);
    }

    private void refused(DataFormat format, String message) {
        assertThatThrownBy(() -> read(format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(folder + "/" + message);
    }
}
