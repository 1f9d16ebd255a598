package io.holter.trainer;

import io.holter.model.device.Device;
import io.holter.trainer.data.WindowSet;
import io.holter.trainer.export.ServingGraph;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.LinearArchitecture;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.training.Contamination;
import io.holter.trainer.training.Fit;
import io.holter.trainer.training.Fitting;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.RobustSelection;
import io.holter.trainer.training.TrainingSettings;
import java.util.List;

/**
 * From windows to a model, in a way that abnormal windows among them do not spoil: components of the windows that look
 * alike say first which are normal, then a network that was fitted to those for a while says it again, and the model
 * proper is fitted to what it takes for normal.
 */
final class Learning {

    /** Part of the epochs after which a network tells normal from abnormal. */
    private static final int PART_OF_EPOCHS = 3;

    /** Fewest held-out windows that say how errors are spread. */
    static final int FEWEST_HELD_OUT = 2;

    private final TrainingSettings settings;
    private final Geometry geometry;
    private final Progress progress;
    private final Device device;

    Learning(TrainingSettings settings, Geometry geometry, Progress progress, Device device) {
        this.settings = settings;
        this.geometry = geometry;
        this.progress = progress;
        this.device = device;
    }

    /**
     * Learns.
     *
     * @param training windows that the weights may be fitted to, raw units
     * @param heldOut windows that they are not fitted to, raw units
     */
    Learned learn(WindowSet training, WindowSet heldOut) {
        double most = settings.sample().contamination();
        if (most == 0) {
            return fit(training, heldOut, settings, progress);
        }
        WindowSet alike = RobustSelection.normal(training, units(training), most, settings.seed());
        int epochs = settings.optimisation().epochsFor(alike.size());
        TrainingSettings shorter = settings.withEpochs(Math.max(1, epochs / PART_OF_EPOCHS));
        Learned tried = fit(alike, heldOut, shorter, Progress.SILENT);
        try (ServingGraph scorer = scorer(tried)) {
            double[] errors = scorer.errors(training);
            double[] heldOutErrors = scorer.errors(heldOut);
            double limit = Contamination.limit(errors, most);
            WindowSet normal = training.where(i -> errors[i] <= limit);
            WindowSet measured = heldOut.where(i -> heldOutErrors[i] <= limit);
            if (measured.size() < FEWEST_HELD_OUT) {
                measured = heldOut;
            }
            return fit(normal, measured, settings, progress);
        }
    }

    /** A scorer of what was learned. To be closed. */
    ServingGraph scorer(Learned learned) {
        return new ServingGraph(
                learned.training().shape(),
                learned.normalisation(),
                Fitting.ensemble(settings, geometry),
                learned.fit().weights(),
                settings.objective().error());
    }

    private Normalisation units(WindowSet training) {
        return Normalisation.of(settings.objective().normalisation(), training.shape(), training.windows());
    }

    private Learned fit(WindowSet training, WindowSet heldOut, TrainingSettings how, Progress told) {
        Normalisation units = units(training);
        if (how.architecture() instanceof LinearArchitecture linear) {
            return new Learned(units, new Fit(linear.fit(training.windows(), units), List.of(), 0), training, heldOut);
        }
        int threads = how.architecture() instanceof DenseArchitecture ? 1 : Device.AUTOMATIC_THREADS;
        try (Fitting fitting = new Fitting(how, geometry, units, device.config(threads))) {
            return new Learned(units, fitting.fit(training, heldOut, told), training, heldOut);
        }
    }
}
