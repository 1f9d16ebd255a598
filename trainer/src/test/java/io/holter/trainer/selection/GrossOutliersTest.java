// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrossOutliersTest {

    private static final int WINDOWS = 120;
    private static final int LENGTH = 20;

    @ParameterizedTest
    @ValueSource(floats = {65535, -32768, 9999, -9999, 1e30f, 32767, 999, 12345})
    void twoReadingsFarBeyondAllOthersAreNamed(float code) throws IOException {
        Random random = new Random(1);
        GrossOutliers found = GrossOutliers.in(windows(i -> i == 107 || i == 2000 ? code : random.nextDouble()));
        assertThat(found.readings()).isEqualTo(2);
        assertThat(found.windows().stream()).containsExactly(5, 100);
        assertThat(found.examples())
                .first()
                .asString()
                .startsWith("made, window 5, sample 7: ")
                .endsWith(code == 1e30f ? "1.0E30" : "%.0f".formatted(code));
    }

    @Test
    void aCodeInATwentiethOfTheRows() throws IOException {
        Random random = new Random(2);
        GrossOutliers found = GrossOutliers.in(windows(i -> i % 400 < 20 ? -32768 : 200 + 100 * random.nextGaussian()));
        assertThat(found.readings()).isEqualTo(WINDOWS * LENGTH / 20);
        assertThat(found.windows().cardinality()).isEqualTo(WINDOWS / 20);
    }

    @Test
    void twoCodesAtOnce() throws IOException {
        Random random = new Random(3);
        GrossOutliers found = GrossOutliers.in(
                windows(i -> i == 0 ? 65535 : i == 1 ? 1e30 : i == 2 ? -9999 : 20 + random.nextGaussian()));
        assertThat(found.readings()).isEqualTo(3);
    }

    @Test
    void oneChannelOfSeveral() throws IOException {
        Random random = new Random(4);
        List<float[]> windows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            windows.add(new float[] {random.nextFloat(), 9000 + 500 * random.nextFloat()});
        }
        windows.get(10)[0] = 9999;
        windows.get(20)[1] = 9999;
        WindowSet set = WindowSet.unlabelled(new WindowShape(1, 2), windows, "made");
        assertThat(GrossOutliers.in(set).windows().stream()).containsExactly(10);
        assertThat(GrossOutliers.in(set).examples())
                .containsExactly("made, window 10, sample 0, channel channel0: 9999");
    }

    @Test
    void whatSensorsMeanStays() throws IOException {
        Random random = new Random(5);
        // An electrocardiogram: flat, with a spike of a hundred times that a second.
        stays(i -> 0.02 * random.nextGaussian() + (i % 100 == 50 ? 3 : 0));
        // Bursts of every size.
        stays(i -> random.nextInt(20) > 0 ? random.nextInt(3) : Math.exp(12 * random.nextDouble()));
        // Two levels.
        stays(i -> i / 1200 == 0 ? random.nextDouble() : 65535 - random.nextDouble());
        // A valve, mostly closed.
        stays(i -> i % 500 == 0 ? 1 : 0);
        // A drift, clipped at the end of the converter's range.
        stays(i -> Math.min(32767, 20.0 * i + random.nextDouble()));
        stays(i -> 7);
    }

    private static void stays(IntToDoubleFunction signal) throws IOException {
        assertThat(GrossOutliers.in(windows(signal)).readings()).isZero();
    }

    private static WindowSet windows(IntToDoubleFunction signal) throws IOException {
        List<float[]> windows = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            float[] window = new float[LENGTH];
            for (int t = 0; t < LENGTH; t++) {
                window[t] = (float) signal.applyAsDouble(i * LENGTH + t);
            }
            windows.add(window);
        }
        return WindowSet.unlabelled(new WindowShape(LENGTH, 1), windows, "made");
    }
}
