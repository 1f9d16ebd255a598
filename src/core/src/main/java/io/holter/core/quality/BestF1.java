// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

/**
 * The best F1 that any threshold would have reached on these very windows. Optimistic: whoever sets a threshold does
 * not know the labels of the windows to come. It says how well the scores could serve, not how well they do.
 *
 * @param f1 the best F1, 0 to 1; NaN without an anomaly
 * @param threshold a threshold that reaches it, scores above it being alarms: half way between the lowest score alarmed
 *     and the highest that is not; NaN without an anomaly
 */
public record BestF1(double f1, double threshold) {

    /**
     * Tries all thresholds; of several that are as good, takes the highest. O(n log n).
     *
     * @param scores one score per window; NaN counts as +∞
     * @param anomalies the label of each, true for an anomaly
     */
    public static BestF1 of(double[] scores, boolean[] anomalies) {
        Sweep sweep = Sweep.of(scores, anomalies);
        if (sweep.anomalies() == 0) {
            return new BestF1(Double.NaN, Double.NaN);
        }
        int best = 0;
        for (int i = 1; i < sweep.size(); i++) {
            best = f1(sweep, i) > f1(sweep, best) ? i : best;
        }
        return new BestF1(f1(sweep, best), threshold(sweep.scores(), best));
    }

    private static double f1(Sweep sweep, int i) {
        long alarms = sweep.truePositives()[i] + sweep.falsePositives()[i];
        return 2.0 * sweep.truePositives()[i] / (alarms + sweep.anomalies());
    }

    private static double threshold(double[] falling, int i) {
        double alarmed = falling[i];
        if (i + 1 == falling.length) {
            return Math.nextDown(alarmed);
        }
        double below = falling[i + 1];
        double between = below + (alarmed - below) / 2;
        // Between neighbouring numbers, and below infinity, there is no middle.
        return between < alarmed ? between : below;
    }
}
