// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures by name, collected over seeds or sets, and their means and standard deviations. */
final class Means {

    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    void add(Map<String, Double> more) {
        more.forEach((name, figure) ->
                figures.computeIfAbsent(name, n -> new ArrayList<>()).add(figure));
    }

    /** The mean of each, by its name. */
    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        figures.keySet().forEach(name -> means.put(name, mean(name)));
        return means;
    }

    double mean(String name) {
        return figures.get(name).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    /** Sample standard deviation; 0 of a single one. */
    double deviation(String name) {
        List<Double> all = figures.get(name);
        double mean = mean(name);
        double squares = all.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        return all.size() < 2 ? 0 : Math.sqrt(squares / (all.size() - 1));
    }

    /** As a cell of a table. */
    String cell(String name) {
        return cell(mean(name)) + (deviation(name) == 0 ? "" : String.format(Locale.ROOT, " ± %.3f", deviation(name)));
    }

    static String cell(double figure) {
        return String.format(Locale.ROOT, "%.4f", figure);
    }
}
