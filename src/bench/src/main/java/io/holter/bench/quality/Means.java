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
        return spread(name).mean();
    }

    /** As a cell of a table. */
    String cell(String name) {
        return spread(name).toString();
    }

    private Spread spread(String name) {
        return Spread.of(
                figures.get(name).stream().mapToDouble(Double::doubleValue).toArray());
    }

    static String cell(double figure) {
        return String.format(Locale.ROOT, "%.4f", figure);
    }
}
