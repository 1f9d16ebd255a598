// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbsurdReadingsTest {

    private static final WindowShape TEN = new WindowShape(10, 1);
    private static final int COUNT = 2000;

    @ParameterizedTest
    @ValueSource(floats = {65535, -32768, 9999, -9999, -999, 1e30f, -1e30f, 3.4028235e38f, 12_345.678f, 4e9f})
    void oneOfTheseAmongNoiseIsAbsurd(float code) throws Exception {
        double[] noise = noise(1);
        AbsurdReadings found = in(t -> t == 777 ? code : noise[t]);
        assertThat(found.isIn(77)).isTrue();
        assertThat(found.without().size()).isEqualTo(COUNT / 10 - 1);
        assertThat(found.describe())
                .startsWith("1 reading far beyond all others of the channel, in 1 of 200 windows: ")
                .endsWith(" at a: window 77, sample 7, channel channel0");
    }

    @ParameterizedTest
    @ValueSource(floats = {-32768, 65535, 1000.5f})
    void aCodeInFivePercentOfTheRowsIsAbsurd(float code) throws Exception {
        double[] noise = noise(2);
        AbsurdReadings found = in(t -> t / 10 % 20 == 3 ? code : noise[t]);
        assertThat(found.without().size()).isEqualTo(190);
        assertThat(found.describe()).startsWith("100 readings").endsWith("; …");
    }

    /** The 10 and 90 % quantiles are then the code itself. */
    @ParameterizedTest
    @CsvSource({"-9999, 20", "65535, 20", "1e38, 60", "-32768, 90"})
    void aCodeMayBeMostOfTheRows(float code, int percent) throws Exception {
        double[] noise = noise(8);
        AbsurdReadings found = in(t -> t / 10 % 20 < percent / 5 ? code : noise[t]);
        assertThat(found.without().size()).isEqualTo(200 - 2 * percent);
        assertThat(found.describe()).startsWith(20 * percent + " readings");
    }

    @Test
    void aGreaterCodeDoesNotHideALesserOne() throws Exception {
        double[] noise = noise(9);
        Map<Integer, Double> codes = Map.of(5, 999.0, 15, 65_535.0, 25, 65_535.0, 35, 1e9);
        AbsurdReadings found = in(t -> codes.getOrDefault(t, noise[t]));
        assertThat(found.without().size()).isEqualTo(196);
    }

    @Test
    void codesAtBothEndsDoNotHideEachOther() throws Exception {
        double[] noise = noise(3);
        AbsurdReadings found =
                in(t -> t == 5 ? 70_000.5 : t == 15 ? -69_000.5 : t == 25 ? 1e30 : t == 35 ? -1e25 : noise[t]);
        assertThat(List.of(found.isIn(0), found.isIn(1), found.isIn(2), found.isIn(3)))
                .containsOnly(true);
        assertThat(found.without().size()).isEqualTo(196);
    }

    @Test
    void whatSensorsDoMeanStays() throws Exception {
        double[] noise = noise(4);
        Random random = new Random(5);
        List<IntToDoubleFunction> signals = List.of(
                t -> noise[t],
                t -> t * 0.5,
                t -> Math.exp(2 * noise[t]),
                t -> t % 2,
                t -> t == 700 ? 1 : 0,
                t -> t / 50 % 4 == 0 ? 999 : 0,
                t -> Math.max(-32_768, Math.min(32_767, Math.rint(40_000 * noise[t]))),
                t -> t % 500 == 0 ? 400 : 0,
                t -> noise[t] > 1.95 ? 80 + 40 * random.nextDouble() : noise[t],
                t -> Math.pow(Math.sin(t / 40.0), 40) * 1.5 + noise[t] / 100,
                t -> 45.868);
        for (IntToDoubleFunction signal : signals) {
            assertThat(in(signal).isEmpty()).isTrue();
        }
    }

    @Test
    void oneChannelOfSeveralIsLookedAtByItself() throws Exception {
        double[] noise = noise(6);
        WindowShape two = new WindowShape(5, 2);
        List<float[]> windows = cut(t -> t == 13 ? 65_535 : t % 2 == 0 ? 40_000 * noise[t] : noise[t]);
        AbsurdReadings found = AbsurdReadings.in(WindowSet.unlabelled(two, windows, "a"));
        assertThat(found.describe()).endsWith("65535 at a: window 1, sample 1, channel channel1");
    }

    /** A reading that several windows share is one. */
    @Test
    void readingsOfSeriesAreCountedOnce() throws Exception {
        double[] noise = noise(7);
        noise[50] = 65_535;
        try (WindowSet.Builder builder = new WindowSet.Builder(TEN)) {
            for (int start = 0; start + 10 <= COUNT; start++) {
                float[] window = new float[10];
                for (int t = 0; t < 10; t++) {
                    window[t] = (float) noise[start + t];
                }
                builder.addCut(window, false, 0, start);
            }
            Series series = new Series("pump.csv", COUNT, new BitSet());
            WindowSet windows = builder.build(false, Signal.from(List.of("pump.csv")), List.of(series));
            assertThat(AbsurdReadings.in(windows).describe())
                    .isEqualTo("1 reading far beyond all others of the channel, in 10 of 1991 windows:"
                            + " 65535 at pump.csv, sample 50, channel channel0");
        }
    }

    private static AbsurdReadings in(IntToDoubleFunction signal) throws IOException {
        return AbsurdReadings.in(WindowSet.unlabelled(TEN, cut(signal), "a"));
    }

    private static List<float[]> cut(IntToDoubleFunction signal) {
        float[][] windows = new float[COUNT / 10][10];
        for (int t = 0; t < COUNT; t++) {
            windows[t / 10][t % 10] = (float) signal.applyAsDouble(t);
        }
        return Arrays.asList(windows);
    }

    private static double[] noise(long seed) {
        return new Random(seed)
                .doubles(COUNT)
                .map(u -> 2 * u - 1 + Math.pow(2 * u - 1, 9))
                .toArray();
    }
}
