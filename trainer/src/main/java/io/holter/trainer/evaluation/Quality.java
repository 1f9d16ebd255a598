// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.quality.BestF1;
import io.holter.core.quality.Curve;
import io.holter.core.quality.RankingQuality;
import io.holter.data.set.WindowSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well a scorer tells anomalies from normal windows, whatever its threshold. Positive means <em>anomaly</em>.
 *
 * @param name name of the scorer
 * @param description what it does, one line
 * @param scores one score per window, in their order
 * @param labels the label of each, true for an anomaly
 * @param auroc area under the ROC curve; NaN unless both classes are present
 * @param vusPr VUS-PR, mean over the series with anomalies, its longest buffer being the length of a window; NaN where
 *     the windows were not cut from series, or none of them has an anomaly
 */
public record Quality(String name, String description, double[] scores, boolean[] labels, double auroc, double vusPr) {

    /**
     * Scores labelled windows.
     *
     * @throws IllegalArgumentException if they have no labels
     */
    public static Quality of(Scorer scorer, WindowSet windows) {
        if (!windows.labelled()) {
            throw new IllegalArgumentException("an evaluation needs labels");
        }
        double[] scores = scorer.score(windows);
        boolean[] labels = windows.labels();
        return new Quality(
                scorer.name(),
                scorer.description(),
                scores,
                labels,
                RankingQuality.auroc(scores, labels),
                SeriesScores.vusPr(
                        SeriesScores.of(windows, scores), windows.shape().length()));
    }

    /** Area under the precision–recall curve (average precision); NaN without an anomaly. */
    public double auprc() {
        return RankingQuality.auprc(scores, labels);
    }

    /** The best F1 of all thresholds: optimistic. */
    public BestF1 bestF1() {
        return BestF1.of(scores, labels);
    }

    /** ROC curve, all points. */
    public Curve roc() {
        return Curve.roc(scores, labels);
    }

    /** Precision–recall curve, all points. */
    public Curve precisionRecall() {
        return Curve.precisionRecall(scores, labels);
    }

    /** The figures under the names that {@code evaluate --json} has for them; null where there is nothing to say. */
    public Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        BestF1 best = bestF1();
        figures.put("auroc", finite(auroc));
        figures.put("auprc", finite(auprc()));
        figures.put("bestF1", finite(best.f1()));
        figures.put("bestF1Threshold", finite(best.threshold()));
        figures.put("vusPr", finite(vusPr));
        return figures;
    }

    /** The value, or null where it is not a finite number, for which JSON has no name. */
    static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
