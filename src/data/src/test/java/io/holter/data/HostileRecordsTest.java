// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import io.holter.data.wfdb.BeatLabels;
import io.holter.data.wfdb.WfdbFiles;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

class HostileRecordsTest extends HostileFiles {

    private static final DataFormat BEATS = DataFormat.of(new Labels(LabelPlace.OWN, BeatLabels.NORMAL, List.of()))
            .withBeats(new BeatWindow(3, 4));

    static Stream<Arguments> files() {
        return Stream.of(
                hostile(
                        "long.hea.gz",
                        Bombs.gzip("r 1 360 100\nr.dat 16 200\n#", "x", MEBIBYTES),
                        CUT,
                        ": expected the header"),
                hostile(
                        "lines.hea.gz",
                        Bombs.gzip("r 1 360 100\nr.dat 16 200\n", "\n", MEBIBYTES),
                        CUT,
                        ": expected the header"),
                hostile("signals.hea", text("r 2147483647 360\nr.dat 16\n"), CUT, ":1: expected at most 4096 signals"),
                hostile("skew.hea", text("r 1 360\nr.dat 16:1000000000\n"), CUT, ":2: expected a skew of less than"),
                hostile(
                        "frame.hea",
                        text("r 1 360\nr.dat 16x2147483647\n"),
                        CUT,
                        ":2: expected one sample of each signal"),
                hostile("format.hea", text("r 1 360\nr.dat 2147483648\n"), CUT, ":2: expected format 16 or 212"),
                hostile(
                        "above.hea",
                        text("r 1 360\n../../../../etc/hostname 16\n"),
                        CUT,
                        ":2: expected the name of a file"),
                hostile("root.hea", text("r 1 360\n/dev/zero 16\n"), CUT, ":2: expected the name of a file beside"),
                hostile("zero.hea", text("r 1 360\na\0b 16\n"), CUT, ":2: expected the name of a file beside"),
                hostile(
                        "url.hea",
                        text("r 1 360\nhttp://localhost/x 16\n"),
                        CUT,
                        ":2: expected the name of a file beside"));
    }

    @Test
    void signalFilesThatNeverEnd() throws Exception {
        String header = DataFiles.write(folder, "r.hea", "r 1 360\nr.dat 16 1\n");
        String signals = DataFiles.write(folder, "r.dat", Bombs.gzip(new byte[2], new byte[1], MEBIBYTES));
        refused(CUT, header, signals + ": expected a gzip file that unpacks to at most 500 times its size, found ");
        DataFiles.write(folder, "r.dat", Bombs.gzip(new byte[2], new byte[] {0, 0, 0, (byte) 0x80}, 20));
        refused(
                PLAIN.withSlicing(new Slicing(1, 1)),
                header,
                header + ": expected missing samples in at most 131072 places, found more");
        DataFiles.write(folder, "r.hea", "r 1 360 2000000000\nr.dat 16 1\n");
        DataFiles.write(folder, "r.dat", new byte[2000]);
        refused(CUT, header, signals + ", byte 2000: expected sample 1000 of 2000000000 of signal 0, found the end");
    }

    @Test
    void annotationsThatNeverEnd() throws Exception {
        String header = DataFiles.write(folder, "r.hea", "r 1 360\nr.dat 16 1\n");
        DataFiles.write(folder, "r.dat", new byte[20_000]);
        String file =
                DataFiles.write(folder, "r.atr", Bombs.gzip(WfdbFiles.words(1, 1), WfdbFiles.words(1, 1), MEBIBYTES));
        refused(BEATS, header, file + ": expected annotations of at most 16777216 bytes, found more");
        DataFiles.write(folder, "r.atr", Bombs.gzip(WfdbFiles.words(1, 1), WfdbFiles.words(1, 1), 5));
        refused(BEATS, header, file + ", byte 4194304: expected at most 2097152 annotations, found more");
        byte[] noted = WfdbFiles.join(WfdbFiles.words(1, 0), WfdbFiles.text("abcd"));
        DataFiles.write(folder, "r.atr", Bombs.gzip(WfdbFiles.words(1, 1), noted, 15));
        refused(BEATS, header, file + ", byte ");
    }

    /** Many beats and many gaps: each run of samples finds its beats without going through all of them. */
    @Test
    void beatsAreFoundAmongManyGaps() throws Exception {
        byte[] samples = new byte[2 * 12 * 100_000];
        byte[] beats = new byte[2 * 6 * 100_000 + 2];
        for (int i = 0; i < 100_000; i++) {
            samples[24 * i + 23] = (byte) 0x80;
            for (int k = 0; k < 6; k++) {
                beats[12 * i + 2 * k] = 2;
                beats[12 * i + 2 * k + 1] = 4;
            }
        }
        String header = DataFiles.write(folder, "r.hea", "r 1 360\nr.dat 16 1\n");
        DataFiles.write(folder, "r.dat", samples);
        DataFiles.write(folder, "r.atr", beats);
        assertThat(DataFiles.read(List.of(header), BEATS).series()).hasSize(100_000);
    }
}
