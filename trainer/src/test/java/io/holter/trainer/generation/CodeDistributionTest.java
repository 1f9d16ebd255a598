// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CodeDistributionTest {

    private static final int COUNT = 20_000;

    /** Four standard errors of a mean or a covariance of numbers around 1, from as many draws. */
    private static final double CHANCE = 4 * 2 / Math.sqrt(COUNT);

    @Test
    void drawsHaveTheMeanAndTheCovarianceOfTheCodes() {
        float[] codes = codes();
        float[] drawn = CodeDistribution.of(codes, COUNT, 3).draw(COUNT, new Random(2));
        for (int a = 0; a < 3; a++) {
            assertThat(mean(drawn, a)).isCloseTo(mean(codes, a), within(CHANCE));
            for (int b = 0; b < 3; b++) {
                assertThat(covariance(drawn, a, b)).isCloseTo(covariance(codes, a, b), within(CHANCE));
            }
        }
    }

    @Test
    void theFactorTimesItselfIsTheCovariance() {
        float[] codes = codes();
        double[][] factor = CodeDistribution.of(codes, COUNT, 3).factor();
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                double product = 0;
                for (int j = 0; j <= Math.min(a, b); j++) {
                    product += factor[a][j] * factor[b][j];
                }
                assertThat(product).isCloseTo(covariance(codes, a, b), within(1e-9));
            }
        }
    }

    @Test
    void valuesThatNeverChangeOrFollowOthersStaySo() {
        Random random = new Random(3);
        float[] codes = new float[4 * 100];
        for (int i = 0; i < 100; i++) {
            codes[4 * i] = 7;
            codes[4 * i + 1] = (float) random.nextGaussian();
            codes[4 * i + 2] = 2 * codes[4 * i + 1] + 1;
            codes[4 * i + 3] = (float) random.nextGaussian();
        }
        float[] drawn = CodeDistribution.of(codes, 100, 4).draw(50, random);
        for (int i = 0; i < 50; i++) {
            assertThat(drawn[4 * i]).isEqualTo(7);
            assertThat(drawn[4 * i + 2]).isCloseTo(2 * drawn[4 * i + 1] + 1, within(1e-4f));
        }
    }

    @Test
    void drawsStayWithinTheRangeOfTheCodes() {
        float[] codes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 5};
        float[] drawn = CodeDistribution.of(codes, 10, 1).draw(1000, new Random(1));
        assertThat(drawn).contains(0f);
        for (float value : drawn) {
            assertThat(value).isBetween(0f, 5f);
        }
    }

    @Test
    void theSameSeedDrawsTheSame() {
        CodeDistribution distribution = CodeDistribution.of(codes(), COUNT, 3);
        assertThat(distribution.draw(5, new Random(9))).isEqualTo(distribution.draw(5, new Random(9)));
        assertThat(distribution.draw(5, new Random(9))).isNotEqualTo(distribution.draw(5, new Random(8)));
    }

    @Test
    void oneCodeHasNoSpread() {
        assertThatThrownBy(() -> CodeDistribution.of(new float[3], 1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at least 2 codes to fit to, got 1");
    }

    private static float[] codes() {
        Random random = new Random(1);
        float[] codes = new float[3 * COUNT];
        for (int i = 0; i < COUNT; i++) {
            double common = random.nextGaussian();
            codes[3 * i] = (float) (1 + common);
            codes[3 * i + 1] = (float) (-2 + common + 0.5 * random.nextGaussian());
            codes[3 * i + 2] = (float) (0.3 * random.nextGaussian());
        }
        return codes;
    }

    private static double mean(float[] codes, int k) {
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += codes[3 * i + k];
        }
        return sum / COUNT;
    }

    private static double covariance(float[] codes, int a, int b) {
        double meanA = mean(codes, a);
        double meanB = mean(codes, b);
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += (codes[3 * i + a] - meanA) * (codes[3 * i + b] - meanB);
        }
        return sum / (COUNT - 1);
    }
}
