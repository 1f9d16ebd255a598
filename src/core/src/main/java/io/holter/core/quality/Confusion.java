// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

/**
 * Verdicts counted against labels; positive means <em>anomaly</em>. Every ratio is NaN where its denominator is 0:
 * there is nothing to say then.
 *
 * @param truePositives anomalies found
 * @param falsePositives normal windows taken for anomalies
 * @param trueNegatives normal windows left alone
 * @param falseNegatives anomalies missed
 */
public record Confusion(long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

    /**
     * Counts scores above a threshold as verdicts.
     *
     * @param scores one score per window; NaN counts as above
     * @param anomalies the label of each, true for an anomaly
     */
    public static Confusion at(double threshold, double[] scores, boolean[] anomalies) {
        Sweep.requireSameLength(scores, anomalies);
        long tp = 0;
        long fp = 0;
        long tn = 0;
        long fn = 0;
        for (int i = 0; i < scores.length; i++) {
            boolean alarm = !(scores[i] <= threshold);
            if (anomalies[i]) {
                tp += alarm ? 1 : 0;
                fn += alarm ? 0 : 1;
            } else {
                fp += alarm ? 1 : 0;
                tn += alarm ? 0 : 1;
            }
        }
        return new Confusion(tp, fp, tn, fn);
    }

    /** The verdicts of both, counted together. */
    public Confusion plus(Confusion other) {
        return new Confusion(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                trueNegatives + other.trueNegatives,
                falseNegatives + other.falseNegatives);
    }

    /** All windows. */
    public long total() {
        return truePositives + falsePositives + trueNegatives + falseNegatives;
    }

    /** Share of right verdicts. */
    public double accuracy() {
        return (double) (truePositives + trueNegatives) / total();
    }

    /** Share of alarms that were anomalies. */
    public double precision() {
        return (double) truePositives / (truePositives + falsePositives);
    }

    /** Share of anomalies that were alarmed. */
    public double recall() {
        return (double) truePositives / (truePositives + falseNegatives);
    }

    /** Harmonic mean of precision and recall: 2·tp / (2·tp + fp + fn). */
    public double f1() {
        return 2.0 * truePositives / (2 * truePositives + falsePositives + falseNegatives);
    }

    /** Normal windows that were alarmed, out of a thousand normal ones. */
    public double falseAlarmsPer1000() {
        return 1000.0 * falsePositives / (falsePositives + trueNegatives);
    }

    /** The same verdicts with <em>normal</em> as the positive class, for comparison with figures published that way. */
    public Confusion normalAsPositive() {
        return new Confusion(trueNegatives, falseNegatives, truePositives, falsePositives);
    }
}
