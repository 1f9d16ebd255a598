// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContaminationTest {

    private static final int SEEDS = 60;

    static List<Arguments> hills() {
        return List.of(
                hill("normal", r -> Math.abs(10 + r.nextGaussian())),
                hill("wide normal", r -> Math.abs(10 + 3 * r.nextGaussian())),
                hill("chi-square of 1", r -> chiSquare(r, 1)),
                hill("chi-square of 4", r -> chiSquare(r, 4)),
                hill("chi-square of 30", r -> chiSquare(r, 30)),
                hill("exponential", r -> -Math.log(1 - r.nextDouble())),
                hill("uniform: densest near the largest", Random::nextDouble),
                hill("narrow log-normal", r -> Math.exp(0.1 * r.nextGaussian())),
                hill("log-normal", r -> Math.exp(0.6 * r.nextGaussian())),
                hill("wide log-normal", r -> Math.exp(2 * r.nextGaussian())),
                hill("Student's, 3 degrees", r -> Math.abs(r.nextGaussian() / Math.sqrt(chiSquare(r, 3)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hills")
    void oneHillStaysWhole(String name, ToDoubleFunction<Random> shape) {
        for (int count : new int[] {20, 200, 2000}) {
            for (double most : new double[] {0.1, 0.4, 0.49}) {
                for (int seed = 0; seed < SEEDS; seed++) {
                    double[] errors = draw(shape, count, seed);
                    assertThat(Contamination.limit(errors, most, 0))
                            .as("%d windows, at most %s, seed %d", count, most, seed)
                            .isEqualTo(Double.POSITIVE_INFINITY);
                }
            }
        }
    }

    /** A tail that falls as a power has stragglers, of which few may look like a hill of their own. */
    @Test
    void heavyTailsLoseNextToNothing() {
        int cut = 0;
        for (int seed = 0; seed < 200; seed++) {
            double[] errors = draw(r -> Math.pow(1 - r.nextDouble(), -0.5), 2000, seed);
            double share = above(errors, Contamination.limit(errors, 0.4, 0));
            assertThat(share).isLessThan(0.01);
            cut += share > 0 ? 1 : 0;
        }
        assertThat(cut).isLessThan(6);
    }

    /** As in noise, where two kinds of normal windows hardly differ: hills apart, but not far. */
    @ParameterizedTest
    @CsvSource({"2.2, false", "6, true"})
    void aHillNearTheFirstIsNormalToo(double times, boolean cut) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            double[] first = draw(r -> Math.exp(0.1 * r.nextGaussian()), 1600, random);
            double[] second = draw(r -> times * Math.exp(0.1 * r.nextGaussian()), 400, random);
            double limit = Contamination.limit(join(first, second), 0.4, 0);
            assertThat(Double.isFinite(limit)).as("seed %d", seed).isEqualTo(cut);
        }
    }

    /** Two log-normal hills of deviation 0.3, the second e² or e³ as far: 6.7 or 10 deviations from the first. */
    @ParameterizedTest
    @CsvSource({
        "50, 0.2, 3",
        "50, 0.35, 3",
        "200, 0.05, 3",
        "200, 0.1, 2",
        "200, 0.2, 2",
        "200, 0.35, 2",
        "2000, 0.02, 2",
        "2000, 0.05, 2",
        "2000, 0.2, 2",
        "2000, 0.35, 2"
    })
    void theLimitLiesInTheValley(int count, double share, double gap) {
        int anomalies = (int) Math.round(share * count);
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            double[] normal = draw(r -> Math.exp(0.3 * r.nextGaussian()), count - anomalies, random);
            double[] abnormal = draw(r -> Math.exp(gap + 0.3 * r.nextGaussian()), anomalies, random);
            double limit = Contamination.limit(join(normal, abnormal), 0.4, 0);
            assertThat(limit).as("seed %d", seed).isFinite();
            assertThat(above(normal, limit)).as("normal above, seed %d", seed).isLessThanOrEqualTo(0.025);
            assertThat(1 - above(abnormal, limit))
                    .as("abnormal below, seed %d", seed)
                    .isLessThanOrEqualTo(0.1);
        }
    }

    /** Between hills around 1 and around 100 with nothing between 2 and 50. */
    @Test
    void theLimitLiesWithinTheGap() {
        Random random = new Random(1);
        double[] normal = draw(r -> 0.5 + 1.5 * r.nextDouble(), 800, random);
        double[] abnormal = draw(r -> 50 + 100 * r.nextDouble(), 200, random);
        assertThat(Contamination.limit(join(normal, abnormal), 0.4, 0)).isBetween(2.0, 50.0);
        // The order does not matter.
        assertThat(Contamination.limit(join(abnormal, normal), 0.4, 0))
                .isEqualTo(Contamination.limit(join(normal, abnormal), 0.4, 0));
    }

    /** Of three hills the first is normal, however deep the valley between the others. */
    @Test
    void severalKindsOfAnomalyAreAllAbnormal() {
        Random random = new Random(1);
        double[] normal = draw(r -> Math.exp(0.2 * r.nextGaussian()), 700, random);
        double[] near = draw(r -> Math.exp(3 + 0.2 * r.nextGaussian()), 150, random);
        double[] far = draw(r -> Math.exp(6 + 0.2 * r.nextGaussian()), 150, random);
        double limit = Contamination.limit(join(join(near, normal), far), 0.4, 0);
        assertThat(limit).isGreaterThan(Arrays.stream(normal).max().orElseThrow());
        assertThat(limit).isLessThan(Arrays.stream(near).min().orElseThrow());
    }

    /** A hill of errors that do not matter is of normal windows, too. */
    @Test
    void noLimitIsBelowTheLeast() {
        Random random = new Random(1);
        double[] normal = draw(r -> Math.exp(0.2 * r.nextGaussian()), 700, random);
        double[] near = draw(r -> Math.exp(3 + 0.2 * r.nextGaussian()), 150, random);
        double[] far = draw(r -> Math.exp(6 + 0.2 * r.nextGaussian()), 150, random);
        double[] errors = join(join(near, normal), far);
        assertThat(Contamination.limit(errors, 0.4, 20))
                .isGreaterThan(Arrays.stream(near).max().orElseThrow())
                .isLessThan(Arrays.stream(far).min().orElseThrow());
        assertThat(Contamination.limit(errors, 0.4, 1000)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.2", "0.3", "0.4", "0.45"})
    void neverCutsOffMoreThanIsAllowed(double most) {
        for (double share : new double[] {0.05, 0.2, 0.35, 0.45, 0.6}) {
            for (int seed = 0; seed < 20; seed++) {
                Random random = new Random(seed);
                int anomalies = (int) (share * 500);
                double[] normal = draw(r -> Math.exp(0.3 * r.nextGaussian()), 500 - anomalies, random);
                double[] abnormal = draw(r -> Math.exp(2 + 0.3 * r.nextGaussian()), anomalies, random);
                double[] all = join(normal, abnormal);
                // The limit is the middle of a bin that a hundredth of a power of ten is wide.
                assertThat(above(all, Contamination.limit(all, most, 0) * Math.pow(10, 0.005)))
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void theUnitOfErrorsDoesNotMatter() {
        Random random = new Random(1);
        double[] errors = join(
                draw(r -> Math.exp(0.3 * r.nextGaussian()), 800, random),
                draw(r -> Math.exp(3 + 0.3 * r.nextGaussian()), 200, random));
        double limit = Contamination.limit(errors, 0.4, 0);
        double[] larger = Arrays.stream(errors).map(e -> 1e6 * e).toArray();
        assertThat(above(larger, Contamination.limit(larger, 0.4, 0))).isEqualTo(above(errors, limit));
    }

    @Test
    void whatSaysNothingStaysWhole() {
        double infinite = Double.POSITIVE_INFINITY;
        assertThat(Contamination.limit(new double[] {3}, 0.4, 0)).isEqualTo(infinite);
        assertThat(Contamination.limit(new double[] {0, 0, 0, 0}, 0.4, 0)).isEqualTo(infinite);
        double[] equal = new double[500];
        Arrays.fill(equal, 0.7);
        assertThat(Contamination.limit(equal, 0.4, 0)).isEqualTo(infinite);
        double[] two = {1, 1, 1, 1, 1, 1, 1, 1, 1, 900};
        assertThat(Contamination.limit(two, 0.4, 0))
                .as("one straggler is no hill")
                .isEqualTo(infinite);
        double[] hills = new double[1000];
        for (int i = 0; i < hills.length; i++) {
            hills[i] = (i < 800 ? 1 : 100) * (1 + 0.001 * i);
        }
        assertThat(Contamination.limit(hills, 0, 0)).as("all are trusted").isEqualTo(infinite);
        assertThat(Contamination.limit(hills, 0.4, 0)).isFinite();
    }

    private static Arguments hill(String name, ToDoubleFunction<Random> shape) {
        return Arguments.of(name, shape);
    }

    private static double chiSquare(Random random, int degrees) {
        double sum = 0;
        for (int i = 0; i < degrees; i++) {
            double z = random.nextGaussian();
            sum += z * z;
        }
        return sum / degrees;
    }

    private static double[] draw(ToDoubleFunction<Random> shape, int count, long seed) {
        return draw(shape, count, new Random(seed * 7919 + 1));
    }

    private static double[] draw(ToDoubleFunction<Random> shape, int count, Random random) {
        double[] errors = new double[count];
        for (int i = 0; i < count; i++) {
            errors[i] = shape.applyAsDouble(random);
        }
        return errors;
    }

    private static double[] join(double[] a, double[] b) {
        double[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    private static double above(double[] errors, double limit) {
        return Arrays.stream(errors).filter(e -> e > limit).count() / (double) errors.length;
    }
}
