// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import java.util.Arrays;

/**
 * A curve over all thresholds, from the highest to the lowest, for drawing.
 *
 * @param x where each point is from left to right, 0 to 1, never falling
 * @param y how high it is, 0 to 1
 */
public record Curve(double[] x, double[] y) {

    /** Points that a column can keep. */
    private static final int KEPT = 4;

    public Curve {
        if (x.length != y.length) {
            throw new IllegalArgumentException("as many y as x, got " + y.length + " and " + x.length);
        }
    }

    /**
     * Receiver operating characteristic: the share of normal windows that is alarmed, against the share of anomalies
     * that is alarmed, from (0, 0) to (1, 1), one point for each distinct score. O(n log n).
     *
     * @param scores one score per window; NaN counts as +∞
     * @param anomalies the label of each, true for an anomaly
     * @return without points unless both classes are present
     */
    public static Curve roc(double[] scores, boolean[] anomalies) {
        Sweep sweep = Sweep.of(scores, anomalies);
        if (sweep.anomalies() == 0 || sweep.normal() == 0) {
            return new Curve(new double[0], new double[0]);
        }
        double[] x = new double[sweep.size() + 1];
        double[] y = new double[sweep.size() + 1];
        for (int i = 0; i < sweep.size(); i++) {
            x[i + 1] = (double) sweep.falsePositives()[i] / sweep.normal();
            y[i + 1] = (double) sweep.truePositives()[i] / sweep.anomalies();
        }
        return new Curve(x, y);
    }

    /**
     * Recall against precision, from recall 0, where it starts at the precision of the highest score, to recall 1, one
     * point for each distinct score. O(n log n).
     *
     * @param scores as for {@link #roc}
     * @return without points where there is no anomaly
     */
    public static Curve precisionRecall(double[] scores, boolean[] anomalies) {
        Sweep sweep = Sweep.of(scores, anomalies);
        if (sweep.anomalies() == 0) {
            return new Curve(new double[0], new double[0]);
        }
        double[] x = new double[sweep.size() + 1];
        double[] y = new double[sweep.size() + 1];
        for (int i = 0; i < sweep.size(); i++) {
            long tp = sweep.truePositives()[i];
            x[i + 1] = (double) tp / sweep.anomalies();
            y[i + 1] = (double) tp / (tp + sweep.falsePositives()[i]);
        }
        y[0] = y[1];
        return new Curve(x, y);
    }

    /** Number of points. */
    public int size() {
        return x.length;
    }

    /**
     * The same line with fewer points: of those in each of so many columns of equal width the first, the lowest, the
     * highest and the last, with which it covers the same pixels in a picture so many pixels wide (M4: Jugel, Jerzak,
     * Hackenbroich, Markl, PVLDB 2014).
     *
     * @param columns 1 or more
     * @return at most 4 × columns points
     */
    public Curve thinned(int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException("1 column or more, got " + columns);
        }
        int[] kept = new int[Math.min(size(), KEPT * columns)];
        int count = 0;
        for (int from = 0; from < size(); ) {
            int to = from + 1;
            while (to < size() && column(to, columns) == column(from, columns)) {
                to++;
            }
            int[] chosen = {from, extreme(from, to, -1), extreme(from, to, 1), to - 1};
            for (int i : Arrays.stream(chosen).sorted().distinct().toArray()) {
                kept[count++] = i;
            }
            from = to;
        }
        int[] points = Arrays.copyOf(kept, count);
        return new Curve(
                Arrays.stream(points).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(points).mapToDouble(i -> y[i]).toArray());
    }

    private int column(int i, int columns) {
        return Math.min(columns - 1, (int) (x[i] * columns));
    }

    private int extreme(int from, int to, int sign) {
        int extreme = from;
        for (int i = from + 1; i < to; i++) {
            extreme = sign * y[i] > sign * y[extreme] ? i : extreme;
        }
        return extreme;
    }
}
