package io.holter.trainer.training;

import io.holter.core.WrongArtefactException;
import io.holter.trainer.Progress;
import io.holter.trainer.TrainingSettings;
import io.holter.trainer.data.WindowSet;
import io.holter.trainer.network.DenseNetwork;
import io.holter.trainer.network.Normalisation;
import java.util.Random;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Fits a network to windows by Adam (Kingma and Ba, ICLR 2015) on shuffled batches. Everything runs in the calling
 * thread, so that the same seed takes the same steps.
 */
public final class Fitting {

    /** Validation runs in pieces of this many windows, so that its memory does not grow with the data. */
    private static final int VALIDATION_BATCH = 1024;

    private final TrainingSettings settings;
    private final Normalisation normalisation;
    private final Progress progress;

    public Fitting(TrainingSettings settings, Normalisation normalisation, Progress progress) {
        this.settings = settings;
        this.normalisation = normalisation;
        this.progress = progress;
    }

    /**
     * Fits.
     *
     * @param training windows that the weights are fitted to, at least one, raw units
     * @param heldOut windows that are only measured, at least one, raw units
     * @throws WrongArtefactException if the loss stops being a number
     */
    public Fit fit(WindowSet training, WindowSet heldOut) {
        int size = training.shape().size();
        DenseNetwork start = DenseNetwork.random(size, settings.hidden(), settings.seed());
        float[][] train = normalised(training);
        float[][] validation = normalised(heldOut);
        Random order = new Random(settings.seed());
        int epochs = settings.epochsFor(train.length);
        double loss = 0;
        double validationLoss = 0;
        try (TrainingGraph graph = new TrainingGraph(start, settings.loss())) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                shuffle(train, order);
                loss = pass(train, settings.batch(), graph::step);
                validationLoss = pass(validation, VALIDATION_BATCH, graph::loss);
                if (!Double.isFinite(loss + validationLoss)) {
                    throw new WrongArtefactException(
                            "epoch " + epoch, "a finite loss", "training " + loss + ", validation " + validationLoss);
                }
                progress.epoch(epoch, epochs, loss, validationLoss);
            }
            return new Fit(graph.network(), loss, validationLoss);
        }
    }

    private interface Measure {
        float loss(TFloat32 batch);
    }

    private static double pass(float[][] windows, int batch, Measure measure) {
        double sum = 0;
        for (int from = 0; from < windows.length; from += batch) {
            int count = Math.min(batch, windows.length - from);
            int size = windows[0].length;
            try (TFloat32 tensor = TFloat32.tensorOf(Shape.of(count, size))) {
                var floats = tensor.asRawTensor().data().asFloats();
                for (int i = 0; i < count; i++) {
                    floats.offset((long) i * size).write(windows[from + i]);
                }
                sum += (double) measure.loss(tensor) * count;
            }
        }
        return sum / windows.length;
    }

    private float[][] normalised(WindowSet windows) {
        float[] offsets = normalisation.offsets();
        float[] scales = normalisation.scales();
        float[][] normalised = new float[windows.size()][];
        for (int w = 0; w < normalised.length; w++) {
            float[] window = windows.window(w);
            for (int i = 0; i < window.length; i++) {
                int c = i % offsets.length;
                window[i] = (window[i] - offsets[c]) / scales[c];
            }
            normalised[w] = window;
        }
        return normalised;
    }

    /** Fisher and Yates. */
    private static void shuffle(float[][] windows, Random random) {
        for (int i = windows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float[] swapped = windows[i];
            windows[i] = windows[j];
            windows[j] = swapped;
        }
    }
}
