// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

/**
 * Precision and recall of alarms on the samples of a series, counted by ranges (Tatbul, Lee, Zdonik, Alam, Gottschlich,
 * <em>Precision and Recall for Time Series</em>, NeurIPS 2018, section 4). For an anomaly R and the ranges of alarms
 * Pⱼ:
 *
 * <pre>recall(R)    = α·[some Pⱼ meets R] + (1 − α)·γ·Σⱼ |R ∩ Pⱼ| / |R|
 * precision(P) = γ·Σᵢ |P ∩ Rᵢ| / |P|</pre>
 *
 * <p>with γ = 1 / the number of ranges of the other kind that meet it: an anomaly found in pieces counts for less.
 * Recall is the mean over all anomalies, precision that over all ranges of alarms. The positional bias is flat: every
 * sample of a range counts alike. Without a weight of its own it is α = 0.2, the existence weight of the TSB-UAD and
 * TSB-AD benchmarks (Paparrizos et al., PVLDB 2022; Liu and
 * Paparrizos, NeurIPS 2024).
 *
 * @param precision 0 to 1; NaN without an alarm
 * @param recall 0 to 1; NaN without an anomaly
 */
public record RangeQuality(double precision, double recall) {

    /** What it is worth to have met an anomaly at all, out of 1. */
    public static final double EXISTENCE_WEIGHT = 0.2;

    /** As {@link #of(boolean[], boolean[], double)} with α = {@value #EXISTENCE_WEIGHT}. */
    public static RangeQuality of(boolean[] alarms, boolean[] anomalies) {
        return of(alarms, anomalies, EXISTENCE_WEIGHT);
    }

    /**
     * Counts alarms against labels. O(n).
     *
     * @param alarms which samples are alarmed
     * @param anomalies the label of each, true in an anomaly
     * @param existenceWeight α, 0 to 1
     */
    public static RangeQuality of(boolean[] alarms, boolean[] anomalies, double existenceWeight) {
        if (alarms.length != anomalies.length) {
            throw new IllegalArgumentException(
                    "as many labels as samples, got " + anomalies.length + " and " + alarms.length);
        }
        if (!(existenceWeight >= 0 && existenceWeight <= 1)) {
            throw new IllegalArgumentException("an existence weight of 0 to 1, got " + existenceWeight);
        }
        return new RangeQuality(covered(alarms, anomalies, 0), covered(anomalies, alarms, existenceWeight));
    }

    /** Harmonic mean of precision and recall; 0 where nothing was found, NaN with neither an alarm nor an anomaly. */
    public double f1() {
        if (Double.isNaN(precision) && Double.isNaN(recall)) {
            return Double.NaN;
        }
        double sum = precision + recall;
        return sum > 0 ? 2 * precision * recall / sum : 0;
    }

    /** How well the ranges of some samples are covered by others, on average. */
    private static double covered(boolean[] samples, boolean[] by, double existenceWeight) {
        double sum = 0;
        int count = 0;
        for (Range range : Range.of(samples)) {
            int overlap = 0;
            int meeting = 0;
            for (int i = range.from(); i < range.to(); i++) {
                overlap += by[i] ? 1 : 0;
                meeting += by[i] && (i == range.from() || !by[i - 1]) ? 1 : 0;
            }
            if (meeting > 0) {
                double overlapping = (double) overlap / range.length() / meeting;
                sum += existenceWeight + (1 - existenceWeight) * overlapping;
            }
            count++;
        }
        return sum / count;
    }
}
