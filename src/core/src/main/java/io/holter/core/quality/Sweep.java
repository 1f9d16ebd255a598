// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import java.util.Arrays;

/**
 * What a threshold that falls from above the highest score to below the lowest one finds. O(n log n).
 *
 * @param scores the distinct scores, falling
 * @param truePositives anomalies that score so high or higher
 * @param falsePositives normal windows that score so high or higher
 * @param anomalies all anomalies
 * @param normal all normal windows
 */
record Sweep(double[] scores, long[] truePositives, long[] falsePositives, long anomalies, long normal) {

    /**
     * Sweeps over scores.
     *
     * @param scores one score per window; NaN counts as +∞
     * @param anomalies the label of each, true for an anomaly
     */
    static Sweep of(double[] scores, boolean[] anomalies) {
        double[] positives = rising(scores, anomalies, true);
        double[] negatives = rising(scores, anomalies, false);
        double[] distinct = new double[scores.length];
        long[] tp = new long[scores.length];
        long[] fp = new long[scores.length];
        int count = 0;
        int p = positives.length;
        int n = negatives.length;
        while (p > 0 || n > 0) {
            double score = Math.max(
                    p > 0 ? positives[p - 1] : Double.NEGATIVE_INFINITY,
                    n > 0 ? negatives[n - 1] : Double.NEGATIVE_INFINITY);
            while (p > 0 && positives[p - 1] == score) {
                p--;
            }
            while (n > 0 && negatives[n - 1] == score) {
                n--;
            }
            distinct[count] = score;
            tp[count] = positives.length - p;
            fp[count++] = negatives.length - n;
        }
        return new Sweep(
                Arrays.copyOf(distinct, count),
                Arrays.copyOf(tp, count),
                Arrays.copyOf(fp, count),
                positives.length,
                negatives.length);
    }

    /** The scores of one class, rising, NaN as +∞ and −0 as 0. */
    static double[] rising(double[] scores, boolean[] anomalies, boolean anomaly) {
        requireSameLength(scores, anomalies);
        double[] chosen = new double[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (anomalies[i] == anomaly) {
                chosen[count++] = ranked(scores[i]);
            }
        }
        double[] rising = Arrays.copyOf(chosen, count);
        Arrays.sort(rising);
        return rising;
    }

    /** As scores are ranked: NaN as +∞ and −0 as 0. */
    static double ranked(double score) {
        return Double.isNaN(score) ? Double.POSITIVE_INFINITY : score + 0.0;
    }

    static void requireSameLength(double[] scores, boolean[] anomalies) {
        if (scores.length != anomalies.length) {
            throw new IllegalArgumentException(
                    "as many labels as scores, got " + scores.length + " scores and " + anomalies.length + " labels");
        }
    }

    /** Number of distinct scores. */
    int size() {
        return scores.length;
    }
}
