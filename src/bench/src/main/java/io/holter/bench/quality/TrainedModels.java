// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.device.Device;
import io.holter.trainer.ModelDescription;
import io.holter.trainer.Trainer;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Models to measure, trained as {@code train} does.
 *
 * @param folder receives each in a folder of its own
 * @param device what to train on
 * @param progress called after every epoch
 */
public record TrainedModels(Path folder, Device device, Progress progress) {

    /** Trains a model and opens it; whoever asks closes. */
    public Model train(WindowSet data, TrainingSettings settings) throws IOException {
        Path directory = Files.createTempDirectory(folder, "model").resolve("model");
        ModelDescription description = new ModelDescription(
                "benchmark",
                "1",
                data.signal().channels(data.shape().channels()),
                data.signal().sampleRate());
        new Trainer(settings, description, progress, device).train(data, directory);
        return Model.open(directory);
    }
}
