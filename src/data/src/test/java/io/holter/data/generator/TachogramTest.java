// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TachogramTest {

    private final Tachogram tachogram = new Tachogram(0.85, 0.04, new SplittableRandom(7));

    @Test
    void hasTheMeanAndStandardDeviationAskedFor() {
        double sum = 0;
        double squares = 0;
        int n = 512;
        for (int i = 0; i < n; i++) {
            double t = tachogram.cycleSeconds(i / 2.0);
            sum += t;
            squares += t * t;
        }
        double mean = sum / n;
        assertThat(mean).isCloseTo(0.85, within(1e-9));
        assertThat(Math.sqrt(squares / n - mean * mean)).isCloseTo(0.04, within(1e-9));
    }

    @Test
    void hasItsPowerAroundATenthAndAQuarterHertzAtOneToTwo() {
        double low = power(0.07, 0.13);
        double high = power(0.22, 0.28);
        assertThat(low / high).isCloseTo(0.5, within(0.01));
        assertThat(low + high).isCloseTo(power(1 / 256.0, 0.99), within(1e-9));
    }

    @Test
    void repeatsAndIsContinuous() {
        assertThat(tachogram.cycleSeconds(256 + 12.3)).isCloseTo(tachogram.cycleSeconds(12.3), within(1e-9));
        assertThat(tachogram.cycleSeconds(255.9999)).isCloseTo(tachogram.cycleSeconds(256), within(1e-4));
    }

    @Test
    void refusesWhatCouldReachZero() {
        assertThatThrownBy(() -> new Tachogram(0.8, 0.2, new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("below a fifth");
    }

    /** Direct Fourier sums over the 256 s. */
    private double power(double fromHz, double toHz) {
        double power = 0;
        int n = 512;
        for (int k = (int) Math.ceil(fromHz * 256); k <= toHz * 256; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < n; i++) {
                double t = tachogram.cycleSeconds(i / 2.0);
                re += t * Math.cos(2 * Math.PI * k * i / n);
                im += t * Math.sin(2 * Math.PI * k * i / n);
            }
            power += re * re + im * im;
        }
        return power;
    }
}
