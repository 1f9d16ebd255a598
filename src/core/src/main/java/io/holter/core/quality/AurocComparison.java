// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import java.util.Arrays;

/**
 * Two scorers on the same windows: whether the areas under their ROC curves differ by more than chance.
 *
 * <p>The standard error is that of DeLong, DeLong and Clarke-Pearson (<em>Comparing the Areas under Two or More
 * Correlated Receiver Operating Characteristic Curves</em>, Biometrics 44, 1988): with m anomalies and n normal
 * windows, V(x) the share of normal windows that anomaly x scores above, W(y) the share of anomalies that score above
 * normal window y, ties counted half, and S² the sample variance of the differences between the scorers,
 *
 * <pre>standard error² = S²(V₁ − V₂) / m + S²(W₁ − W₂) / n</pre>
 *
 * <p>It takes the windows for independent: where they overlap, it is too small.
 *
 * @param first AUROC of the first scorer
 * @param second AUROC of the second
 * @param standardError standard error of their difference; NaN with fewer than two windows of either class
 */
public record AurocComparison(double first, double second, double standardError) {

    /** Standard errors beyond which a difference is taken for one: 5 % of equal scorers would go there by chance. */
    public static final double CRITICAL = 1.96;

    /**
     * Compares two scorers. O(n log n).
     *
     * @param first scores of the first for every window; NaN counts as +∞
     * @param second scores of the second for the same windows
     * @param anomalies the label of each, true for an anomaly
     */
    public static AurocComparison of(double[] first, double[] second, boolean[] anomalies) {
        double[][] a = placements(first, anomalies);
        double[][] b = placements(second, anomalies);
        double variance = varianceOfMeanDifference(a[0], b[0]) + varianceOfMeanDifference(a[1], b[1]);
        return new AurocComparison(
                RankingQuality.auroc(first, anomalies), RankingQuality.auroc(second, anomalies), Math.sqrt(variance));
    }

    /** By how much the first is better. */
    public double difference() {
        return first - second;
    }

    /** Whether the difference is more than {@value #CRITICAL} standard errors; not where that cannot be said. */
    public boolean differs() {
        return Math.abs(difference()) > CRITICAL * standardError;
    }

    /** V of every anomaly, and W of every normal window, in the order of the windows. */
    private static double[][] placements(double[] scores, boolean[] anomalies) {
        double[] positives = Sweep.rising(scores, anomalies, true);
        double[] negatives = Sweep.rising(scores, anomalies, false);
        double[] v = new double[positives.length];
        double[] w = new double[negatives.length];
        int p = 0;
        int n = 0;
        for (int i = 0; i < scores.length; i++) {
            double score = Sweep.ranked(scores[i]);
            if (anomalies[i]) {
                v[p++] = shareBelow(negatives, score);
            } else {
                w[n++] = 1 - shareBelow(positives, score);
            }
        }
        return new double[][] {v, w};
    }

    /** Share of rising values below one, those equal to it counted half. */
    private static double shareBelow(double[] rising, double value) {
        int below = countBelow(rising, value);
        int notAbove = countBelow(rising, Math.nextUp(value));
        if (value == Double.POSITIVE_INFINITY) {
            notAbove = rising.length;
        }
        return (below + notAbove) / 2.0 / rising.length;
    }

    private static int countBelow(double[] rising, double value) {
        int low = 0;
        int high = rising.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double varianceOfMeanDifference(double[] a, double[] b) {
        int count = a.length;
        double[] differences = new double[count];
        Arrays.setAll(differences, i -> a[i] - b[i]);
        double mean = Arrays.stream(differences).sum() / count;
        double squares =
                Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
        return count < 2 ? Double.NaN : squares / (count - 1) / count;
    }
}
