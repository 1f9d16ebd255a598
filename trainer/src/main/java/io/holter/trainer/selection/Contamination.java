// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import java.util.Arrays;

/**
 * The test that tells a group of abnormal windows from the tail of the normal ones, by the errors of a model that was
 * fitted to the majority. On a logarithmic scale the errors of normal windows form one hill; anomalies, which that
 * model has not seen, form another one to its right. The valley between them is the limit. Where there is no second
 * hill, nothing is cut off: clean data stays whole.
 *
 * <p>The density of log₁₀ errors is a histogram smoothed by a normal kernel of width 0.9·min(σ, IQR/1.34)·n^(−1/5) of
 * the majority (Silverman, <em>Density Estimation</em>, 1986, equation 3.31), but at least {@value #MIN_WIDTH}.
 */
public final class Contamination {

    private static final double BIN = 0.01;
    private static final double MIN_WIDTH = 0.04;

    /** A hill counts if it is so much higher than the valley before it. */
    private static final double PROMINENCE = 1.6;

    /** A hill counts if it would be so improbable on a plain as low as the valley, in standard deviations. */
    private static final double SIGNIFICANCE = 3.5;

    /** A hill at so few times the median error of the majority is one of normal windows, too. */
    private static final double FARTHER = 3;

    /** Where no window is, one might be: a straggler or two are no hill. */
    private static final double MIN_EXPECTED = 1;

    private static final double TINY = 1e-12;

    private Contamination() {}

    /**
     * The limit between normal and abnormal.
     *
     * @param errors errors of all windows, 0 or more, at least one
     * @param most largest share of anomalies, 0 to below 0.5: no limit is below the quantile that this leaves
     * @param least no limit is below this, either, nor below {@value #FARTHER} times the median error of the majority
     * @return errors above it belong to anomalies; +∞ where there is no second hill
     */
    public static double limit(double[] errors, double most, double least) {
        double[] logs = Arrays.stream(errors)
                .map(e -> Math.log10(Math.max(e, TINY)))
                .sorted()
                .toArray();
        int majority = (int) Math.ceil((1 - most) * logs.length);
        if (majority >= logs.length || majority < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double width = width(Arrays.copyOf(logs, majority));
        double[] density = density(logs, width);
        double usual = logs[majority / 2];
        double lowest = Math.max(usual + Math.log10(FARTHER), Math.log10(Math.max(least, TINY)));
        int first = bin(logs, Math.max(logs[majority - 1], lowest));
        if (first >= density.length) {
            return Double.POSITIVE_INFINITY;
        }
        int valley = valley(density, first);
        return valley < 0 ? Double.POSITIVE_INFINITY : Math.pow(10, logs[0] + (valley + 0.5) * BIN);
    }

    /** The lowest place before the first hill that counts; −1 where none does. */
    private static int valley(double[] density, int first) {
        double normal = Arrays.stream(density, 0, first + 1).max().orElseThrow();
        int lowest = first;
        for (int i = first; i < density.length; i++) {
            if (density[i] <= density[lowest]) {
                lowest = i;
                continue;
            }
            // Nor is it a valley if there is no hill before it: errors may well be densest near the largest.
            boolean isValley = Math.min(density[i], normal) > PROMINENCE * density[lowest];
            if (isValley && isHill(density, lowest, i)) {
                return lowest;
            }
        }
        return -1;
    }

    /**
     * Whether the windows of the hill, down to the valley's height on its far side, are too many to be chance: by the
     * signed root of the deviance of Poisson counts, 2·(n·ln(n/m) − n + m) of n found and m expected ones (McCullagh
     * and Nelder, <em>Generalized Linear Models</em>, 2nd edition, 1989, section 2.3).
     */
    private static boolean isHill(double[] density, int valley, int top) {
        double found = 0;
        int end = valley;
        while (end < density.length && (end <= top || density[end] > density[valley])) {
            found += density[end++];
        }
        double expected = Math.max(MIN_EXPECTED, density[valley] * (end - valley));
        double deviance = 2 * (found * Math.log(found / expected) - found + expected);
        return found > expected && deviance > SIGNIFICANCE * SIGNIFICANCE;
    }

    private static double width(double[] sorted) {
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance =
                Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum() / sorted.length;
        double range = sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4];
        return Math.max(MIN_WIDTH, 0.9 * Math.min(Math.sqrt(variance), range / 1.34) * Math.pow(sorted.length, -0.2));
    }

    private static int bin(double[] logs, double x) {
        return (int) ((x - logs[0]) / BIN);
    }

    /** Windows a bin, smoothed. */
    private static double[] density(double[] logs, double width) {
        double[] counts = new double[bin(logs, logs[logs.length - 1]) + 1];
        for (double x : logs) {
            counts[bin(logs, x)]++;
        }
        int reach = (int) Math.ceil(4 * width / BIN);
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            double z = i * BIN / width;
            kernel[i + reach] = Math.exp(-z * z / 2);
            sum += kernel[i + reach];
        }
        double[] density = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            for (int k = Math.max(-reach, -i); k <= Math.min(reach, counts.length - 1 - i); k++) {
                density[i + k] += counts[i] * kernel[k + reach] / sum;
            }
        }
        return density;
    }
}
