// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.Count;
import io.holter.data.set.WindowSet;
import io.holter.trainer.linear.LinearFit;
import io.holter.trainer.linear.Neighbours;
import io.holter.trainer.network.Normalisation;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Plain scorers that a network has to beat to earn its place, on windows in the units of the model
 * (see {@link Normalisation}):
 *
 * <ul>
 *   <li>{@code mean}: mean squared difference to the mean window;
 *   <li>{@code pca}: mean squared error of the reconstruction from as few principal components as explain half of the
 *       variance: with more of them anomalies are reconstructed as well (on ECG5000, where it takes 2, AUROC falls from
 *       0.992 to 0.982 with 8 and to 0.938 with 32);
 *   <li>{@code nn}: distance to the nearest training window;
 *   <li>{@code knn}: mean distance to the {@value #NEAREST} nearest training windows.
 * </ul>
 */
public final class Baselines {

    /** Neighbours that count. */
    public static final int NEAREST = 5;

    private static final double EXPLAINED = 0.5;

    /** Training windows that are looked at: more would make a baseline slower, and no better. */
    private static final int MAX_WINDOWS = 100_000;

    /** References to search for neighbours: all pairs are compared. */
    private static final int MAX_REFERENCES = 5_000;

    /** Values of all references together: 64 MiB. */
    private static final int MAX_VALUES = 1 << 24;

    /** Windows of more values have their components computed from so many windows. */
    private static final int WIDEST = 1024;

    private Baselines() {}

    /** Fits all baselines to windows with each channel standardised. */
    public static List<Scorer> fit(WindowSet training, long seed) {
        return fit(training, Normalisation.Kind.STANDARD, seed);
    }

    /**
     * Fits all baselines.
     *
     * @param training normal windows, at least one, none of which is to be scored: a window is its own nearest
     *     neighbour
     * @param units how windows are normalised, from the training windows: as the model to compare with does, so that
     *     what counts is what it learned
     * @param seed of what is drawn where there are too many windows; the descriptions tell how many were
     */
    public static List<Scorer> fit(WindowSet training, Normalisation.Kind units, long seed) {
        WindowSet some = draw(training, MAX_WINDOWS, seed);
        Normalisation normalisation = Normalisation.of(units, training.shape(), some.windows());
        return List.of(
                mean(some, normalisation),
                pca(some, normalisation, seed),
                neighbours("nn", 1, training, normalisation, seed),
                neighbours("knn", NEAREST, training, normalisation, seed));
    }

    private static Scorer mean(WindowSet training, Normalisation normalisation) {
        LinearFit fit = LinearFit.of(normalisation.normalised(training.windows()), 0);
        return new Fitted("mean", "distance to the mean window", normalisation, fit::squaredError);
    }

    private static Scorer pca(WindowSet training, Normalisation normalisation, long seed) {
        int size = training.shape().size();
        WindowSet some = size > WIDEST ? draw(training, WIDEST, seed) : training;
        LinearFit fit = LinearFit.explaining(normalisation.normalised(some.windows()), EXPLAINED);
        String description = String.format(
                Locale.ROOT,
                "%s: %.0f %% of the variance%s",
                Count.of(fit.components().length, "principal component"),
                100 * fit.explained(),
                some.size() < training.size() ? " of " + Count.of(some.size(), "window") + " drawn" : "");
        return new Fitted("pca", description, normalisation, fit::squaredError);
    }

    private static Scorer neighbours(
            String name, int nearest, WindowSet training, Normalisation normalisation, long seed) {
        int most = Math.min(
                MAX_REFERENCES, Math.max(1, MAX_VALUES / training.shape().size()));
        WindowSet some = draw(training, most, seed);
        Neighbours neighbours = new Neighbours(normalisation.normalised(some.windows()), nearest);
        int found = Math.min(nearest, some.size());
        String description =
                (found == 1 ? "distance to the nearest of " : "mean distance to the " + found + " nearest of ")
                        + Count.of(some.size(), "training window")
                        + (some.size() < training.size() ? " drawn from " + training.size() : "");
        return new Fitted(name, description, normalisation, neighbours::distance);
    }

    private static WindowSet draw(WindowSet windows, int most, long seed) {
        if (windows.size() <= most) {
            return windows;
        }
        return windows.split((double) most / windows.size(), seed).first();
    }

    /** Scores normalised windows, on all cores. */
    private record Fitted(
            String name, String description, Normalisation normalisation, ToDoubleFunction<float[]> distance)
            implements Scorer {

        @Override
        public double[] score(WindowSet windows) {
            List<float[]> normalised = normalisation.normalised(windows.windows());
            return IntStream.range(0, windows.size())
                    .parallel()
                    .mapToDouble(i -> distance.applyAsDouble(normalised.get(i)))
                    .toArray();
        }
    }
}
