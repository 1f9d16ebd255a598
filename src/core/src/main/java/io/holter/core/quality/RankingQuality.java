// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

/** How well scores rank anomalies above normal windows, whatever the threshold. */
public final class RankingQuality {

    private RankingQuality() {}

    /**
     * Area under the ROC curve: the chance that an anomaly scores above a normal window, ties counted half (Mann and
     * Whitney, 1947). O(n log n).
     *
     * @param scores one score per window; NaN counts as +∞
     * @param anomalies the label of each, true for an anomaly
     * @return 0 to 1; NaN unless both classes are present
     */
    public static double auroc(double[] scores, boolean[] anomalies) {
        Sweep sweep = Sweep.of(scores, anomalies);
        double pairs = 0;
        long positives = 0;
        long negatives = 0;
        for (int i = 0; i < sweep.size(); i++) {
            long tiedPositives = sweep.truePositives()[i] - positives;
            long tiedNegatives = sweep.falsePositives()[i] - negatives;
            pairs += tiedNegatives * (positives + tiedPositives / 2.0);
            positives += tiedPositives;
            negatives += tiedNegatives;
        }
        return pairs / ((double) positives * negatives);
    }

    /**
     * Area under the precision–recall curve as average precision: Σ (recallᵢ − recallᵢ₋₁)·precisionᵢ over the distinct
     * scores from the highest down, without interpolation (Davis and Goadrich, ICML 2006, on why not to interpolate).
     *
     * @param scores as for {@link #auroc}
     * @return 0 to 1; NaN without an anomaly
     */
    public static double auprc(double[] scores, boolean[] anomalies) {
        Sweep sweep = Sweep.of(scores, anomalies);
        double sum = 0;
        long before = 0;
        for (int i = 0; i < sweep.size(); i++) {
            long positives = sweep.truePositives()[i];
            sum += (positives - before) * ((double) positives / (positives + sweep.falsePositives()[i]));
            before = positives;
        }
        return sum / sweep.anomalies();
    }
}
