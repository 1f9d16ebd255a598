// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import io.holter.data.wfdb.BeatLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Windows and labels are, byte for byte, those that revision 924a4c6 cut, before slicing became a fold: the
 * fingerprints are those of the cards that it wrote. A model's data fingerprint must stay comparable.
 */
class SameWindowsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "10, 10, 72563dd5cd43523288448f41a1a8bf352136fc5cf903302d66b7bff449cd31c3",
        "10, 3, 3113eab7264066154f0fc9d8a76700dcb9077c7e76a6ef2059c9fdf7bc147654",
        "5, 17, e635627a519b28f00b2b0d100d2981c90995600d7f1d49e2662a99f4a7ba9402",
        "60, 1, 60aa060fb4f74dba19b612f56ef07f65f19bc4c4632b36e95be2db570ee2a83a"
    })
    void ofASeriesWithLabels(int window, int stride, String fingerprint) throws IOException {
        StringBuilder samples = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            samples.append(i * 7919 % 1000 / 8.0)
                    .append(',')
                    .append((long) i * 104_729 % 997 / 4.0 - 50)
                    .append('\n');
            labels.append(i % 97 < 5 ? 1 : 0).append('\n');
        }
        String file = DataFiles.write(folder, "s.csv", samples.toString());
        String labelFile = DataFiles.write(folder, "l.txt", labels.toString());
        DataFormat format = DataFormat.of(new Labels(LabelPlace.FILE, List.of("0"), List.of(labelFile)))
                .withSlicing(new Slicing(window, stride));
        assertThat(DataFiles.read(List.of(file), format).fingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void ofARecordedHeart() throws IOException {
        String record = SharedData.require("MITBIH/wfdb/100.hea").toString();
        DataFormat format = DataFormat.of(new Labels(LabelPlace.OWN, BeatLabels.NORMAL, List.of()));
        assertThat(DataFiles.read(List.of(record), format.withBeats(new BeatWindow(90, 162)))
                        .fingerprint())
                .isEqualTo("4bbac8a1cda7369d3dc0c37d82f53c0eefd8342a90adf3ce6f90bd77a9d37133");
        assertThat(DataFiles.read(List.of(record), format.withSlicing(new Slicing(360, 180)))
                        .fingerprint())
                .isEqualTo("feea1d08f8d2c6925cf4adc583e4f17f2c1c1a1dcc6a4f159f427a17919b1736");
    }
}
