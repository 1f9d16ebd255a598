// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeatSeriesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int R = BeatSeries.BEFORE_R;

    @Test
    void theSameSeedGivesTheSameWindowsAndAnotherSeedOthers() {
        assertThat(take(new BeatSeries("a", new BeatSeries.Origin(5, 0), 0.2, START), 50))
                .isEqualTo(take(new BeatSeries("a", new BeatSeries.Origin(5, 0), 0.2, START), 50))
                .isNotEqualTo(take(new BeatSeries("a", new BeatSeries.Origin(6, 0), 0.2, START), 50));
    }

    @Test
    void windowsAreWhatTheJobTakes() {
        for (GeneratedWindow g : take(new BeatSeries("a", new BeatSeries.Origin(1, 0), 0.5, START), 200)) {
            assertThat(g.window().getSeries()).isEqualTo("a");
            assertThat(g.window().getStart()).isAfter(START);
            assertThat(g.window().getLength()).isEqualTo(BeatSeries.LENGTH);
            assertThat(g.window().getChannels()).isEqualTo(1);
            assertThat(g.window().getValues())
                    .hasSize(BeatSeries.LENGTH)
                    .allMatch(v -> Math.abs(v) <= Abnormality.RAIL_MILLIVOLTS);
        }
    }

    @Test
    void noTwoWindowsOfASeriesStartTogether() {
        List<GeneratedWindow> windows = take(new BeatSeries("a", new BeatSeries.Origin(2, 0), 0.3, START), 500);
        assertThat(windows.stream().map(g -> g.window().getStart()).distinct()).hasSize(500);
    }

    @Test
    void ordinaryBeatsPeakAtR() {
        for (GeneratedWindow g : take(new BeatSeries("a", new BeatSeries.Origin(3, 0), 0, START), 100)) {
            assertThat(g.truth()).isEqualTo(Condition.NORMAL);
            assertThat(indexOfLargest(g)).isBetween(R - 2, R + 1);
        }
    }

    @Test
    void beatsComeAtTheRateAndWithTheVariationOfTheSeries() {
        // 300 beats are about the 256 s after which the tachogram repeats: mean and deviation are nearly whole.
        for (BeatSeries series : BeatSeries.population(10, new BeatSeries.Origin(9, 0), 0, START)) {
            List<Double> intervals = intervals(take(series, 301));
            double mean = intervals.stream().mapToDouble(d -> d).average().orElseThrow();
            double deviation = Math.sqrt(intervals.stream()
                    .mapToDouble(d -> (d - mean) * (d - mean))
                    .average()
                    .orElseThrow());
            assertThat(mean).isBetween(60 / 85.0 - 0.01, 60 / 55.0 + 0.01);
            assertThat(deviation / mean).isBetween(0.015, 0.055);
        }
    }

    @Test
    void seriesDifferFromEachOther() {
        List<GeneratedWindow> first = new ArrayList<>();
        BeatSeries.population(5, new BeatSeries.Origin(4, 0), 0, START).forEach(s -> first.add(s.next()));
        assertThat(first.stream().map(g -> g.window().getSeries()))
                .containsExactly("ecg-01", "ecg-02", "ecg-03", "ecg-04", "ecg-05");
        assertThat(first.stream().map(g -> g.window().getValues()).distinct()).hasSize(5);
    }

    @Test
    void abnormalBeatsComeAsOftenAsAskedForAndOfEveryKind() {
        Map<Condition, Integer> counts = new EnumMap<>(Condition.class);
        for (GeneratedWindow g : take(new BeatSeries("a", new BeatSeries.Origin(8, 0), 0.2, START), 5000)) {
            counts.merge(g.truth(), 1, Integer::sum);
        }
        assertThat(5000 - counts.get(Condition.NORMAL)).isBetween(900, 1100);
        assertThat(counts).containsOnlyKeys(Condition.values());
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> new BeatSeries("a", new BeatSeries.Origin(1, 0), 1.5, START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 0 and 1, got 1.5");
        assertThatThrownBy(() -> BeatSeries.population(0, new BeatSeries.Origin(1, 0), 0, START))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static List<GeneratedWindow> take(BeatSeries series, int count) {
        List<GeneratedWindow> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            windows.add(series.next());
        }
        return windows;
    }

    static List<Double> intervals(List<GeneratedWindow> windows) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 1; i < windows.size(); i++) {
            long from = windows.get(i - 1).window().getStart().toEpochMilli();
            seconds.add((windows.get(i).window().getStart().toEpochMilli() - from) / 1000.0);
        }
        return seconds;
    }

    static int indexOfLargest(GeneratedWindow g) {
        List<Float> values = g.window().getValues();
        int largest = 0;
        for (int i = 1; i < values.size(); i++) {
            largest = values.get(i) > values.get(largest) ? i : largest;
        }
        return largest;
    }
}
