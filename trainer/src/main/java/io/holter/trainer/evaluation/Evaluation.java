// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.WrongArtefactException;
import io.holter.core.quality.BestF1;
import io.holter.core.quality.Confusion;
import io.holter.core.threshold.PolicySettings;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.network.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Quality of a model on labelled windows, at the card's own threshold and by a policy of the job, with baselines on the
 * same windows beside it.
 * Positive means <em>anomaly</em>.
 *
 * @param model how well the model's scores tell the classes apart; has the scores and the labels
 * @param threshold the card's threshold
 * @param confusion verdicts at that threshold
 * @param inStream verdicts of a policy of the job on the same scores
 * @param rangeF1 range-based F1 of the samples at that threshold, mean over the series with anomalies; NaN where the
 *     windows were not cut from series, or none of them has an anomaly
 * @param errorAlone how well the reconstruction's error does by itself; empty where it is the score
 * @param baselines how well baselines do; empty where none were asked for
 */
public record Evaluation(
        Quality model,
        double threshold,
        Confusion confusion,
        InStream inStream,
        double rangeF1,
        Optional<Quality> errorAlone,
        List<Quality> baselines) {

    public Evaluation {
        baselines = List.copyOf(baselines);
    }

    /**
     * Evaluates a model alone.
     *
     * @throws IllegalArgumentException if the windows have no labels
     * @throws WrongArtefactException if they have another shape than the model takes
     */
    public static Evaluation of(Model model, WindowSet data) {
        return of(model, data, List.of());
    }

    /**
     * Evaluates a model with baselines beside it, and by the job's default policy.
     *
     * @param baselines what to compare with, see {@link Baselines}
     * @throws IllegalArgumentException if the windows have no labels
     * @throws WrongArtefactException if they have another shape than the model takes
     */
    public static Evaluation of(Model model, WindowSet data, List<Scorer> baselines) {
        return of(model, data, baselines, PolicySettings.read(Map.of(), "the default policy"));
    }

    /** As {@link #of(Model, WindowSet, List)}, with the policy that the job judges by. */
    public static Evaluation of(Model model, WindowSet data, List<Scorer> baselines, PolicySettings policy) {
        Quality quality = Quality.of(new ModelScorer(model), data);
        double threshold = model.card().getThreshold();
        return new Evaluation(
                quality,
                threshold,
                Confusion.at(threshold, quality.scores(), quality.labels()),
                InStream.of(model.card(), policy, data, quality.scores()),
                SeriesScores.rangeF1(SeriesScores.of(data, quality.scores()), threshold),
                model.card().getScore().equals(Score.ERROR.cardName())
                        ? Optional.empty()
                        : Optional.of(Quality.of(new ErrorScorer(model), data)),
                baselines.stream().map(baseline -> Quality.of(baseline, data)).toList());
    }

    /** Windows scored. */
    public long windows() {
        return confusion.total();
    }

    /** Anomalies among them. */
    public long anomalies() {
        return confusion.truePositives() + confusion.falseNegatives();
    }

    /** Area under the model's ROC curve. */
    public double auroc() {
        return model.auroc();
    }

    /** Area under the model's precision–recall curve. */
    public double auprc() {
        return model.auprc();
    }

    /** All figures under the names that {@code evaluate --json} writes; null where there is nothing to say. */
    public Map<String, Object> figures() {
        Confusion normal = confusion.normalAsPositive();
        BestF1 best = model.bestF1();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("windows", windows());
        figures.put("anomalies", anomalies());
        figures.put("auroc", Quality.finite(auroc()));
        figures.put("auprc", Quality.finite(auprc()));
        figures.put("threshold", Quality.finite(threshold));
        figures.put("accuracy", Quality.finite(confusion.accuracy()));
        figures.put("precision", Quality.finite(confusion.precision()));
        figures.put("recall", Quality.finite(confusion.recall()));
        figures.put("f1", Quality.finite(confusion.f1()));
        figures.put("normalPrecision", Quality.finite(normal.precision()));
        figures.put("normalRecall", Quality.finite(normal.recall()));
        figures.put("falseAlarmsPer1000", Quality.finite(confusion.falseAlarmsPer1000()));
        figures.put("inStream", inStream.figures());
        figures.put("bestF1", Quality.finite(best.f1()));
        figures.put("bestF1Threshold", Quality.finite(best.threshold()));
        figures.put("vusPr", Quality.finite(model.vusPr()));
        figures.put("rangeF1", Quality.finite(rangeF1));
        errorAlone.ifPresent(error -> figures.put("errorAlone", error.figures()));
        Map<String, Object> others = new LinkedHashMap<>();
        baselines.forEach(baseline -> others.put(baseline.name(), baseline.figures()));
        figures.put("baselines", others);
        return figures;
    }
}
