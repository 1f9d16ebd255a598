package io.holter.trainer.report;

import io.holter.core.quality.Confusion;
import io.holter.core.quality.RankingQuality;
import io.holter.schemas.ModelCard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    static Headline of(ModelCard card, Scored scored, Comparison comparison) {
        return scored.bothClasses() ? labelled(card, scored, comparison) : unlabelled(card, scored);
    }

    private static Headline labelled(ModelCard card, Scored scored, Comparison comparison) {
        boolean[] labels = scored.windows().labels();
        double auroc = RankingQuality.auroc(scored.errors(), labels);
        Confusion confusion = Confusion.at(scored.threshold(), scored.errors(), labels);
        double falseAlarms =
                1000.0 * confusion.falsePositives() / (confusion.falsePositives() + confusion.trueNegatives());
        List<String> details = new ArrayList<>();
        details.add("At its threshold it finds " + Wording.percent(confusion.recall()) + " of the anomalies and raises "
                + Wording.rate(falseAlarms) + " false alarms per 1,000 normal windows.");
        details.addAll(rivals(auroc, comparison));
        details.add(what(card));
        return new Headline(
                separation(auroc) + ": in " + Wording.percent(auroc)
                        + " of all pairs of an anomaly and a normal window the anomaly has the larger error.",
                details,
                List.of(
                        new Tile("AUROC", Wording.figure(auroc), "1 is perfect, 0.5 a guess"),
                        new Tile(
                                "AUPRC",
                                Wording.figure(RankingQuality.auprc(scored.errors(), labels)),
                                Wording.rate((double) scored.windows().anomalies() / scored.size()) + " is a guess"),
                        new Tile("Precision", Wording.figure(confusion.precision()), "share of alarms that are right"),
                        new Tile("Recall", Wording.figure(confusion.recall()), "share of anomalies found"),
                        new Tile("F1", Wording.figure(confusion.f1()), "precision and recall in one"),
                        new Tile("False alarms", Wording.rate(falseAlarms), "per 1,000 normal windows")));
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

    private static List<String> rivals(double auroc, Comparison comparison) {
        Optional<Comparison.Row> best = comparison.rows().stream()
                .skip(1)
                .filter(row -> !Double.isNaN(row.figure(Comparison.AUROC)))
                .max(Comparator.comparingDouble(row -> row.figure(Comparison.AUROC)));
        if (best.isEmpty()) {
            return List.of();
        }
        double other = best.get().figure(Comparison.AUROC);
        String rival = best.get().name() + " (AUROC " + Wording.figure(other) + ")";
        return List.of(
                other < auroc
                        ? "It ranks windows better than everything that it was compared with; the next best is " + rival
                                + "."
                        : "It does not earn its place by ranking alone: " + rival + " does at least as well.");
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
