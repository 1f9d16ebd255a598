// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each kind of abnormal window differs from the ordinary ones of its series as its name says. */
class AbnormalityTest {

    private static final int R = BeatSeries.BEFORE_R;
    private static final int RATE = BeatSeries.SAMPLE_RATE;
    private static List<GeneratedWindow> windows;

    @BeforeAll
    static void generate() {
        windows = BeatSeriesTest.take(new BeatSeries("a", new BeatSeries.Origin(21, 0), 0.15, Instant.EPOCH), 4000);
    }

    @Test
    void prematureBeatsComeEarlyAndAPauseMakesUpForIt() {
        List<Double> intervals = BeatSeriesTest.intervals(windows);
        double cycle = mean(intervals.stream().mapToDouble(d -> d).toArray());
        for (int i = 1; i < windows.size() - 1; i++) {
            if (windows.get(i).truth() == Condition.PREMATURE_VENTRICULAR) {
                assertThat(intervals.get(i - 1) / cycle).as("interval before").isBetween(0.55, 0.8);
                assertThat(intervals.get(i - 1) + intervals.get(i))
                        .as("with the pause")
                        .isCloseTo(2 * cycle, within(0.3 * cycle));
            }
        }
    }

    @Test
    void prematureBeatsAreWideWithoutPWaveAndWithTheTWaveTheOtherWay() {
        double width = mean(of(Condition.NORMAL)
                .mapToDouble(AbnormalityTest::widthAtHalfHeight)
                .toArray());
        double tWave =
                mean(of(Condition.NORMAL).mapToDouble(g -> mean(g, 60, 75)).toArray());
        assertThat(tWave).isPositive();
        of(Condition.PREMATURE_VENTRICULAR).forEach(g -> {
            assertThat(widthAtHalfHeight(g)).isGreaterThan(1.8 * width);
            assertThat(mean(g, 45, 60)).as("T").isLessThan(mean(g, -50, -40) - 0.1);
        });
        double pWave =
                mean(of(Condition.NORMAL).mapToDouble(AbnormalityTest::pHeight).toArray());
        double none = mean(of(Condition.PREMATURE_VENTRICULAR)
                .mapToDouble(AbnormalityTest::pHeight)
                .toArray());
        assertThat(none).isLessThan(0.3 * pWave);
    }

    @Test
    void segmentShiftsLiftOrLowerTheSegmentOnly() {
        double segment =
                mean(of(Condition.NORMAL).mapToDouble(AbnormalityTest::segment).toArray());
        double elevated = mean(
                of(Condition.ST_ELEVATION).mapToDouble(AbnormalityTest::segment).toArray());
        double depressed = mean(of(Condition.ST_DEPRESSION)
                .mapToDouble(AbnormalityTest::segment)
                .toArray());
        assertThat(elevated - segment).isBetween(0.2, 0.6);
        assertThat(depressed - segment).isBetween(-0.6, -0.2);
        double before =
                mean(of(Condition.NORMAL).mapToDouble(g -> mean(g, -55, -20)).toArray());
        assertThat(mean(of(Condition.ST_ELEVATION)
                        .mapToDouble(g -> mean(g, -55, -20))
                        .toArray()))
                .isCloseTo(before, within(0.03));
    }

    @Test
    void flatLinesAreConstant() {
        assertThat(of(Condition.FLAT_LINE))
                .allMatch(g -> g.window().getValues().stream().distinct().count() == 1);
    }

    @Test
    void saturationSticksToTheEndOfTheRange() {
        float rail = Abnormality.RAIL_MILLIVOLTS;
        of(Condition.SATURATION).forEach(g -> {
            long stuck = g.window().getValues().stream()
                    .filter(v -> Math.abs(v) == rail)
                    .count();
            assertThat(stuck).isGreaterThan(BeatSeries.LENGTH / 8);
        });
        assertThat(of(Condition.NORMAL))
                .allMatch(g -> g.window().getValues().stream().allMatch(v -> Math.abs(v) < rail));
    }

    private static java.util.stream.Stream<GeneratedWindow> of(Condition condition) {
        return windows.stream().filter(g -> g.truth() == condition);
    }

    private static double segment(GeneratedWindow g) {
        return mean(g, RATE / 11, RATE / 7);
    }

    /** Height of the P wave over the stretch just before it. */
    private static double pHeight(GeneratedWindow g) {
        return mean(g, -43, -35) - Math.min(mean(g, -55, -52), mean(g, -24, -20));
    }

    private static double mean(GeneratedWindow g, int fromR, int toR) {
        return mean(g.window().getValues().subList(R + fromR, R + toR).stream()
                .mapToDouble(v -> v)
                .toArray());
    }

    private static double mean(double[] values) {
        assertThat(values).isNotEmpty();
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    private static double widthAtHalfHeight(GeneratedWindow g) {
        List<Float> v = g.window().getValues();
        int peak = BeatSeriesTest.indexOfLargest(g);
        float half = v.get(peak) / 2;
        int from = peak;
        int to = peak;
        while (from > 0 && v.get(from) > half) {
            from--;
        }
        while (to < v.size() - 1 && v.get(to) > half) {
            to++;
        }
        return to - from;
    }
}
