// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import static io.holter.data.wfdb.WfdbFiles.beats;
import static io.holter.data.wfdb.WfdbFiles.format16;
import static io.holter.data.wfdb.WfdbFiles.join;
import static io.holter.data.wfdb.WfdbFiles.text;
import static io.holter.data.wfdb.WfdbFiles.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFeature;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.WindowFiles;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signals of a record are read, and whose annotations. */
class SignalsAndAnnotatorsTest {

    private static final int N = 1;
    private static final int V = 5;
    private static final int OWN = 42;

    private static final DataFormat WINDOWS = DataFormat.unlabelled().withSlicing(new Slicing(2, 2));
    private static final DataFormat LABELLED_BEATS = DataFormat.of(
                    new Labels(LabelPlace.OWN, BeatLabels.NORMAL, List.of()))
            .withBeats(new BeatWindow(1, 2));

    @TempDir
    private Path folder;

    private final List<String> remarks = new ArrayList<>();

    @Test
    void theOneLeadThatAllRecordsHave() throws Exception {
        write("a.dat", format16(1, 10, 2, 20, 3, 30, 4, 40));
        write("a.hea", "a 2 10 4\na.dat 16 1 0 0 1 10 0 MLII\na.dat 16 1 0 0 10 100 0 V5\n");
        write("b.dat", format16(50, 5, 60, 6));
        write("b.hea", "b 2 10 2\nb.dat 16 1 0 0 50 110 0 V2\nb.dat 16 1 0 0 5 11 0 MLII\n");
        WindowSet windows = DataFiles.read(List.of(folder + "/a", folder + "/b.hea"), WINDOWS.withSignals("MLII"));
        assertThat(windows.windows()).containsExactly(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});
        assertThat(windows.signal().channels()).containsExactly(new Channel("MLII", "mV"));
        WindowSet swapped = read("a", WINDOWS.withSignals("V5", "MLII"));
        assertThat(swapped.window(0)).containsExactly(10, 1, 20, 2);
        assertThat(swapped.signal().channels()).containsExactly(new Channel("V5", "mV"), new Channel("MLII", "mV"));
    }

    @Test
    void namesAreThoseOfTheHeaderBlanksAndAll() throws Exception {
        write("a.dat", format16(1, 10, 100, 1000, 2, 20, 200, 2000));
        write(
                "a.hea",
                """
                a 4 10 2
                a.dat 16 1 0 0 1 3 0 ECG lead I
                a.dat 16 1
                a.dat 16 1 0 0 100 300 0 ECG
                a.dat 16 1 0 0 1000 3000 0 ECG
                """);
        assertThat(read("a", WINDOWS.withSignals("signal1", "ECG lead I")).window(0))
                .containsExactly(10, 1, 20, 2);
        refused("a", WINDOWS.withSignals("II"), "a.hea: expected a signal II, found ECG lead I, signal1, ECG, ECG");
        refused("a", WINDOWS.withSignals("ecg lead i"), "a.hea: expected a signal ecg lead i, found ECG lead I, ");
        refused("a", WINDOWS.withSignals("ECG"), "a.hea: expected one signal ECG, found 2 of that name");
    }

    @Test
    void signalsThatAreNotWantedNeedNotBeReadable() throws Exception {
        int gap = Short.MIN_VALUE;
        // Two samples of the second signal in each frame; gaps in it do not part the record.
        write("a.dat", format16(1, 10, 11, 2, gap, gap, 3, 30, 31, 4, 40, 41));
        write(
                "a.hea",
                """
                a 4 10 4
                a.dat 16 1 0 0 1 10 0 MLII
                a.dat 16x2 1 0 0 10 0 0 resp
                other.dat 80 1 0 0 0 0 0 noise
                none.dat 16:900000 1 0 0 0 0 0 lost
                """
                        .replace(
                                "10 0 0 resp",
                                "10 " + WfdbFiles.checksum(10, 11, gap, gap, 30, 31, 40, 41) + " 0 resp"));
        assertThat(read("a", WINDOWS.withSignals("MLII")).windows())
                .containsExactly(new float[] {1, 2}, new float[] {3, 4});
        refused("a", WINDOWS.withSignals("resp"), "a.hea:3: expected one sample of each signal in a frame, found x2");
        refused("a", WINDOWS.withSignals("noise"), "a.hea:4: expected format 16 or 212, found format 80");
        refused("a", WINDOWS.withSignals("lost"), "none.dat: expected a file, found nothing there");
    }

    @Test
    void whatIsAskedForMakesSense() {
        assertThatThrownBy(() -> WINDOWS.withSignals("a", "b", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("each signal is named once, got a twice");
        assertThatThrownBy(() -> WINDOWS.withSignals(" ")).isInstanceOf(IllegalArgumentException.class);
        for (String annotator : List.of("", "../x", "a/b", "a.b", "a b")) {
            assertThatThrownBy(() -> WINDOWS.withAnnotator(annotator))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("an annotator is the extension of a file, such as atr, got " + annotator);
        }
    }

    @Test
    void otherDataHasNeitherNamesNorAnnotators() throws Exception {
        write("a.csv", "1,2\n");
        refused("a.csv", DataFormat.unlabelled().withAnnotator("ecg"), "a.csv: expected a WFDB record, which has ");
        write("a.npy", DataFiles.npy(new float[4], 2, 2));
        refused(
                "a.npy",
                DataFormat.unlabelled().withSignals("x"),
                "a.npy: expected a WFDB record or rows with a header, whose signals");
    }

    @Test
    void beatsOfAnotherAnnotator() throws Exception {
        record();
        write("r.ecg", beats(2, N, 5, V, 8, N));
        write("r.qrs", beats(2, N));
        write("r.txt", "ages of all");
        assertThat(read("r", LABELLED_BEATS.withAnnotator("ecg")).labels()).containsExactly(false, true, false);
        assertThatThrownBy(() -> read("r", LABELLED_BEATS))
                .isInstanceOf(DataFormatException.class)
                .hasMessage(
                        folder
                                + "/r.atr: expected the annotations of the record, found nothing there, but annotations of ecg, qrs")
                .extracting(e -> ((DataFormatException) e).features())
                .isEqualTo(List.of(DataFeature.ANNOTATOR));
        Files.delete(folder.resolve("r.ecg"));
        Files.delete(folder.resolve("r.qrs"));
        refused(
                "r",
                LABELLED_BEATS.withAnnotator("ecg"),
                "r.ecg: expected the annotations of the record, found nothing");
    }

    @Test
    void aPackedHeaderHasItsAnnotationsBesideItToo() throws Exception {
        record();
        write("r.hea.gz", DataFiles.gzip(Files.readAllBytes(folder.resolve("r.hea"))));
        write("r.atr", beats(2, N, 5, V, 8, N));
        assertThat(read("r.hea.gz", LABELLED_BEATS).labels()).containsExactly(false, true, false);
    }

    @Test
    void typesThatTheFileDefinesAreBeats() throws Exception {
        record();
        write("r.atr", join(definitions("42 v pvc", "43 N of another kind", "44 +"), marks(OWN, N, 43, 44)));
        WindowSet windows = read("r", LABELLED_BEATS);
        assertThat(windows.labels()).containsExactly(true, false, false);
        assertThat(windows.startOf(2)).isEqualTo(5);
        assertThat(remarks)
                .containsExactly(folder
                        + "/r.hea: annotations of types of its own, taken for beats: 1 N (of another kind), 1 v (pvc)");
        DataFormat normal = DataFormat.of(new Labels(LabelPlace.OWN, List.of("N", "v"), List.of()))
                .withBeats(new BeatWindow(1, 2));
        assertThat(read("r", normal).anomalies()).isZero();
        DataFormat cut = LABELLED_BEATS.withBeats(null).withSlicing(new Slicing(2, 2));
        assertThat(read("r", cut).labels())
                .as("samples nearer to v")
                .containsExactly(true, true, false, false, false, false);
    }

    @Test
    void typesThatNobodyDefinesArePassedOverWithALine() throws Exception {
        record();
        write("r.atr", marks(OWN, N, OWN, 49));
        assertThat(read("r", LABELLED_BEATS).size()).isEqualTo(1);
        assertThat(remarks)
                .containsExactly(
                        folder + "/r.hea: annotations of types that nobody defines, passed over: 2 [42], 1 [49]");
    }

    @Test
    void aTypeOfWfdbMayHaveAnotherSymbol() throws Exception {
        record();
        write("r.atr", join(definitions("1 normal sinus beat", "28 rhythm change of rhythm"), marks(N, V, 28, N)));
        DataFormat format = DataFormat.of(new Labels(LabelPlace.OWN, List.of("normal"), List.of()))
                .withBeats(new BeatWindow(1, 2));
        assertThat(read("r", format).labels()).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 v pvc", "50 v pvc", "v pvc", "42", "", "-42 v pvc", "42v pvc", "999 v"})
    void whatDefinesNothingIsPassedOver(String definition) throws Exception {
        record();
        write("r.atr", join(definitions(definition), marks(OWN, N, N)));
        assertThat(read("r", LABELLED_BEATS).size()).isEqualTo(2);
        assertThat(remarks).hasSize(1);
    }

    @Test
    void onlyNotesAtTheStartDefine() throws Exception {
        record();
        write("r.atr", join(words(N, 2), definitions("42 v pvc"), marks(OWN, N)));
        assertThat(read("r", LABELLED_BEATS).size()).isEqualTo(2);
        write("r.atr", join(note("42 v pvc"), marks(OWN, N)));
        assertThat(read("r", LABELLED_BEATS).size()).isEqualTo(1);
    }

    private static byte[] definitions(String... types) {
        byte[] all = note("## annotation type definitions");
        for (String type : types) {
            all = join(all, note(type));
        }
        return join(all, note("## end of definitions"));
    }

    private static byte[] note(String text) {
        return join(words(22, 0), text(text));
    }

    /** Annotations of these codes at the samples 2, 4, 6 and so on, and the end. */
    private static byte[] marks(int... codes) {
        byte[] all = {};
        for (int code : codes) {
            all = join(all, words(code, 2));
        }
        return join(all, words(0, 0));
    }

    private void record() throws IOException {
        write("r.dat", format16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        write("r.hea", "r 1 1 12\nr.dat 16 1\n");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private WindowSet read(String name, DataFormat format) throws IOException {
        remarks.clear();
        return WindowFiles.read(List.of(folder.resolve(name).toString()), format, remarks::add);
    }

    private void refused(String name, DataFormat format, String message) {
        assertThatThrownBy(() -> read(name, format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(folder + "/" + message);
    }
}
