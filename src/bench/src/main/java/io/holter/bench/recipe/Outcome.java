// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.bench.quality.Spread;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of a recipe.
 *
 * @param recipe the recipe
 * @param data what it ran on
 * @param asPublished whether that is the data of the published figures
 * @param figures a figure for each metric and seed
 * @param duration time that all seeds took
 */
public record Outcome(Recipe recipe, String data, boolean asPublished, Map<Metric, Spread> figures, Duration duration) {

    static Outcome of(Recipe recipe, Recipe.Trial trial, List<Map<String, Double>> seeds, Duration duration) {
        Map<Metric, Spread> figures = new LinkedHashMap<>();
        for (Metric metric : recipe.metrics()) {
            figures.put(
                    metric,
                    Spread.of(seeds.stream()
                            .mapToDouble(seed -> seed.get(metric.name()))
                            .toArray()));
        }
        return new Outcome(recipe, trial.data(), trial.asPublished(), figures, duration);
    }

    /**
     * How a figure compares with the published one, in words; empty where nothing was published or no way is better.
     */
    String verdict(Metric metric) {
        if (metric.published() == null || metric.better() == Metric.Better.NEITHER) {
            return "";
        }
        if (!asPublished) {
            return "other data";
        }
        return metric.isReached(figures.get(metric)) ? "reached" : "worse";
    }

    /** The figures, a line each. */
    public List<String> describe() {
        return figures.entrySet().stream()
                .map(entry -> {
                    Metric metric = entry.getKey();
                    String goal = metric.published() == null ? "" : ", to reach " + metric.published();
                    String verdict = verdict(metric);
                    return metric.name() + ": " + entry.getValue() + goal + (verdict.isEmpty() ? "" : ": " + verdict);
                })
                .toList();
    }

    /** Whether every figure with published data is as good as the published one, within its spread. */
    public boolean isReached() {
        return figures.keySet().stream().noneMatch(metric -> verdict(metric).equals("worse"));
    }
}
