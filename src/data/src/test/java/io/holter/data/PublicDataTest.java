// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.core.slicing.Slicing;
import io.holter.data.set.WindowSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Public data sets, where they are at hand: see the data page. */
class PublicDataTest {

    @Test
    void mnist() throws Exception {
        Labels ones = new Labels(
                LabelPlace.FILE,
                List.of("1"),
                List.of(SharedData.require("MNIST/t10k-labels-idx1-ubyte.gz").toString()));
        WindowSet windows = DataFiles.read(
                List.of(SharedData.require("MNIST/t10k-images-idx3-ubyte.gz").toString()), DataFormat.of(ones));
        assertThat(windows.shape()).isEqualTo(new WindowShape(784, 1));
        assertThat(windows.signal().height()).isEqualTo(28);
        assertThat(windows.size()).isEqualTo(10_000);
        assertThat(windows.normal().size()).isEqualTo(1135);
        float[] first = windows.window(0);
        assertThat(first[7 * 28 + 6]).isEqualTo(84);
    }

    @Test
    void serverMetrics() throws Exception {
        Labels labels = new Labels(
                LabelPlace.FILE,
                List.of("0"),
                List.of(SharedData.require("SMD/machine-1-6_test_label.txt").toString()));
        WindowSet windows = DataFiles.read(
                List.of(SharedData.require("SMD/machine-1-6_test.npy.gz").toString()),
                DataFormat.of(labels).withSlicing(new Slicing(60, 30)));
        assertThat(windows.shape()).isEqualTo(new WindowShape(60, 38));
        assertThat(windows.size()).isEqualTo((23_689 - 60) / 30 + 1);
        assertThat(windows.series().get(0).length()).isEqualTo(23_689);
        long anomalous =
                Files.readAllLines(Path.of(SharedData.require("SMD/machine-1-6_test_label.txt")
                                .toString()))
                        .stream()
                        .filter("1"::equals)
                        .count();
        assertThat(windows.series().get(0).anomalies().cardinality()).isEqualTo((int) anomalous);
    }

    @Test
    void numentaBenchmark() throws Exception {
        DataFormat format = DataFormat.unlabelled()
                .withColumns(new DataFormat.Columns(true, 1))
                .withSlicing(new Slicing(48, 24));
        WindowSet windows = DataFiles.read(
                List.of(SharedData.require("NAB/data/realTraffic").toString() + "/speed_*.csv"), format);
        assertThat(windows.shape()).isEqualTo(new WindowShape(48, 1));
        assertThat(windows.series()).hasSize(3);
        assertThat(windows.signal().channels()).hasSize(1);
        assertThat(windows.window(0)).startsWith(90, 80);
    }

    @Test
    void ucr() throws Exception {
        WindowSet windows = DataFiles.read(
                List.of(SharedData.require("UCR/CBF/CBF_TRAIN.tsv.gz").toString()),
                DataFormat.labelled(LabelPlace.FIRST, "1"));
        assertThat(windows.shape()).isEqualTo(new WindowShape(128, 1));
        assertThat(windows.size()).isEqualTo(30);
        assertThat(windows.normal().size()).isEqualTo(10);
    }
}
