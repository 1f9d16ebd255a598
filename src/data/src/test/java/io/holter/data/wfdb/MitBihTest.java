// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.data.DataSource;
import io.holter.data.SharedData;
import io.holter.schemas.Channel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Record 100 of the MIT-BIH Arrhythmia Database (PhysioNet mitdb 1.0.0, ODC-BY 1.0) against what others read from it.
 */
class MitBihTest {

    private static Path data;
    private static WfdbRecord record;

    @BeforeAll
    static void open() throws IOException {
        data = SharedData.require("MITBIH");
        record = WfdbRecord.open(new DataSource(data + "/wfdb/100.hea"), List.of());
    }

    @Test
    void everySampleIsTheSame() throws IOException {
        assertThat(record.frequency()).isEqualTo(360);
        assertThat(record.channels()).containsExactly(new Channel("MLII", "mV"), new Channel("V5", "mV"));
        float[] frame = new float[2];
        int count = 0;
        try (WfdbRecord.Samples samples = record.samples();
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(data.resolve("100_lead0_adc.csv.gz")))))) {
            lines.readLine(); // the column's name
            while (samples.next(frame)) {
                float expected = (float) ((Integer.parseInt(lines.readLine()) - 1024) / 200.0);
                if (frame[0] != expected) {
                    assertThat(frame[0]).as("sample %d", count).isEqualTo(expected);
                }
                count++;
            }
            assertThat(lines.readLine()).isNull();
        }
        assertThat(count).isEqualTo(650_000);
    }

    @Test
    void everyBeatIsWhereItWas() throws IOException {
        List<Annotation> beats =
                record.annotations("atr").stream().filter(Annotation::isBeat).toList();
        assertThat(beats).extracting(Annotation::sample).isEqualTo(positions("100_beats.csv"));
        assertThat(beats)
                .filteredOn(beat -> beat.symbol().equals("V"))
                .extracting(Annotation::sample)
                .isEqualTo(positions("100_pvc.csv"));
        assertThat(beats).extracting(Annotation::symbol).containsOnly("N", "A", "V");
    }

    private static List<Integer> positions(String file) throws IOException {
        return Files.readAllLines(data.resolve(file)).stream()
                .skip(1)
                .map(line -> Integer.valueOf(line.split(",")[1]))
                .toList();
    }
}
