// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    private static final int NEAREST = 3;

    private final Random random = new Random(4);

    /** More than two tiles of them, some of them equal. */
    private final List<float[]> references =
            IntStream.range(0, 600).mapToObj(i -> point()).toList();

    private final Neighbours neighbours = new Neighbours(references, NEAREST);

    @Test
    void areFoundInEveryTile() {
        for (int i = 0; i < 100; i++) {
            float[] window = point();
            double[] nearest = nearest(window);
            double mean = Arrays.stream(nearest).average().orElseThrow();
            assertThat(neighbours.distance(window)).isCloseTo(mean, within(1e-5));
            assertThat(neighbours.farthest(window)).isCloseTo(nearest[NEAREST - 1], within(1e-5));
        }
    }

    @Test
    void areWithinARadiusOrNot() {
        int[] count = new int[2];
        for (int i = 0; i < 300; i++) {
            float[] window = point();
            double radius = 3 * random.nextDouble();
            boolean expected = nearest(window)[NEAREST - 1] <= radius;
            assertThat(neighbours.areWithin(window, radius)).isEqualTo(expected);
            count[expected ? 1 : 0]++;
        }
        assertThat(count[0]).isGreaterThan(50);
        assertThat(count[1]).isGreaterThan(50);
    }

    @Test
    void aReferenceIsItsOwnNearest() {
        Neighbours own = new Neighbours(references, 1);
        references.forEach(reference -> assertThat(own.areWithin(reference, 0)).isTrue());
        assertThat(own.areWithin(new float[] {0.5f, 0.5f}, 0)).isFalse();
    }

    @Test
    void allCountWhereThereAreFewer() {
        Neighbours two = new Neighbours(references.subList(0, 2), 5);
        double[] apart = distances(references.subList(0, 2), references.get(0));
        assertThat(two.distance(references.get(0))).isCloseTo(apart[1] / 2, within(1e-5));
        assertThat(two.farthest(references.get(0))).isCloseTo(apart[1], within(1e-5));
    }

    private float[] point() {
        return new float[] {random.nextInt(50), random.nextInt(50)};
    }

    private double[] nearest(float[] window) {
        return Arrays.copyOf(distances(references, window), NEAREST);
    }

    private static double[] distances(List<float[]> points, float[] window) {
        return points.stream()
                .mapToDouble(point -> Math.hypot(point[0] - window[0], point[1] - window[1]))
                .sorted()
                .toArray();
    }
}
