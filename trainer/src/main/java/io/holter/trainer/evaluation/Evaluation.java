package io.holter.trainer.evaluation;

import io.holter.core.WrongArtefactException;
import io.holter.core.quality.Confusion;
import io.holter.core.quality.RankingQuality;
import io.holter.model.Model;
import io.holter.trainer.data.WindowSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Quality of a model on labelled windows, at the card's own threshold. Positive means <em>anomaly</em>.
 *
 * @param windows windows scored
 * @param anomalies anomalies among them
 * @param auroc area under the ROC curve
 * @param auprc area under the precision–recall curve
 * @param threshold the card's threshold
 * @param confusion verdicts at that threshold
 */
public record Evaluation(
        long windows, long anomalies, double auroc, double auprc, double threshold, Confusion confusion) {

    private static final int BATCH = 256;

    /**
     * Scores windows and compares with their labels.
     *
     * @param where what the windows came from, for messages
     * @throws IllegalArgumentException if they have no labels
     * @throws WrongArtefactException if they have another shape than the model takes
     */
    public static Evaluation of(Model model, WindowSet data, String where) {
        if (!data.labelled()) {
            throw new IllegalArgumentException("an evaluation needs labels");
        }
        if (!data.shape().equals(model.shape())) {
            throw new WrongArtefactException(
                    where,
                    "windows of " + model.shape().length() + " samples × "
                            + model.shape().channels() + " channels, as the model takes",
                    data.shape().length() + " × " + data.shape().channels());
        }
        double[] scores = scores(model, data);
        boolean[] labels = data.labels();
        double threshold = model.card().getThreshold();
        return new Evaluation(
                data.size(),
                data.anomalies(),
                RankingQuality.auroc(scores, labels),
                RankingQuality.auprc(scores, labels),
                threshold,
                Confusion.at(threshold, scores, labels));
    }

    private static double[] scores(Model model, WindowSet windows) {
        double[] scores = new double[windows.size()];
        int size = model.shape().size();
        float[] batch = new float[BATCH * size];
        float[] errors = new float[BATCH];
        for (int from = 0; from < scores.length; from += BATCH) {
            int count = Math.min(BATCH, scores.length - from);
            for (int i = 0; i < count; i++) {
                windows.copy(from + i, batch, i * size);
            }
            model.errors(batch, count, errors);
            for (int i = 0; i < count; i++) {
                scores[from + i] = errors[i];
            }
        }
        return scores;
    }

    /** All figures under the names that {@code evaluate --json} writes; null where there is nothing to say. */
    public Map<String, Number> figures() {
        Confusion normal = confusion.normalAsPositive();
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("windows", windows);
        figures.put("anomalies", anomalies);
        put(figures, "auroc", auroc);
        put(figures, "auprc", auprc);
        put(figures, "threshold", threshold);
        put(figures, "accuracy", confusion.accuracy());
        put(figures, "precision", confusion.precision());
        put(figures, "recall", confusion.recall());
        put(figures, "f1", confusion.f1());
        put(figures, "normalPrecision", normal.precision());
        put(figures, "normalRecall", normal.recall());
        return figures;
    }

    private static void put(Map<String, Number> figures, String name, double value) {
        figures.put(name, Double.isFinite(value) ? value : null);
    }
}
