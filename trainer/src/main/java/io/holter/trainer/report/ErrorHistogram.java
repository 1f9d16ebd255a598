// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

/**
 * How errors are spread, for each class by itself: 60 bins of equal width, on a logarithmic scale where the errors span
 * more than a factor of ten. What lies a thousandfold beyond median and threshold is counted in the outermost bins.
 *
 * @param logarithmic whether {@code from} and {@code to} are decadic logarithms of errors
 * @param from left edge of the first bin
 * @param to right edge of the last bin
 * @param normal percentage of the normal windows (of all, without labels) in each bin
 * @param anomalous percentage of the anomalies in each bin; all 0 without any
 */
record ErrorHistogram(boolean logarithmic, double from, double to, double[] normal, double[] anomalous) {

    private static final int BINS = 60;
    private static final double BEYOND = 1000;
    private static final double LOGARITHMIC_FROM = 10;

    static ErrorHistogram of(Scored scored) {
        double[] sorted = scored.sortedErrors();
        double threshold = scored.threshold();
        double median = sorted.length == 0 ? threshold : sorted[sorted.length / 2];
        double lowest = sorted.length == 0 ? 0 : sorted[0];
        double highest = Math.max(threshold, sorted.length == 0 ? 0 : sorted[sorted.length - 1]);
        lowest = Math.max(Math.min(lowest, threshold), Math.min(median, threshold) / BEYOND);
        highest = Math.min(highest, Math.max(median, threshold) * BEYOND);
        boolean logarithmic = lowest > 0 && highest > LOGARITHMIC_FROM * lowest;
        double from = logarithmic ? Math.log10(lowest) : lowest;
        double to = logarithmic ? Math.log10(highest) : highest;
        if (!(to > from)) {
            to = from + Math.max(Math.abs(from), Double.MIN_NORMAL);
        }
        return new ErrorHistogram(
                logarithmic,
                from,
                to,
                shares(scored, false, logarithmic, from, to),
                shares(scored, true, logarithmic, from, to));
    }

    private static double[] shares(Scored scored, boolean anomalous, boolean logarithmic, double from, double to) {
        double[] bins = new double[BINS];
        long total = 0;
        for (int i = 0; i < scored.size(); i++) {
            if (scored.windows().isAnomaly(i) == anomalous) {
                double error = scored.errors()[i];
                double at = ((logarithmic ? Math.log10(error) : error) - from) / (to - from) * BINS;
                // A cast brings NaN to 0, so infinite errors are told apart first.
                int bin = Double.isFinite(error) ? (int) at : BINS - 1;
                bins[Math.max(0, Math.min(BINS - 1, bin))]++;
                total++;
            }
        }
        for (int i = 0; i < BINS; i++) {
            bins[i] = total == 0 ? 0 : Wording.rounded(100 * bins[i] / total);
        }
        return bins;
    }
}
