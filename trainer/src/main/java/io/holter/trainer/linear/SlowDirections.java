// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the directions in which windows drift, from how they follow one another. Among the principal components, a
 * direction is slow where more than half of its variance is left from a window to the next that shares no sample with it
 * (Wiskott and Sejnowski, <em>Slow feature analysis</em>, Neural Computation 2002; half the mean squared difference over
 * the variance is the ratio of von Neumann, 1941). A slow direction that comes back, such as that of a daily cycle, is
 * what a model should learn. One is drift where the earlier and the later half of the windows do not cover each other.
 */
public final class SlowDirections {

    /** Components that directions are looked for among, at most. */
    private static final int MAX_COMPONENTS = 16;

    /** Of noise alone, one set in a hundred has a slow direction among one component for so many windows. */
    private static final int WINDOWS_PER_COMPONENT = 6;

    /** Greatest half mean squared difference of a slow direction, as a share of its variance. */
    private static final double SLOW = 0.5;

    /** Half of the windows lie between these quantiles of the other, but for {@link #OUTSIDE}, unless they drift. */
    private static final double QUANTILE = 0.02;

    private static final double OUTSIDE = 0.15;

    private SlowDirections() {}

    /**
     * A window and the next that shares no sample with it, by their numbers.
     *
     * @param window number of the earlier
     * @param next number of the later
     */
    public record Pair(int window, int next) {}

    /**
     * Finds what drifts.
     *
     * @param windows normalised, each float[size], all of the same size
     * @param early whether the window lies in the earlier half of its series, for each
     * @param pairs windows and what comes next; no more than fit into memory
     * @param apart how many windows there are that share no sample
     * @return the drift, where there is one
     */
    public static Optional<Drift> of(List<float[]> windows, boolean[] early, List<Pair> pairs, int apart) {
        int most = Math.min(MAX_COMPONENTS, apart / WINDOWS_PER_COMPONENT);
        if (most == 0 || pairs.isEmpty()) {
            return Optional.empty();
        }
        LinearFit fit = LinearFit.of(windows, most);
        float[][] slow = slow(fit, windows, pairs);
        float[][] drifting = Arrays.stream(slow)
                .filter(direction -> halvesDiffer(fit.mean(), direction, windows, early))
                .toArray(float[][]::new);
        return drifting.length == 0 ? Optional.empty() : Optional.of(Drift.reaching(fit.mean(), drifting, windows));
    }

    /** Orthonormal, the slowest first. */
    private static float[][] slow(LinearFit fit, List<float[]> windows, List<Pair> pairs) {
        double[] deviations = Arrays.stream(fit.eigenvalues()).map(Math::sqrt).toArray();
        // With their opposites, so that their mean is 0 and their covariance that of differences.
        List<float[]> differences = new ArrayList<>();
        for (Pair pair : pairs) {
            float[] from = fit.code(windows.get(pair.window));
            float[] to = fit.code(windows.get(pair.next));
            float[] there = new float[deviations.length];
            float[] back = new float[deviations.length];
            for (int j = 0; j < there.length; j++) {
                there[j] = (float) ((to[j] - from[j]) / deviations[j]);
                back[j] = -there[j];
            }
            differences.add(there);
            differences.add(back);
        }
        LinearFit changes = LinearFit.of(differences, deviations.length);
        return orthonormal(IntStream.range(0, changes.components().length)
                .map(j -> changes.components().length - 1 - j)
                .filter(j -> changes.eigenvalues()[j] / 2 < SLOW)
                .mapToObj(j -> pattern(fit, deviations, changes.components()[j]))
                .toList());
    }

    /** What a change along a whitened direction looks like in a window. */
    private static double[] pattern(LinearFit fit, double[] deviations, float[] whitened) {
        double[] pattern = new double[fit.size()];
        for (int j = 0; j < whitened.length; j++) {
            for (int i = 0; i < pattern.length; i++) {
                pattern[i] += deviations[j] * whitened[j] * fit.components()[j][i];
            }
        }
        return pattern;
    }

    /** Gram and Schmidt's, in the order given. */
    private static float[][] orthonormal(List<double[]> vectors) {
        List<double[]> done = new ArrayList<>();
        for (double[] vector : vectors) {
            for (double[] other : done) {
                double along = dot(vector, other);
                for (int i = 0; i < vector.length; i++) {
                    vector[i] -= along * other[i];
                }
            }
            double length = Math.sqrt(dot(vector, vector));
            done.add(Arrays.stream(vector).map(v -> v / length).toArray());
        }
        return done.stream().map(LinearFit::narrow).toArray(float[][]::new);
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static boolean halvesDiffer(float[] mean, float[] direction, List<float[]> windows, boolean[] early) {
        double[] positions = windows.stream()
                .mapToDouble(window -> Drift.position(mean, direction, window))
                .toArray();
        double[] first = half(positions, early, true);
        double[] second = half(positions, early, false);
        return first.length > 0 && second.length > 0 && (outside(first, second) + outside(second, first)) / 2 > OUTSIDE;
    }

    private static double[] half(double[] positions, boolean[] early, boolean which) {
        return IntStream.range(0, positions.length)
                .filter(i -> early[i] == which)
                .mapToDouble(i -> positions[i])
                .sorted()
                .toArray();
    }

    /** Share of some that lie beyond the quantiles of others; both rise. */
    private static double outside(double[] some, double[] others) {
        double low = others[(int) (QUANTILE * (others.length - 1))];
        double high = others[(int) Math.ceil((1 - QUANTILE) * (others.length - 1))];
        return Arrays.stream(some).filter(z -> z < low || z > high).count() / (double) some.length;
    }
}
