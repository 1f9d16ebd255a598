// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.core.WrongArtefactException;
import io.holter.data.set.WindowSet;
import io.holter.trainer.network.Ensemble;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Weights;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.ConfigProto;

/**
 * The fit of networks to windows by gradients, on shuffled batches. The steps are taken in the calling thread, in an
 * order that only the seed decides.
 */
public final class GradientFit implements AutoCloseable {

    /** Measuring runs in pieces of this many windows, so that its memory does not grow with the data. */
    private static final int MEASURED_AT_ONCE = 1024;

    /** Held-out windows that the validation loss looks at after each epoch, at most: more change it little. */
    private static final int MAX_VALIDATED = 100_000;

    private static final long SHUFFLE_BUFFER_BYTES = 256L << 20;

    private final TrainingSettings settings;
    private final Geometry geometry;
    private final TrainingGraph graph;
    private final Batches batches = new Batches();

    /**
     * Builds the graph. To be closed.
     *
     * @param geometry of the windows
     * @param configuration where TensorFlow computes
     */
    public GradientFit(
            TrainingSettings settings, Geometry geometry, Normalisation normalisation, ConfigProto configuration) {
        this.settings = settings;
        this.geometry = geometry;
        this.graph = TrainingGraph.open(
                settings, ensemble(settings, geometry), normalisation, geometry.size(), configuration);
    }

    /**
     * The networks that settings ask for.
     *
     * @throws IllegalArgumentException if they do not go with such windows
     */
    public static Ensemble ensemble(TrainingSettings settings, Geometry geometry) {
        settings.inputNoise().augmentation().check(geometry);
        return new Ensemble(
                settings.architecture().network(geometry),
                settings.members(),
                settings.objective().output());
    }

    /**
     * Fits.
     *
     * @param training windows that the weights are fitted to, at least one, raw units
     * @param heldOut windows that are only measured, at least one, raw units
     * @throws WrongArtefactException if the loss stops being a number
     */
    public FitResult fit(WindowSet training, WindowSet heldOut, Progress progress) {
        Optimisation optimisation = settings.optimisation();
        int epochs = optimisation.epochsFor(training.size());
        long steps = (long) epochs * optimisation.stepsFor(training.size());
        long buffer = Math.max(1, SHUFFLE_BUFFER_BYTES / (geometry.size() * (long) Float.BYTES));
        EpochOrder order =
                new EpochOrder(training.size(), (int) Math.min(Integer.MAX_VALUE / 2, buffer), settings.seed());
        Augmenter variation = new Augmenter(settings.inputNoise().augmentation(), geometry, settings.seed());
        int apart = (heldOut.size() + MAX_VALIDATED - 1) / MAX_VALIDATED;
        WindowSet validated = apart <= 1 ? heldOut : heldOut.where(i -> i % apart == 0);
        List<FitResult.EpochLoss> history = new ArrayList<>();
        Weights best = null;
        int kept = 0;
        long[] done = {0};
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double[] sum = {0};
            batches.forEach(
                    training,
                    order.next(),
                    optimisation.batch(),
                    variation,
                    (batch, from, count) -> sum[0] += (double) count
                            * graph.step(batch, optimisation.rate().at(done[0]++, steps)));
            FitResult.EpochLoss now = new FitResult.EpochLoss(sum[0] / training.size(), loss(validated));
            requireFinite(epoch, now);
            history.add(now);
            progress.epoch(epoch, epochs, now.loss(), now.validationLoss());
            if (kept == 0 || optimisation.patience() == 0 || isBetter(now, history.get(kept - 1))) {
                kept = epoch;
                best = optimisation.patience() == 0 ? null : graph.weights();
            } else if (epoch - kept >= optimisation.patience()) {
                break;
            }
        }
        if (best != null) {
            graph.restore(best);
        }
        return new FitResult(graph.weights(), history, kept);
    }

    private static boolean isBetter(FitResult.EpochLoss now, FitResult.EpochLoss best) {
        return now.validationLoss() < best.validationLoss();
    }

    private static void requireFinite(int epoch, FitResult.EpochLoss now) {
        if (!Double.isFinite(now.loss() + now.validationLoss())) {
            throw new WrongArtefactException(
                    "epoch " + epoch,
                    "a finite loss",
                    "training " + now.loss() + ", validation " + now.validationLoss());
        }
    }

    /** The scores of windows by the weights as they are now. */
    public double[] errors(WindowSet windows) {
        double[] errors = new double[windows.size()];
        batches.forEach(
                windows, null, MEASURED_AT_ONCE, null, (batch, from, count) -> graph.errors(batch, errors, from));
        return errors;
    }

    private double loss(WindowSet windows) {
        double[] sum = {0};
        batches.forEach(
                windows,
                null,
                MEASURED_AT_ONCE,
                null,
                (batch, from, count) -> sum[0] += (double) count * graph.loss(batch));
        return sum[0] / windows.size();
    }

    @Override
    public void close() {
        batches.close();
        graph.close();
    }
}
