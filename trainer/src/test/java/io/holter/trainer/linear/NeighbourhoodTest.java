// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {

    private static final int SIZE = 40;

    private final Random random = new Random(5);

    /** So few windows are their own centres, and 32 components keep all of windows that vary in fewer directions. */
    @Test
    void ofFewWindowsItIsTheNearestOfThem() {
        List<float[]> windows = waves(200);
        Neighbourhood neighbourhood = Neighbourhood.of(windows, 1);
        assertThat(neighbourhood.centres()).hasNumberOfRows(200);
        Neighbours exact = new Neighbours(windows, 1);
        for (int i = 0; i < 50; i++) {
            float[] window = noisy(wave(), 0.5);
            double expected = Math.pow(exact.distance(window), 2);
            assertThat(neighbourhood.squaredDistance(window)).isCloseTo(expected, within(1e-3 * (1 + expected)));
        }
        windows.forEach(
                window -> assertThat(neighbourhood.squaredDistance(window)).isCloseTo(0, within(1e-3)));
    }

    /** Whatever the components leave of a window counts, too. */
    @Test
    void whatNoNormalWindowHasIsFar() {
        Neighbourhood neighbourhood = Neighbourhood.of(waves(2000), 1);
        assertThat(neighbourhood.centres().length).isBetween(100, 256);
        float[] spike = wave();
        spike[7] += 5;
        assertThat(neighbourhood.squaredDistance(spike)).isCloseTo(25, within(3.0));
    }

    /** Two odd windows among thousands get no centre of their own, wherever the rounds start. */
    @Test
    void oddWindowsAreNoNeighbours() {
        List<float[]> windows = waves(4000);
        float[] odd = new float[SIZE];
        Arrays.fill(odd, 9);
        windows.add(odd);
        windows.add(odd);
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(Neighbourhood.of(windows, seed).squaredDistance(odd)).isGreaterThan(100);
        }
    }

    /** Alike but for one: the centres lie all in one place. */
    @Test
    void windowsThatDoNotVary() {
        List<float[]> windows = new ArrayList<>(
                IntStream.range(0, 1000).mapToObj(i -> new float[SIZE]).toList());
        assertThat(Neighbourhood.of(windows, 1).squaredDistance(new float[SIZE]))
                .isZero();
        float[] other = new float[SIZE];
        other[3] = 2;
        windows.add(other);
        assertThat(Neighbourhood.of(windows, 1).squaredDistance(new float[SIZE]))
                .isCloseTo(0, within(1e-4));
        assertThat(Neighbourhood.of(windows.subList(0, 1), 1).squaredDistance(other))
                .isEqualTo(4);
    }

    @Test
    void theSameSeedGivesTheSame() {
        List<float[]> windows = waves(3000);
        assertThat(Neighbourhood.of(windows, 3).centres())
                .isDeepEqualTo(Neighbourhood.of(windows, 3).centres());
        assertThatThrownBy(() -> new Neighbourhood(new float[2], new float[0][], new float[0][]))
                .hasMessage("a neighbourhood has at least one centre");
    }

    private List<float[]> waves(int count) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> wave()).toList());
    }

    /** A sine of any amplitude and phase, and of one to three cycles: six directions. */
    private float[] wave() {
        double a = random.nextGaussian();
        double b = random.nextGaussian();
        int cycles = 1 + random.nextInt(3);
        float[] wave = new float[SIZE];
        for (int t = 0; t < SIZE; t++) {
            double phase = 2 * Math.PI * cycles * t / SIZE;
            wave[t] = (float) (a * Math.sin(phase) + b * Math.cos(phase));
        }
        return wave;
    }

    private float[] noisy(float[] window, double deviation) {
        for (int t = 0; t < window.length; t++) {
            window[t] += (float) (deviation * random.nextGaussian());
        }
        return window;
    }
}
