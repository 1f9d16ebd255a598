// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.core.quality.Confusion;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model is and how good it is, in plain words.
 *
 * @param sentence the one thing to know
 * @param details more of it, a sentence each
 * @param tiles figures to see at a glance
 */
record Headline(String sentence, List<String> details, List<Tile> tiles) {

    /** A figure with its name, and what it means. */
    record Tile(String name, String figure, String meaning) {}

    static Headline of(ModelCard card, Scored scored, Evaluation evaluation) {
        return scored.bothClasses() ? labelled(card, scored, evaluation) : unlabelled(card, scored);
    }

    private static Headline labelled(ModelCard card, Scored scored, Evaluation evaluation) {
        Confusion confusion = evaluation.confusion();
        double falseAlarms = confusion.falseAlarmsPer1000();
        double guess = (double) scored.windows().anomalies() / scored.size();
        Verdict verdict = Verdict.of(evaluation);
        Confusion stream = evaluation.inStream().confusion();
        List<String> details = new ArrayList<>();
        details.add("In " + Wording.percent(evaluation.auroc())
                + " of all pairs of an anomaly and a normal window the anomaly has the larger error.");
        details.add("At the fixed threshold on its card it finds " + Wording.percent(confusion.recall())
                + " of the anomalies and raises " + Wording.rate(falseAlarms)
                + " false alarms per 1,000 normal windows; by the policy that detect uses by default, "
                + evaluation.inStream().policy() + ", " + Wording.percent(stream.recall()) + " and "
                + Wording.rate(stream.falseAlarmsPer1000()) + ".");
        if (!evaluation.baselines().isEmpty()) {
            details.add("Beside simpler methods: " + verdict.sentence() + ".");
        }
        details.add(what(card));
        List<Tile> tiles = new ArrayList<>(List.of(
                new Tile("AUROC", Wording.figure(evaluation.auroc()), "1 is perfect, 0.5 a guess"),
                new Tile(
                        "AUPRC",
                        Wording.figure(evaluation.auprc()),
                        "1 is perfect, " + Wording.rate(guess) + " a guess"),
                new Tile("Precision", Wording.figure(confusion.precision()), "share of alarms that are right"),
                new Tile("Recall", Wording.figure(confusion.recall()), "share of anomalies found"),
                new Tile("F1", Wording.figure(confusion.f1()), "precision and recall in one"),
                new Tile("False alarms", Wording.rate(falseAlarms), "per 1,000 normal windows")));
        if (!Double.isNaN(evaluation.rangeF1())) {
            tiles.add(new Tile("Range F1", Wording.figure(evaluation.rangeF1()), "of whole stretches of samples"));
        }
        if (!Double.isNaN(evaluation.model().vusPr())) {
            tiles.add(new Tile("VUS-PR", Wording.figure(evaluation.model().vusPr()), "of samples, at every threshold"));
        }
        return new Headline(sentence(verdict, evaluation.auroc()), details, tiles);
    }

    /** What the comparison says comes first: separation that a simple method has as well is no merit of the model. */
    private static String sentence(Verdict verdict, double auroc) {
        return switch (verdict.rank()) {
            case WORSE -> "Finds the anomalies of these windows worse than " + verdict.baseline() + " does: use that.";
            case EQUAL -> "Finds the anomalies of these windows no better than " + verdict.baseline() + " does.";
            case BETTER -> separation(auroc) + ", and better than every simpler method measured beside it.";
            case UNKNOWN -> separation(auroc) + "; " + verdict.sentence() + ".";
        };
    }

    private static Headline unlabelled(ModelCard card, Scored scored) {
        double[] sorted = scored.sortedErrors();
        double alarms = (double) scored.alarms() / scored.size();
        String why = !scored.windows().labelled()
                ? "There were no labels"
                : scored.windows().anomalies() == 0 ? "There was no anomaly" : "There was no normal window";
        return new Headline(
                why + ", so nobody can say from this page how well it finds anomalies.",
                List.of(
                        "At its threshold " + Wording.percent(alarms) + " of the windows shown here ("
                                + String.format(Wording.LOCALE, "%,d of %,d", scored.alarms(), scored.size())
                                + ") would be alarms.",
                        "Look at the largest errors below: if these windows look abnormal to you and the others do not,"
                                + " the model has learnt what you need.",
                        what(card)),
                List.of(
                        new Tile(
                                "Windows", String.format(Wording.LOCALE, "%,d", scored.size()), "scored for this page"),
                        new Tile("Alarms", Wording.percent(alarms), "of them, at the threshold"),
                        new Tile("Threshold", Wording.number(scored.threshold()), "errors above it are alarms"),
                        new Tile(
                                "Median error",
                                sorted.length == 0 ? "∞" : Wording.number(sorted[sorted.length / 2]),
                                "half of the windows have less")));
    }

    private static String separation(double auroc) {
        if (auroc >= 0.99) {
            return "Tells anomalies from normal windows almost perfectly";
        }
        if (auroc >= 0.95) {
            return "Tells anomalies from normal windows very well";
        }
        if (auroc >= 0.9) {
            return "Tells anomalies from normal windows well";
        }
        if (auroc >= 0.8) {
            return "Tells anomalies from normal windows fairly well";
        }
        if (auroc >= 0.6) {
            return "Hardly tells anomalies from normal windows";
        }
        return "Does not tell anomalies from normal windows";
    }

    private static String what(ModelCard card) {
        String kind =
                switch (card.getArchitecture()) {
                    case "dense" -> "A dense autoencoder";
                    case "conv" -> "A convolutional autoencoder";
                    case "pca" -> "A linear reference model of principal components";
                    case "mean" -> "A reference model that expects the mean window";
                    default -> "A model of architecture " + card.getArchitecture();
                };
        String layers = card.getLayers().stream().map(String::valueOf).collect(Collectors.joining("-"));
        return kind + (layers.isEmpty() ? "" : " of layers " + layers) + ", fitted to "
                + Wording.count(card.getTrainingWindows(), "window", "windows") + " of "
                + String.join(", ", card.getDataSources()) + ".";
    }
}
