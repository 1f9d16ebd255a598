// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.core.Count;
import io.holter.core.quality.Confusion;
import io.holter.trainer.Comparison;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.Quality;
import java.util.List;
import java.util.Locale;

/** What {@code train --compare} says of a comparison. */
final class ComparisonText {

    private static final String NONE = "-";

    private ComparisonText() {}

    /** The whole text, its last line ended. */
    static String of(Comparison comparison) {
        Evaluation first = comparison.contenders().get(0).evaluation();
        Table table =
                Table.of("", "AUROC", "AUPRC", "F1", "false alarms/1000", "parameters", "training s", "windows/s");
        comparison.contenders().forEach(contender -> table.row(row(contender)));
        Quality neighbours = comparison.neighbours();
        table.row(List.of(
                neighbours.name(),
                Table.figure(neighbours.auroc()),
                Table.figure(neighbours.auprc()),
                NONE,
                NONE,
                NONE,
                NONE,
                NONE));
        return String.format(
                        Locale.ROOT,
                        "The positive class is anomaly: %d of %s (%.1f %%), held back from training.%n%n",
                        first.anomalies(),
                        Count.of(first.windows(), "window"),
                        100.0 * first.anomalies() / first.windows())
                + table
                + String.format(
                        "F1 and false alarms are at each card's threshold; %s: %s, nothing to export.%n%nVerdict: %s.%n",
                        neighbours.name(), neighbours.description(), comparison.verdict());
    }

    private static List<String> row(Comparison.Contender contender) {
        Evaluation evaluation = contender.evaluation();
        Confusion confusion = evaluation.confusion();
        return List.of(
                contender.name(),
                Table.figure(evaluation.auroc()),
                Table.figure(evaluation.auprc()),
                Table.figure(confusion.f1()),
                Table.perThousand(confusion.falseAlarmsPer1000()),
                Long.toString(contender.card().getParameters()),
                String.format(Locale.ROOT, "%.1f", contender.trainingSeconds()),
                String.format(Locale.ROOT, "%,.0f", contender.windowsPerSecond()));
    }
}
