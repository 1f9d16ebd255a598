// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeQualityTest {

    @ParameterizedTest
    @CsvSource({
        // labels, alarms, recall, precision with α = 0.2
        "..####..####, ..####..####, 1,     1",
        // Half of one of two anomalies: (0.2 + 0.8 · 2/4) / 2.
        "..####..####, ..##........, 0.3,   1",
        // The same half in two pieces: (0.2 + 0.8 · 2/4 / 2) / 2.
        "..####..####, ..#.#......., 0.2,   1",
        // One alarm over both: it is cut by 1/2 for meeting two, and covers 8 of 12.
        "..####..####, ############, 1,     0.3333333333333333",
        // One alarm beside, one with half of it inside.
        "..####..####, #....##....., 0.2,   0.25",
        "..####..####, ##..........,  0,    0",
        "....####....., ...#........., 0,   0"
    })
    void workedByHand(String labels, String alarms, double recall, double precision) {
        RangeQuality quality = RangeQuality.of(read(alarms), read(labels));
        assertThat(quality.recall()).isCloseTo(recall, within(1e-15));
        assertThat(quality.precision()).isCloseTo(precision, within(1e-15));
        double f1 = recall == 0 ? 0 : 2 * recall * precision / (recall + precision);
        assertThat(quality.f1()).isCloseTo(f1, within(1e-15));
    }

    @RepeatedTest(30)
    void agreesWithTheDefinition(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int count = 1 + random.nextInt(80);
        boolean[] alarms = new boolean[count];
        boolean[] anomalies = new boolean[count];
        for (int i = 0; i < count; i++) {
            alarms[i] = random.nextInt(3) == 0 || i > 0 && alarms[i - 1] && random.nextInt(3) > 0;
            anomalies[i] = random.nextInt(5) == 0 || i > 0 && anomalies[i - 1] && random.nextInt(4) > 0;
        }
        double alpha = random.nextInt(5) / 4.0;
        RangeQuality quality = RangeQuality.of(alarms, anomalies, alpha);
        assertThat(quality.recall()).isEqualTo(direct(anomalies, alarms, alpha), within(1e-14));
        assertThat(quality.precision()).isEqualTo(direct(alarms, anomalies, 0), within(1e-14));
    }

    @Test
    void edges() {
        RangeQuality nothing = RangeQuality.of(new boolean[3], new boolean[3]);
        assertThat(nothing.recall()).isNaN();
        assertThat(nothing.precision()).isNaN();
        assertThat(nothing.f1()).isNaN();
        assertThat(RangeQuality.of(new boolean[3], read("..#")).f1()).isZero();
        assertThat(RangeQuality.of(read("..#"), new boolean[3]).f1()).isZero();
        assertThat(RangeQuality.of(read("###"), read("###")).f1()).isEqualTo(1);
        assertThatThrownBy(() -> RangeQuality.of(new boolean[3], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RangeQuality.of(new boolean[3], new boolean[3], 1.1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean[] read(String samples) {
        boolean[] read = new boolean[samples.length()];
        for (int i = 0; i < read.length; i++) {
            read[i] = samples.charAt(i) == '#';
        }
        return read;
    }

    /** Ranges as sets of samples. */
    private static double direct(boolean[] samples, boolean[] by, double alpha) {
        double sum = 0;
        List<Set<Integer>> ranges = ranges(samples);
        for (Set<Integer> range : ranges) {
            double overlap = 0;
            int meeting = 0;
            for (Set<Integer> other : ranges(by)) {
                Set<Integer> both = new TreeSet<>(range);
                both.retainAll(other);
                overlap += (double) both.size() / range.size();
                meeting += both.isEmpty() ? 0 : 1;
            }
            double existence = meeting > 0 ? 1 : 0;
            double cardinality = meeting > 1 ? 1.0 / meeting : 1;
            sum += alpha * existence + (1 - alpha) * cardinality * overlap;
        }
        return ranges.isEmpty() ? Double.NaN : sum / ranges.size();
    }

    private static List<Set<Integer>> ranges(boolean[] samples) {
        List<Set<Integer>> ranges = new ArrayList<>();
        for (int i = 0; i < samples.length; i++) {
            if (samples[i] && (i == 0 || !samples[i - 1])) {
                ranges.add(new TreeSet<>());
            }
            if (samples[i]) {
                ranges.get(ranges.size() - 1).add(i);
            }
        }
        return ranges;
    }
}
