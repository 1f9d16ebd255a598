// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.quality.RangeQuality;
import io.holter.core.quality.VolumeUnderSurface;
import io.holter.data.set.Series;
import io.holter.data.set.WindowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Scores of the samples of a series, from those of the windows cut from it: the score of a sample is the mean of the
 * scores of the windows that cover it. The mean is highest where most windows agree, in the middle of an anomaly; the
 * highest of the scores would stay as high up to a window's length before and after it, and blame as many normal
 * samples. Samples that no window covers have neither score nor label.
 *
 * @param name name of the series
 * @param scores one score per sample; NaN where no window covers it
 * @param anomalies the label of each, true in an anomaly; false where no window covers it
 */
public record SeriesScores(String name, double[] scores, boolean[] anomalies) {

    /**
     * Carries the scores of windows over to samples.
     *
     * @param scores one score per window, in their order
     * @return one for each series; empty where the windows were not cut from series
     */
    public static List<SeriesScores> of(WindowSet windows, double[] scores) {
        List<Series> series = windows.series();
        double[][] sums = new double[series.size()][];
        int[][] covering = new int[series.size()][];
        for (int s = 0; s < sums.length; s++) {
            sums[s] = new double[series.get(s).length()];
            covering[s] = new int[sums[s].length];
        }
        for (int i = 0; !series.isEmpty() && i < windows.size(); i++) {
            int s = windows.seriesOf(i);
            int from = windows.startOf(i);
            // A window longer than what is left of its series was padded.
            int to = Math.min(sums[s].length, from + windows.shape().length());
            for (int t = from; t < to; t++) {
                sums[s][t] += scores[i];
                covering[s][t]++;
            }
        }
        List<SeriesScores> all = new ArrayList<>();
        for (int s = 0; s < sums.length; s++) {
            boolean[] anomalies = new boolean[sums[s].length];
            for (int t = 0; t < anomalies.length; t++) {
                sums[s][t] /= covering[s][t];
                anomalies[t] = covering[s][t] > 0 && series.get(s).anomalies().get(t);
            }
            all.add(new SeriesScores(series.get(s).name(), sums[s], anomalies));
        }
        return all;
    }

    /**
     * Mean VUS-PR over the series with anomalies.
     *
     * @param longest longest buffer, in samples
     * @return 0 to 1; NaN without such a series
     * @see VolumeUnderSurface
     */
    public static double vusPr(List<SeriesScores> series, int longest) {
        return mean(series, s -> VolumeUnderSurface.pr(s.scores, s.anomalies, longest));
    }

    /**
     * Mean range-based F1 over the series with anomalies, samples that score above a threshold being alarmed.
     *
     * @return 0 to 1; NaN without such a series
     * @see RangeQuality
     */
    public static double rangeF1(List<SeriesScores> series, double threshold) {
        return mean(
                series, s -> RangeQuality.of(s.alarms(threshold), s.anomalies).f1());
    }

    /** Which samples score above a threshold. */
    public boolean[] alarms(double threshold) {
        boolean[] alarms = new boolean[scores.length];
        for (int t = 0; t < alarms.length; t++) {
            alarms[t] = scores[t] > threshold;
        }
        return alarms;
    }

    private boolean hasAnomaly() {
        for (boolean anomaly : anomalies) {
            if (anomaly) {
                return true;
            }
        }
        return false;
    }

    private static double mean(List<SeriesScores> series, ToDoubleFunction<SeriesScores> quality) {
        return series.stream()
                .filter(SeriesScores::hasAnomaly)
                .mapToDouble(quality)
                .average()
                .orElse(Double.NaN);
    }
}
