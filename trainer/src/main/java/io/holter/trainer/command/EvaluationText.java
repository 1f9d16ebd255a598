// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.core.Count;
import io.holter.core.quality.AurocComparison;
import io.holter.core.quality.BestF1;
import io.holter.core.quality.Confusion;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.InStream;
import io.holter.trainer.evaluation.Quality;
import io.holter.trainer.evaluation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code evaluate} says of an evaluation. */
final class EvaluationText {

    private final Evaluation evaluation;
    private final StringBuilder text = new StringBuilder();

    private EvaluationText(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** The whole text, its last line ended. */
    static String of(Evaluation evaluation) {
        EvaluationText all = new EvaluationText(evaluation);
        all.classes();
        all.ranking();
        all.atThreshold();
        all.inStream();
        return all.text.toString();
    }

    private void classes() {
        line(
                "The positive class is anomaly: %d of %s (%.1f %%).%n",
                evaluation.anomalies(),
                Count.of(evaluation.windows(), "window"),
                100.0 * evaluation.anomalies() / evaluation.windows());
    }

    private void ranking() {
        boolean series = ofSeries();
        List<String> header = new ArrayList<>(List.of("", "AUROC", "AUPRC", "best F1*", "at"));
        header.addAll(series ? List.of("VUS-PR", "") : List.of(""));
        Table table = Table.withRemarks(header.toArray(String[]::new));
        ranked(table, evaluation.model(), series);
        evaluation.errorAlone().ifPresent(error -> ranked(table, error, series));
        evaluation.baselines().forEach(baseline -> ranked(table, baseline, series));
        text.append(table);
        line("* optimistic: at the best threshold for these very labels, which nobody knows beforehand");
        if (evaluation.baselines().isEmpty()) {
            line(
                    "%nNo baselines: --train FILE..., the windows that the model was trained on, fits mean, pca, nn and knn.");
        } else {
            line("%nVerdict: %s.", Verdict.of(evaluation).sentence());
            line("A difference of AUROC counts beyond %s standard errors (DeLong).", AurocComparison.CRITICAL);
            if (series) {
                line("Windows that overlap make the standard error too small.");
            }
        }
    }

    private boolean ofSeries() {
        return !Double.isNaN(evaluation.model().vusPr());
    }

    private static void ranked(Table table, Quality quality, boolean series) {
        BestF1 best = quality.bestF1();
        List<String> cells = new ArrayList<>(List.of(
                quality.name(),
                Table.figure(quality.auroc()),
                Table.figure(quality.auprc()),
                Table.figure(best.f1()),
                Double.isNaN(best.threshold()) ? "-" : String.format(Locale.ROOT, "%.4g", best.threshold())));
        if (series) {
            cells.add(Table.figure(quality.vusPr()));
        }
        cells.add(quality.description());
        table.row(cells);
    }

    private void atThreshold() {
        Confusion confusion = evaluation.confusion();
        line("%nAt the card's threshold of %.4g (threshold.policy = fixed):%n", evaluation.threshold());
        Table ratios = Table.of("positive", "precision", "recall", "F1");
        ratios(ratios, "anomaly", confusion);
        ratios(ratios, "normal", confusion.normalAsPositive());
        text.append(ratios);
        line("%naccuracy      %s", Table.figure(confusion.accuracy()));
        line("false alarms  %s per 1,000 normal windows", Table.perThousand(confusion.falseAlarmsPer1000()));
        if (ofSeries()) {
            line("range F1      %s, of samples", Table.figure(evaluation.rangeF1()));
        }
        line("");
        Table counts = Table.of("", "called anomaly", "called normal");
        counts(counts, "anomalies", confusion.truePositives(), confusion.falseNegatives());
        counts(counts, "normal windows", confusion.falsePositives(), confusion.trueNegatives());
        text.append(counts);
    }

    private void inStream() {
        InStream stream = evaluation.inStream();
        Confusion confusion = stream.confusion();
        line(
                "%nAs detect judges by threshold.policy = %s, windows in their order, %s:%n",
                stream.policy(), stream.series() == 1 ? "as one series" : Count.of(stream.series(), "series"));
        Table ratios = Table.of("positive", "precision", "recall", "F1");
        ratios(ratios, "anomaly", confusion);
        text.append(ratios);
        line(
                "%nfalse alarms  %s per 1,000 normal windows%s",
                Table.perThousand(confusion.falseAlarmsPer1000()),
                Double.isNaN(stream.hours())
                        ? ""
                        : String.format(Locale.ROOT, ", %.1f an hour", stream.falseAlarmsPerHour()));
    }

    private static void ratios(Table table, String positive, Confusion confusion) {
        table.row(List.of(
                positive,
                Table.figure(confusion.precision()),
                Table.figure(confusion.recall()),
                Table.figure(confusion.f1())));
    }

    private static void counts(Table table, String name, long anomaly, long normal) {
        table.row(List.of(name, Long.toString(anomaly), Long.toString(normal)));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format + "%n", values));
    }
}
