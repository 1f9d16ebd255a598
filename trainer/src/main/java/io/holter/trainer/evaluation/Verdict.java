// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.quality.AurocComparison;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Whether a model earns its place beside baselines. A difference of AUROC counts where it exceeds
 * {@value AurocComparison#CRITICAL} standard errors (DeLong), see {@link AurocComparison}.
 *
 * @param rank where the model stands
 * @param baseline name of the baseline that decides; empty where none does
 * @param sentence all of it, in one line
 */
public record Verdict(Rank rank, String baseline, String sentence) {

    /** Where a model stands beside its baselines. */
    public enum Rank {
        /** Nobody knows: no baselines, or too few windows. */
        UNKNOWN,
        /** A baseline does better. */
        WORSE,
        /** A baseline does as well. */
        EQUAL,
        /** It does better than all of them. */
        BETTER
    }

    private static Verdict unknown(String why) {
        return new Verdict(Rank.UNKNOWN, "", why);
    }

    /**
     * Compares the model with its baselines.
     *
     * @return the best baseline that is better; else the first that does as well; else that the model beats them all. Says
     *     what is missing where there are no baselines, or too few windows of either class
     */
    public static Verdict of(Evaluation evaluation) {
        List<Beside> all = evaluation.baselines().stream()
                .map(baseline -> Beside.of(evaluation.model(), baseline))
                .toList();
        if (all.isEmpty()) {
            return unknown("no baselines to compare with");
        }
        if (Double.isNaN(all.get(0).comparison.standardError())) {
            return unknown("too few windows to compare: at least two of each class are needed");
        }
        Beside best = all.stream()
                .max(Comparator.comparingDouble(beside -> beside.comparison.second()))
                .orElseThrow();
        if (best.comparison.differs() && best.comparison.difference() < 0) {
            return new Verdict(Rank.WORSE, best.name, best.say("does better than the model", ""));
        }
        return all.stream()
                .filter(beside -> !beside.comparison.differs())
                .findFirst()
                .map(beside -> new Verdict(
                        Rank.EQUAL, beside.name, beside.say("does as well as the model", ", no more than chance")))
                .orElseGet(() -> new Verdict(
                        Rank.BETTER, best.name, "the model finds more than all of them: " + best.figures(true)));
    }

    /** A baseline beside the model, which comes first. */
    private record Beside(String name, AurocComparison comparison) {

        static Beside of(Quality model, Quality baseline) {
            return new Beside(baseline.name(), AurocComparison.of(model.scores(), baseline.scores(), model.labels()));
        }

        String say(String what, String remark) {
            return name + " " + what + ": " + figures(false) + remark;
        }

        String figures(boolean modelFirst) {
            double first = modelFirst ? comparison.first() : comparison.second();
            double second = modelFirst ? comparison.second() : comparison.first();
            return String.format(
                    Locale.ROOT,
                    "AUROC %.4f against %.4f%s, standard error of the difference %.4f",
                    first,
                    second,
                    modelFirst ? " of " + name : "",
                    comparison.standardError());
        }
    }
}
