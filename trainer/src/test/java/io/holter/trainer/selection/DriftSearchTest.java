// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.data.set.Series;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.trainer.linear.Drift;
import io.holter.trainer.network.Normalisation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Two channels of noise, on one of which something slow is laid. */
class DriftSearchTest {

    private static final int LENGTH = 10;
    private static final int SAMPLES = 1_000;
    private static final WindowShape SHAPE = new WindowShape(LENGTH, 2);

    @Test
    void aChannelThatClimbsDrifts() throws IOException {
        Drift drift = search(series(1, t -> 6.0 * t / SAMPLES), 1).orElseThrow();
        assertThat(drift.directions()).hasNumberOfRows(1);
        float[] direction = drift.directions()[0];
        double climbing = 0;
        for (int i = 0; i < direction.length; i += 2) {
            climbing += direction[i] / Math.sqrt(LENGTH);
        }
        assertThat(Math.abs(climbing)).as("the level of the first channel").isGreaterThan(0.98);
        // Some 6 units of the channel, of deviation 2 with the noise, were climbed; as far again is drift on either
        // side.
        double climbed = (drift.greatest()[0] - drift.least()[0]) / 3;
        assertThat(climbed).isCloseTo(3 * Math.sqrt(LENGTH), within(2.0));
    }

    @Test
    void windowsThatAreFarApartTellToo() throws IOException {
        assertThat(search(series(1, t -> 6.0 * t / SAMPLES), 40))
                .as("25 windows")
                .isPresent();
    }

    @Test
    void aCycleIsToBeLearned() throws IOException {
        for (double cycles : new double[] {3, 4.5, 8}) {
            assertThat(search(series(1, t -> 3 * Math.sin(2 * Math.PI * cycles * t / SAMPLES)), 1))
                    .as("%s cycles", cycles)
                    .isEmpty();
        }
    }

    @Test
    void ofNoiseHardlyAnythingDrifts() throws IOException {
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            found += search(series(seed, t -> 0), 1).isPresent() ? 1 : 0;
            found += search(series(seed, t -> 0), LENGTH).isPresent() ? 1 : 0;
        }
        assertThat(found).isLessThanOrEqualTo(4);
    }

    @Test
    void windowsThatStandForThemselvesDoNotDrift() throws IOException {
        WindowSet cut = cut(series(1, t -> 6.0 * t / SAMPLES), LENGTH);
        WindowSet rows = WindowSet.unlabelled(SHAPE, cut.windows(), "rows");
        assertThat(DriftSearch.in(rows, units(rows))).isEmpty();
    }

    @Test
    void tooFewWindowsTellNothing() throws IOException {
        WindowSet few = cut(series(1, t -> 6.0 * t / SAMPLES), LENGTH).subset(new int[] {0, 1, 2, 3, 4});
        assertThat(DriftSearch.in(few, units(few))).isEmpty();
    }

    private static Optional<Drift> search(float[] samples, int stride) throws IOException {
        WindowSet windows = cut(samples, stride);
        return DriftSearch.in(windows, units(windows));
    }

    private static Normalisation units(WindowSet windows) {
        return Normalisation.of(Normalisation.Kind.STANDARD, windows.shape(), windows.windows());
    }

    /** Noise of deviation 1 on both channels, time-major. */
    private static float[] series(long seed, IntToDoubleFunction slow) {
        Random random = new Random(seed);
        float[] samples = new float[SAMPLES * 2];
        for (int t = 0; t < SAMPLES; t++) {
            samples[2 * t] = (float) (slow.applyAsDouble(t) + random.nextGaussian());
            samples[2 * t + 1] = (float) random.nextGaussian();
        }
        return samples;
    }

    private static WindowSet cut(float[] samples, int stride) throws IOException {
        List<Series> series = new ArrayList<>();
        try (WindowSet.Builder builder = new WindowSet.Builder(SHAPE)) {
            for (int start = 0; start + LENGTH <= SAMPLES; start += stride) {
                float[] window = new float[SHAPE.size()];
                System.arraycopy(samples, 2 * start, window, 0, window.length);
                builder.addCut(window, false, 0, start);
            }
            series.add(new Series("series", SAMPLES, new BitSet()));
            return builder.build(false, Signal.from(List.of("test")), series);
        }
    }
}
