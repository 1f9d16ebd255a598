// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class VolumeUnderSurfaceTest {

    /** Values of the authors' own program (TSB-AD 1.5, 250 thresholds). */
    @Test
    void agreesWithTheAuthorsProgram() {
        boolean[] anomalies = new boolean[64];
        Arrays.fill(anomalies, 10, 15, true);
        Arrays.fill(anomalies, 38, 44, true);
        double[] scores = new double[64];
        Arrays.setAll(scores, i -> 0.02 + i * (0.18 - 0.02) / 63);
        double[] first = {0.25, 0.55, 0.72, 0.91, 0.84, 0.63, 0.31};
        double[] second = {0.22, 0.48, 0.68, 0.93, 0.87, 0.79, 0.56, 0.29};
        System.arraycopy(first, 0, scores, 9, first.length);
        System.arraycopy(second, 0, scores, 37, second.length);
        scores[53] = 0.62;
        assertThat(VolumeUnderSurface.pr(scores, anomalies, 11)).isCloseTo(0.9750688705234158, within(1e-12));

        // Ties, anomalies at both ends, and buffers that meet.
        boolean[] close = new boolean[60];
        for (int[] range : new int[][] {{0, 3}, {9, 12}, {14, 15}, {30, 37}, {58, 60}}) {
            Arrays.fill(close, range[0], range[1], true);
        }
        double[] tied = new double[60];
        Arrays.setAll(tied, i -> i * 37 % 11 + (close[i] ? 3 : 0));
        assertThat(VolumeUnderSurface.pr(tied, close, 9)).isCloseTo(0.5670787378081686, within(1e-12));
    }

    @RepeatedTest(40)
    void agreesWithTheDefinition(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int count = 20 + random.nextInt(60);
        boolean[] anomalies = new boolean[count];
        for (int from = random.nextInt(10); from < count; from += 1 + random.nextInt(25)) {
            int to = Math.min(count, from + 1 + random.nextInt(8));
            Arrays.fill(anomalies, from, to, true);
            from = to;
        }
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            scores[i] = random.nextInt(12) + (anomalies[i] ? random.nextInt(6) : 0);
            if (random.nextInt(10) == 0) {
                scores[i] = Double.NaN;
            }
        }
        int longest = random.nextInt(12);
        double slow = Direct.vus(scores, anomalies, longest);
        assertThat(VolumeUnderSurface.pr(scores, anomalies, longest)).isCloseTo(slow, within(1e-12));
    }

    @Test
    void workedByHandWithoutABuffer() {
        // At 3: recall 1/2, precision 1. At 2: recall 1/2, precision 1/2. At 1: recall 1, precision 1/2 of 4 alarmed.
        double[] scores = {3, 1, 2, 1};
        boolean[] anomalies = {true, true, false, false};
        assertThat(VolumeUnderSurface.pr(scores, anomalies, 0)).isCloseTo(0.5 + 0.5 * 0.5, within(1e-15));
    }

    @Test
    void workedByHandWithABuffer() {
        double[] scores = {0, 5, 0, 0, 0};
        boolean[] anomalies = {false, false, true, false, false};
        // With a buffer of 2 the labels are 0, √½, 1, √½, 0. First the second sample is alarmed, then all, with recall
        // 1.
        double side = Math.sqrt(0.5);
        double recall = side / (1 + side / 2);
        double two = recall * side + (1 - recall) * (1 + 2 * side) / 5;
        // With 0 and 1 it is the sample alone, alarmed last, with 4 others.
        double one = 1 / 5.0;
        assertThat(VolumeUnderSurface.pr(scores, anomalies, 2)).isCloseTo((2 * one + two) / 3, within(1e-15));
    }

    @Test
    void nearMissesAreForgivenTheMoreTheLongerTheBuffer() {
        double[] scores = new double[100];
        boolean[] anomalies = new boolean[100];
        Arrays.fill(anomalies, 50, 60, true);
        Arrays.fill(scores, 45, 55, 1);
        double before = 0;
        for (int longest : new int[] {0, 5, 10, 20}) {
            double vus = VolumeUnderSurface.pr(scores, anomalies, longest);
            assertThat(vus).isGreaterThan(before);
            before = vus;
        }
    }

    @Test
    void edges() {
        double[] scores = {1, 2, 3};
        assertThat(VolumeUnderSurface.pr(scores, new boolean[3], 5)).isNaN();
        assertThat(VolumeUnderSurface.pr(scores, new boolean[] {true, true, true}, 5))
                .isCloseTo(1, within(1e-15));
        assertThat(VolumeUnderSurface.pr(new double[] {1, Double.NaN}, new boolean[] {false, true}, 5))
                .isNaN();
        assertThat(VolumeUnderSurface.pr(new double[0], new boolean[0], 5)).isNaN();
        assertThatThrownBy(() -> VolumeUnderSurface.pr(scores, new boolean[2], 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VolumeUnderSurface.pr(scores, new boolean[3], -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longSeriesTakeSeconds() {
        Random random = new Random(1);
        double[] scores = random.doubles(100_000).toArray();
        boolean[] anomalies = new boolean[scores.length];
        for (int from = 500; from < scores.length; from += 1000) {
            Arrays.fill(anomalies, from, from + 50, true);
        }
        long start = System.nanoTime();
        assertThat(VolumeUnderSurface.pr(scores, anomalies, 140)).isBetween(0.05, 0.2);
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    /** The definition, sample by sample, threshold by threshold. */
    private static final class Direct {

        static double vus(double[] scores, boolean[] anomalies, int longest) {
            double sum = 0;
            for (int buffer = 0; buffer <= longest; buffer++) {
                sum += area(scores, anomalies, buffer);
            }
            return sum / (longest + 1);
        }

        private static double area(double[] scores, boolean[] anomalies, int buffer) {
            double area = 0;
            double recallBefore = 0;
            double[] thresholds = Arrays.stream(scores)
                    .filter(score -> score == score)
                    .distinct()
                    .map(score -> -score)
                    .sorted()
                    .toArray();
            int[] regions = regions(scores, anomalies, buffer);
            int all = Arrays.stream(regions).max().orElse(0);
            for (double negated : thresholds) {
                double tp = 0;
                double beside = 0;
                int alarmed = 0;
                int anomalous = 0;
                boolean[] met = new boolean[all + 1];
                for (int i = 0; i < scores.length; i++) {
                    if (Double.isNaN(scores[i])) {
                        continue;
                    }
                    double label = label(scores, anomalies, i, buffer);
                    anomalous += anomalies[i] ? 1 : 0;
                    if (scores[i] >= -negated) {
                        tp += label;
                        beside += anomalies[i] ? 0 : label;
                        alarmed++;
                        met[regions[i]] = true;
                    }
                }
                int found = 0;
                for (int region = 1; region <= all; region++) {
                    found += met[region] ? 1 : 0;
                }
                double recall = Math.min(1, tp / ((anomalous + anomalous + beside) / 2)) * found / all;
                double precision = tp / alarmed;
                area += (recall - recallBefore) * precision;
                recallBefore = recall;
            }
            return thresholds.length == 0 || all == 0 ? Double.NaN : area;
        }

        private static boolean anomalous(double[] scores, boolean[] anomalies, int i) {
            return i >= 0 && i < anomalies.length && anomalies[i] && !Double.isNaN(scores[i]);
        }

        /** The nearest end of an anomaly on either side adds its part. */
        private static double label(double[] scores, boolean[] anomalies, int i, int buffer) {
            if (anomalous(scores, anomalies, i)) {
                return 1;
            }
            double label = 0;
            for (int side = -1; side <= 1; side += 2) {
                // Every end of an anomaly that looks this way, however many lie between.
                for (int d = 1; d <= buffer / 2; d++) {
                    int end = i + side * d;
                    if (anomalous(scores, anomalies, end) && !anomalous(scores, anomalies, end - side)) {
                        label += Math.sqrt(1 - (double) d / buffer);
                    }
                }
            }
            return Math.min(1, label);
        }

        /** Number of the region of each sample, 0 outside: counted up where no sample is shared with the one before. */
        private static int[] regions(double[] scores, boolean[] anomalies, int buffer) {
            int half = buffer / 2;
            int[] regions = new int[scores.length];
            int region = 0;
            for (int i = 0; i < scores.length; i++) {
                boolean begins = anomalous(scores, anomalies, i) && !anomalous(scores, anomalies, i - 1);
                if (begins) {
                    int from = Math.max(0, i - half);
                    if (region == 0 || regions[from] != region) {
                        region++;
                    }
                }
                if (anomalous(scores, anomalies, i)) {
                    for (int j = Math.max(0, i - half); j <= Math.min(scores.length - 1, i + half); j++) {
                        regions[j] = regions[j] == 0 ? region : regions[j];
                    }
                }
            }
            return regions;
        }
    }
}
