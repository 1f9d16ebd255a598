// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFeature;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.DataFormat.Axes;
import io.holter.data.DataFormatException;
import io.holter.data.set.WindowSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples × channels, or channels × samples: as the format says, never by guessing. */
class AxisOrderTest {

    private static final DataFormat PLAIN = DataFormat.unlabelled();

    @TempDir
    private Path folder;

    @Test
    void theNumberOfChannelsTellsWhichAxisIsTheirs() throws Exception {
        assertThat(read(PLAIN.withChannels(2), 2, 2, 3).windows())
                .containsExactly(new float[] {0, 3, 1, 4, 2, 5}, new float[] {6, 9, 7, 10, 8, 11});
        assertThat(read(PLAIN.withChannels(3), 2, 2, 3).windows())
                .containsExactly(new float[] {0, 1, 2, 3, 4, 5}, new float[] {6, 7, 8, 9, 10, 11});
        assertThat(read(PLAIN.withChannels(3), 16, 3, 20).shape()).isEqualTo(new WindowShape(20, 3));
        assertThat(read(PLAIN.withChannels(3), 16, 20, 3).shape()).isEqualTo(new WindowShape(20, 3));
        assertThatThrownBy(() -> read(PLAIN.withChannels(4), 16, 3, 20))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageEndingWith(": expected an axis of 4 channels, found 16 × 3 × 20 of float32");
    }

    @Test
    void theOrderCanBeSaid() throws Exception {
        assertThat(read(PLAIN.withAxes(Axes.CHANNELS_SAMPLES), 1, 2, 2).window(0))
                .containsExactly(0, 2, 1, 3);
        assertThat(read(PLAIN.withAxes(Axes.SAMPLES_CHANNELS), 1, 2, 2).window(0))
                .containsExactly(0, 1, 2, 3);
        assertThat(read(PLAIN.withAxes(Axes.SAMPLES_CHANNELS), 16, 3, 20).shape())
                .isEqualTo(new WindowShape(3, 20));
    }

    @Test
    void whatCouldBeEitherIsRefused() throws Exception {
        ambiguous(PLAIN, List.of(DataFeature.CHANNELS, DataFeature.AXES), 16, 3, 20);
        ambiguous(PLAIN, List.of(DataFeature.CHANNELS, DataFeature.AXES), 16, 5, 5);
        ambiguous(PLAIN.withChannels(5), List.of(DataFeature.AXES), 16, 5, 5);
        DataFormat cut = PLAIN.withSlicing(new Slicing(2, 2));
        ambiguous(cut, List.of(DataFeature.CHANNELS, DataFeature.AXES), 3, 20);
        assertThat(read(PLAIN, 16, 20, 3).shape()).isEqualTo(new WindowShape(20, 3));
    }

    @Test
    void seriesAreCutFromSamplesOfChannels() throws Exception {
        DataFormat cut = PLAIN.withSlicing(new Slicing(2, 2));
        assertThat(read(cut.withChannels(5), 4, 5).shape()).isEqualTo(new WindowShape(2, 5));
        assertThatThrownBy(() -> read(cut.withChannels(3), 3, 20))
                .isInstanceOf(DataFormatException.class)
                .hasMessageEndingWith(": expected samples × channels, to cut (save numpy.ascontiguousarray(a.T)), "
                        + "found 3 × 20 of float32");
    }

    @Test
    void objectsOfPythonAreNamed() throws Exception {
        String file = DataFiles.write(
                folder, "o.npy", DataFiles.npy(1, DataFiles.header("|O", false, 3), new byte[] {(byte) 0x80, 4, 95}));
        assertThatThrownBy(() -> DataFiles.read(List.of(file), PLAIN))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(file + ": 'descr': expected elements b1, i1 to i8, u1 to u8, f4 or f8, found |O, pickled "
                        + "objects of Python (save numpy.array(a, dtype=numpy.float32))");
    }

    private void ambiguous(DataFormat format, List<DataFeature> features, int... shape) {
        assertThatThrownBy(() -> read(format, shape))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("a.npy: expected to be told which axis counts samples and which channels, found ")
                .extracting(e -> ((DataFormatException) e).features())
                .isEqualTo(features);
    }

    private WindowSet read(DataFormat format, int... shape) throws Exception {
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return DataFiles.read(List.of(DataFiles.write(folder, "a.npy", DataFiles.npy(values, shape))), format);
    }
}
