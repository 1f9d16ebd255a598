// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.bench.quality.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void meanAndDeviationAsComputedByHand() {
        Spread spread = Spread.of(new double[] {1, 2, 4, 5});
        assertThat(spread.mean()).isEqualTo(3);
        // (4 + 1 + 1 + 4) / 3
        assertThat(spread.standardDeviation()).isCloseTo(Math.sqrt(10.0 / 3), within(1e-12));
        assertThat(spread).hasToString("3.0000 ± 1.8257");
        assertThat(Spread.of(new double[] {0.5})).hasToString("0.5000");
    }

    @Test
    void reachedWithinTheDeviationAndWorseBeyondIt() {
        Spread spread = new Spread(0.90, 0.02, 5);
        assertThat(Metric.higher("a", "0.91").isReached(spread)).isTrue();
        assertThat(Metric.higher("a", "0.93").isReached(spread)).isFalse();
        assertThat(Metric.lower("a", "0.89").isReached(spread)).isTrue();
        assertThat(Metric.lower("a", "0.87").isReached(spread)).isFalse();
        Spread close = new Spread(0.9334, 0.0114, 5);
        assertThat(Metric.higher("a", "0.945").isReached(close))
                .as("0.9448 to three digits")
                .isTrue();
        assertThat(Metric.higher("a", "0.9450").isReached(close)).isFalse();
        assertThat(Metric.telling("a", "0.1").isReached(spread)).isTrue();
    }

    @Test
    void figuresOfOtherDataAreNotCompared() {
        Metric metric = Metric.lower("mse", "0.01");
        Recipe.Run run = (seed, context) -> Map.of();
        for (boolean asPublished : new boolean[] {true, false}) {
            Recipe.Trial trial = new Recipe.Trial("some", asPublished, run);
            Recipe recipe = new Recipe("name", "source", "method", List.of(metric), true, data -> trial);
            Outcome outcome =
                    Outcome.of(recipe, trial, List.of(Map.of("mse", 0.5), Map.of("mse", 0.6)), Duration.ofSeconds(3));
            assertThat(outcome.verdict(metric)).isEqualTo(asPublished ? "worse" : "other data");
            assertThat(outcome.isReached()).isEqualTo(!asPublished);
            assertThat(outcome.describe())
                    .containsExactly("mse: 0.5500 ± 0.0707, to reach 0.01: " + outcome.verdict(metric));
        }
    }
}
