// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark (Lavin and Ahmad, <em>Evaluating Real-Time Anomaly Detection Algorithms –
 * the Numenta Anomaly Benchmark</em>, ICMLA 2015, section II), which rewards early alarms. With {@code σ(y) = 2 / (1 +
 * exp(5y)) − 1}:
 *
 * <ul>
 *   <li>A window of w rows earns {@code tp · σ(y) / σ(−1)} for the first row alarmed in it, the last but y·w, with y
 *       from −1 at its start to −1/w; without an alarm it costs {@code fn}.
 *   <li>An alarmed row outside of windows costs {@code −fp · σ(d / (w − 1))}, d rows after the end of the last window of w
 *       rows, and {@code fp} before the first one or from three widths on.
 *   <li>Rows of the probationary part do not count.
 *   <li>The sum over all files is scaled to 0 for no alarm at all, and 100 for the first row of each window and no other.
 * </ul>
 */
final class NabScore {

    private static final double STEEPNESS = 5;
    private static final double FAR = 3;

    /**
     * What verdicts are worth.
     *
     * @param tp of a window found
     * @param fp of an alarm outside of windows
     * @param fn of a window missed
     */
    record Weights(double tp, double fp, double fn) {}

    /**
     * A file.
     *
     * @param probation rows at its start that do not count
     * @param windows first and last row of each anomaly, in their order
     * @param scores of all rows; those above the threshold are alarmed
     */
    record Scored(int probation, List<int[]> windows, double[] scores) {

        Scored {
            windows = List.copyOf(windows);
        }
    }

    /**
     * A row that counts.
     *
     * @param window number of its window among those of all files; −1 outside
     * @param worth σ of its place, scaled in a window so that the first row is worth 1
     */
    private record Row(double score, int window, double worth) {}

    private final List<Row> falling = new ArrayList<>();
    private final int windows;

    NabScore(List<Scored> files) {
        int count = 0;
        for (Scored file : files) {
            count = addRows(file, count);
        }
        falling.sort(Comparator.comparingDouble(Row::score).reversed());
        windows = count;
    }

    /** The score with one threshold for all files; scores above it are alarms. */
    double at(double threshold, Weights weights) {
        Sum sum = new Sum(weights);
        for (Row row : falling) {
            if (row.score > threshold) {
                sum.alarm(row);
            }
        }
        return sum.scaled();
    }

    /** The highest score that any threshold would have had. */
    double best(Weights weights) {
        Sum sum = new Sum(weights);
        double best = sum.scaled();
        for (int i = 0; i < falling.size(); i++) {
            sum.alarm(falling.get(i));
            if (i + 1 == falling.size() || falling.get(i + 1).score < falling.get(i).score) {
                best = Math.max(best, sum.scaled());
            }
        }
        return best;
    }

    /** Windows that count. */
    int windows() {
        return windows;
    }

    private int addRows(Scored file, int windowsBefore) {
        int count = windowsBefore;
        int next = 0;
        for (int t = 0; t < file.scores.length; t++) {
            while (next < file.windows.size() && file.windows.get(next)[1] < t) {
                count += file.windows.get(next)[1] >= file.probation ? 1 : 0;
                next++;
            }
            if (t < file.probation) {
                continue;
            }
            boolean inside = next < file.windows.size() && file.windows.get(next)[0] <= t;
            double worth = inside ? inWindow(file.windows.get(next), t) : afterWindow(file.windows, next - 1, t);
            falling.add(new Row(file.scores[t], inside ? count : -1, worth));
        }
        return count + (next < file.windows.size() ? 1 : 0);
    }

    private static double inWindow(int[] window, int t) {
        return sigmoid(-(window[1] - t + 1) / (double) (window[1] - window[0] + 1)) / sigmoid(-1);
    }

    private static double afterWindow(List<int[]> windows, int last, int t) {
        if (last < 0) {
            return -1;
        }
        int[] window = windows.get(last);
        double place = (t - window[1]) / (double) (window[1] - window[0]);
        return place < FAR ? sigmoid(place) : -1;
    }

    private static double sigmoid(double place) {
        return 2 / (1 + Math.exp(STEEPNESS * place)) - 1;
    }

    /** What alarms are worth so far. */
    private final class Sum {

        private final Weights weights;
        private final double[] found = new double[windows];
        private double sum;

        Sum(Weights weights) {
            this.weights = weights;
            Arrays.fill(found, -weights.fn);
            sum = -weights.fn * windows;
        }

        void alarm(Row row) {
            if (row.window < 0) {
                sum += weights.fp * row.worth;
            } else if (weights.tp * row.worth > found[row.window]) {
                sum += weights.tp * row.worth - found[row.window];
                found[row.window] = weights.tp * row.worth;
            }
        }

        double scaled() {
            return 100 * (sum + weights.fn * windows) / ((weights.tp + weights.fn) * windows);
        }
    }
}
