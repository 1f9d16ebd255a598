package io.holter.core.quality;

import java.util.Arrays;
import java.util.Comparator;

/** How well scores rank anomalies above normal windows, whatever the threshold. */
public final class RankingQuality {

    private RankingQuality() {}

    /**
     * Area under the ROC curve: the chance that an anomaly scores above a normal window, ties counted half (Mann and
     * Whitney, 1947). O(n log n).
     *
     * @param scores one finite score per window
     * @param anomalies the label of each, true for an anomaly
     * @return 0 to 1; NaN unless both classes are present
     */
    public static double auroc(double[] scores, boolean[] anomalies) {
        Integer[] order = descending(scores, anomalies);
        double pairs = 0;
        long positives = 0;
        long negatives = 0;
        for (int from = 0; from < order.length; ) {
            int to = endOfTie(order, scores, from);
            long tiedPositives = countAnomalies(order, anomalies, from, to);
            long tiedNegatives = to - from - tiedPositives;
            pairs += tiedNegatives * (positives + tiedPositives / 2.0);
            positives += tiedPositives;
            negatives += tiedNegatives;
            from = to;
        }
        return pairs / ((double) positives * negatives);
    }

    /**
     * Area under the precision–recall curve as average precision: Σ (recallᵢ − recallᵢ₋₁)·precisionᵢ over the distinct
     * scores from the highest down, without interpolation (Davis and Goadrich, ICML 2006, on why not to interpolate).
     *
     * @return 0 to 1; NaN without an anomaly
     */
    public static double auprc(double[] scores, boolean[] anomalies) {
        Integer[] order = descending(scores, anomalies);
        double sum = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = endOfTie(order, scores, from);
            long tiedPositives = countAnomalies(order, anomalies, from, to);
            positives += tiedPositives;
            sum += tiedPositives * ((double) positives / to);
            from = to;
        }
        return sum / positives;
    }

    private static Integer[] descending(double[] scores, boolean[] anomalies) {
        requireSameLength(scores, anomalies);
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
        return order;
    }

    private static int endOfTie(Integer[] order, double[] scores, int from) {
        int to = from + 1;
        while (to < order.length && scores[order[to]] == scores[order[from]]) {
            to++;
        }
        return to;
    }

    private static long countAnomalies(Integer[] order, boolean[] anomalies, int from, int to) {
        long count = 0;
        for (int i = from; i < to; i++) {
            count += anomalies[order[i]] ? 1 : 0;
        }
        return count;
    }

    static void requireSameLength(double[] scores, boolean[] anomalies) {
        if (scores.length != anomalies.length) {
            throw new IllegalArgumentException(
                    "as many labels as scores, got " + scores.length + " scores and " + anomalies.length + " labels");
        }
    }
}
