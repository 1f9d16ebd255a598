package io.holter.trainer.report;

import java.util.List;
import java.util.Map;

/**
 * Figures of quality of several ways to score the same windows, for the table of a report.
 *
 * @param rows the model first, then what it is compared with; empty where nothing was compared
 */
public record Comparison(List<Row> rows) {

    /** Nothing to compare. */
    public static final Comparison NONE = new Comparison(List.of());

    /** The name under which a row has its area under the ROC curve. */
    public static final String AUROC = "auroc";

    /**
     * One way to score.
     *
     * @param name what it is called, for example pca
     * @param figures its figures by name; what is missing or null is shown as a dash
     */
    public record Row(String name, Map<String, Number> figures) {

        /** A figure, NaN where there is none. */
        double figure(String key) {
            Number figure = figures.get(key);
            return figure == null ? Double.NaN : figure.doubleValue();
        }
    }

    public Comparison {
        rows = List.copyOf(rows);
    }
}
