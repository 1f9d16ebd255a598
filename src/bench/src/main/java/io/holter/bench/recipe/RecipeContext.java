// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.bench.quality.TrainedModels;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.device.Device;
import io.holter.trainer.evaluation.ModelScorer;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where recipes are run: trains models as {@code train} does, in a folder of its own.
 *
 * @param folder empty folder for models
 * @param pictures folder for pictures; null to draw none
 * @param device what to train on
 * @param progress called after every epoch
 */
record RecipeContext(Path folder, Path pictures, Device device, Progress progress) {

    /** Trains a model and opens it; whoever asks closes. */
    Model train(WindowSet data, TrainingSettings settings) throws IOException {
        return new TrainedModels(folder, device, progress).train(data, settings);
    }

    /** A file for a picture in the pictures' folder; empty where no pictures are drawn. */
    Optional<Path> picture(String name) throws IOException {
        if (pictures == null) {
            return Optional.empty();
        }
        Files.createDirectories(pictures);
        return Optional.of(pictures.resolve(name));
    }

    /** The score of each window. */
    static double[] errors(Model model, WindowSet windows) {
        return new ModelScorer(model).score(windows);
    }

    /** The reconstructions of windows, raw units: float[size × length × channels]. */
    static float[] reconstructions(Model model, WindowSet windows) {
        int size = windows.shape().size();
        float[] all = new float[Math.multiplyExact(windows.size(), size)];
        ModelScorer.forEachBatch(
                model,
                windows,
                (batch, from, count) -> System.arraycopy(
                        model.explain(batch, count).reconstruction(), 0, all, from * size, count * size));
        return all;
    }

    /** The values of all windows, one after the other. */
    static float[] flat(WindowSet windows) {
        float[] flat =
                new float[Math.multiplyExact(windows.size(), windows.shape().size())];
        fill(windows, 0, windows.size(), flat);
        return flat;
    }

    private static void fill(WindowSet windows, int from, int count, float[] into) {
        for (int i = 0; i < count; i++) {
            windows.copy(from + i, into, i * windows.shape().size());
        }
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
