package io.holter.trainer.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A comparison with a column for each figure that any row has, the best of each column marked. */
record ComparisonTable(List<String> columns, List<Row> rows) {

    /** A method; {@code model} for the one that the report is about. */
    record Row(String name, boolean model, List<Cell> cells) {}

    /** A figure, and whether it is the best of its column. */
    record Cell(String text, boolean best) {}

    private static final Map<String, String> TITLES = titles();

    /** The figure of which less is better. */
    private static final String FALSE_ALARMS = "falseAlarmsPerThousand";

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put(Comparison.AUROC, "AUROC");
        titles.put("auprc", "AUPRC");
        titles.put("bestF1", "Best F1 (optimistic)");
        titles.put("precision", "Precision");
        titles.put("recall", "Recall");
        titles.put("f1", "F1");
        titles.put(FALSE_ALARMS, "False alarms per 1,000");
        titles.put("vusPr", "VUS-PR");
        titles.put("rangeF1", "Range F1");
        return titles;
    }

    static ComparisonTable of(Comparison comparison) {
        List<String> keys = TITLES.keySet().stream()
                .filter(key -> comparison.rows().stream().anyMatch(row -> !Double.isNaN(row.figure(key))))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (Comparison.Row row : comparison.rows()) {
            List<Cell> cells = keys.stream()
                    .map(key -> new Cell(text(key, row.figure(key)), row.figure(key) == best(comparison, key)))
                    .toList();
            rows.add(new Row(row.name(), rows.isEmpty(), cells));
        }
        return new ComparisonTable(keys.stream().map(TITLES::get).toList(), rows);
    }

    private static double best(Comparison comparison, String key) {
        double[] values = comparison.rows().stream()
                .mapToDouble(row -> row.figure(key))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (values.length < 2) {
            return Double.NaN;
        }
        return key.equals(FALSE_ALARMS) ? values[0] : values[values.length - 1];
    }

    private static String text(String key, double value) {
        return key.equals(FALSE_ALARMS) ? Wording.rate(value) : Wording.figure(value);
    }
}
