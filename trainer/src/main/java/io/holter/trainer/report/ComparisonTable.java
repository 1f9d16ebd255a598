// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A model and its baselines, a row each.
 *
 * @param columns what is compared
 * @param rows the model first
 */
record ComparisonTable(List<String> columns, List<Row> rows) {

    /** A method; {@code model} for the one that the report is about. */
    record Row(String name, String description, boolean model, List<Cell> cells) {}

    /** A figure, and whether no row has a better one. */
    record Cell(String text, boolean best) {}

    private record Column(String title, ToDoubleFunction<Quality> figure) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("AUROC", Quality::auroc),
            new Column("AUPRC", Quality::auprc),
            new Column("Best F1 (optimistic)", quality -> quality.bestF1().f1()),
            new Column("VUS-PR", Quality::vusPr));

    /** Null without baselines. */
    static ComparisonTable of(Evaluation evaluation) {
        if (evaluation.baselines().isEmpty()) {
            return null;
        }
        List<Quality> methods = new ArrayList<>(List.of(evaluation.model()));
        evaluation.errorAlone().ifPresent(methods::add);
        methods.addAll(evaluation.baselines());
        List<String> titles = new ArrayList<>();
        List<List<Cell>> cells =
                methods.stream().map(m -> (List<Cell>) new ArrayList<Cell>()).toList();
        for (Column column : COLUMNS) {
            double[] figures = methods.stream().mapToDouble(column.figure).toArray();
            double best = Double.NEGATIVE_INFINITY;
            for (double figure : figures) {
                best = figure > best ? figure : best;
            }
            // NaN all the way down: nothing to compare, as VUS-PR of windows that are from no series.
            if (best > Double.NEGATIVE_INFINITY) {
                titles.add(column.title);
                for (int i = 0; i < figures.length; i++) {
                    cells.get(i).add(new Cell(Wording.figure(figures[i]), figures[i] == best));
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            rows.add(new Row(methods.get(i).name(), methods.get(i).description(), i == 0, cells.get(i)));
        }
        return new ComparisonTable(titles, rows);
    }
}
