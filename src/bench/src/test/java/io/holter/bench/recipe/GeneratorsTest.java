// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.data.set.WindowSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorsTest {

    @Test
    void theSpiralRunsFromTheFirstPointToTheLast() throws Exception {
        WindowSet points = Spiral.points(100);
        assertThat(points.size()).isEqualTo(100);
        assertThat(points.window(0)).containsExactly(new float[] {0.0707372f, 0.9974950f}, within(1e-6f));
        // 2 cos 6.5, 2 sin 6.5
        assertThat(points.window(99)).containsExactly(new float[] {1.9531752f, 0.4302400f}, within(1e-5f));
        for (int i = 0; i < 100; i++) {
            float[] point = points.window(i);
            assertThat(Math.hypot(point[0], point[1])).isCloseTo(1 + i / 99.0, within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(Texture.class)
    void picturesAreColouredDifferentAndTheSameBySeed(Texture texture) throws Exception {
        WindowSet pictures = texture.draw(5, 1);
        assertThat(pictures.signal().height()).isEqualTo(64);
        assertThat(pictures.shape().length()).isEqualTo(64 * 64);
        assertThat(pictures.shape().channels()).isEqualTo(3);
        for (float[] picture : pictures.windows()) {
            for (float value : picture) {
                assertThat(value).isBetween(0f, 255f);
            }
            assertThat(deviation(picture)).isGreaterThan(10);
        }
        assertThat(pictures.window(0)).isNotEqualTo(pictures.window(1));
        assertThat(texture.draw(5, 1).fingerprint()).isEqualTo(pictures.fingerprint());
        assertThat(texture.draw(5, 2).fingerprint()).isNotEqualTo(pictures.fingerprint());
    }

    @Test
    void foliageIsGreenAndSmootherThanPatterns() throws Exception {
        WindowSet foliage = Texture.FOLIAGE.draw(20, 1);
        for (float[] picture : foliage.windows()) {
            double[] means = new double[3];
            for (int i = 0; i < picture.length; i++) {
                means[i % 3] += picture[i];
            }
            assertThat(means[1]).isGreaterThan(means[0]).isGreaterThan(means[2]);
        }
        assertThat(largestStep(foliage)).isLessThan(largestStep(Texture.PATTERN.draw(20, 1)));
    }

    private static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length - Math.pow(sum / values.length, 2));
    }

    private static double largestStep(WindowSet pictures) {
        double largest = 0;
        for (float[] picture : pictures.windows()) {
            for (int i = 3; i < picture.length; i++) {
                if (i / 3 % 64 != 0) {
                    largest = Math.max(largest, Math.abs(picture[i] - picture[i - 3]));
                }
            }
        }
        return largest;
    }
}
