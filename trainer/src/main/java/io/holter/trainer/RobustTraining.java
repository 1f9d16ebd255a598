// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import io.holter.data.set.WindowSet;
import io.holter.model.device.Device;
import io.holter.trainer.evaluation.CardThreshold;
import io.holter.trainer.export.Scoring;
import io.holter.trainer.export.ServingGraph;
import io.holter.trainer.linear.Neighbourhood;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.DriftFreeNormalisation;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.LinearArchitecture;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Score;
import io.holter.trainer.selection.DriftSearch;
import io.holter.trainer.selection.RobustSelection;
import io.holter.trainer.training.DriftRule;
import io.holter.trainer.training.FitResult;
import io.holter.trainer.training.GradientFit;
import io.holter.trainer.training.Objective;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.util.List;
import java.util.Optional;

/**
 * From windows to a model, in a way that abnormal windows among them do not spoil: what a first, linear model of the
 * windows that look alike takes for abnormal is left out, both of what the weights are fitted to and of what the
 * threshold is measured on.
 */
final class RobustTraining {

    /** Fewest held-out windows that say how errors are spread. */
    static final int MIN_HELD_OUT = 2;

    private final TrainingSettings settings;
    private final Geometry geometry;
    private final Progress progress;
    private final Device device;

    RobustTraining(TrainingSettings settings, Geometry geometry, Progress progress, Device device) {
        this.settings = settings;
        this.geometry = geometry;
        this.progress = progress;
        this.device = device;
    }

    /**
     * Trains.
     *
     * @param training windows that the weights may be fitted to, raw units
     * @param heldOut windows that they are not fitted to, raw units
     */
    TrainedModel train(WindowSet training, WindowSet heldOut) {
        double most = settings.split().contamination();
        if (most == 0) {
            return fit(training, heldOut, false);
        }
        // Only all of the data tells a small group from chance: what is held out helps to find it.
        WindowSet all = training.and(heldOut);
        RobustSelection selection = RobustSelection.of(all, units(training), most, settings.seed());
        WindowSet measured = selection.normal(heldOut);
        WindowSet kept = selection.normal(training);
        boolean contaminated = kept.size() + measured.size() < all.size();
        return fit(kept, measured.size() < MIN_HELD_OUT ? heldOut : measured, contaminated);
    }

    /** A scorer of what was trained. To be closed. */
    ServingGraph scorer(TrainedModel trained) {
        return scorer(trained, scoring(trained));
    }

    private ServingGraph scorer(TrainedModel trained, Scoring scoring) {
        return ServingGraph.open(
                trained.training().shape(),
                trained.normalisation(),
                GradientFit.ensemble(settings, geometry),
                trained.fit().weights(),
                scoring);
    }

    private Scoring scoring(TrainedModel trained) {
        Objective objective = settings.objective();
        if (objective.score() == Score.ERROR) {
            return Scoring.by(objective.error());
        }
        List<float[]> normal =
                trained.normalisation().normalised(neighbours(trained).windows());
        return new Scoring(objective.error(), Optional.of(Neighbourhood.of(normal, settings.seed())));
    }

    /**
     * The windows that may be neighbours. Where some were abnormal, a few of their kind stay among the others, too few for
     * the network to learn: but one is enough for an anomaly to have a near neighbour.
     */
    private WindowSet neighbours(TrainedModel trained) {
        WindowSet training = trained.training();
        if (!trained.contaminated()) {
            return training;
        }
        double[] errors;
        try (ServingGraph graph =
                scorer(trained, Scoring.by(settings.objective().error()))) {
            errors = graph.errors(training);
        }
        double limit = CardThreshold.of(errors);
        return training.where(i -> errors[i] <= limit);
    }

    private Normalisation units(WindowSet training) {
        return Normalisation.of(settings.objective().normalisation(), training.shape(), training.windows());
    }

    /** Values from 0 to 1 have no room for drift, and a picture has none. */
    private Normalisation driftFree(WindowSet normal, Normalisation units) {
        if (settings.objective().drift() == DriftRule.COUNT || units.isBounded()) {
            return units;
        }
        return DriftSearch.in(normal, units)
                .<Normalisation>map(drift -> new DriftFreeNormalisation(units, drift))
                .orElse(units);
    }

    private TrainedModel fit(WindowSet training, WindowSet heldOut, boolean contaminated) {
        if (settings.architecture() instanceof LinearArchitecture linear) {
            Normalisation units = units(training);
            FitResult exact = new FitResult(linear.fit(training.windows(), units), List.of(), 0);
            return new TrainedModel(units, exact, training, heldOut, contaminated);
        }
        Normalisation units = driftFree(training.and(heldOut), units(training));
        int threads = settings.architecture() instanceof DenseArchitecture ? 1 : Device.AUTOMATIC_THREADS;
        try (GradientFit fit = new GradientFit(settings, geometry, units, device.config(threads))) {
            return new TrainedModel(units, fit.fit(training, heldOut, progress), training, heldOut, contaminated);
        }
    }
}
