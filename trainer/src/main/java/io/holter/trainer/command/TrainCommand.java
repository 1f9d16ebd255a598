package io.holter.trainer.command;

import io.holter.model.device.Device;
import io.holter.schemas.ModelCard;
import io.holter.trainer.ModelDescription;
import io.holter.trainer.Trainer;
import io.holter.trainer.data.DataFormat;
import io.holter.trainer.data.Signal;
import io.holter.trainer.data.WindowFiles;
import io.holter.trainer.data.WindowSet;
import io.holter.trainer.export.ModelTarget;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code train}: data files to a model directory. */
@Command(
        name = "train",
        description = "Trains a model on the normal windows of data files and writes a model directory.",
        footer = {"", "Example:", "  holter train --data 'beats-*.csv.gz' --label last --normal 1 --model models/beats"
        })
public final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "Model directory to write. It appears whole or not at all.")
    private Path model;

    @Option(names = "--overwrite", description = "Replace a model that is there.")
    private boolean overwrite;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the model. Default: that of its directory.")
    private String name;

    @Option(
            names = "--model-version",
            paramLabel = "VERSION",
            defaultValue = "",
            description = "Version of the model. Default: the time of the training.")
    private String version;

    @Option(
            names = "--sample-rate",
            paramLabel = "HZ",
            defaultValue = "0",
            description = "Samples per second and channel; 0 where unknown. Default: ${DEFAULT-VALUE}.")
    private float sampleRate;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private LearningOptions learning;

    @Mixin
    private DeviceOptions device;

    @Override
    public Integer call() throws IOException {
        DataFormat format = data.format();
        TrainingSettings settings;
        ModelDescription description;
        try {
            settings = learning.settings(
                    network.architecture(false), format.labels().present());
            description =
                    new ModelDescription(name(), version, Signal.from(List.of()).channels(1), sampleRate);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Device found = device.device();
        ModelCard card;
        try (ModelTarget target = ModelTarget.open(model, overwrite);
                TrainingBar bar = new TrainingBar(spec.commandLine().getErr())) {
            WindowSet windows = WindowFiles.read(data.sources(), format, data.remarks());
            card = new Trainer(settings, describe(windows, description), bar, found).train(windows, target);
        }
        report(card);
        return 0;
    }

    private String name() {
        Path last = model.toAbsolutePath().normalize().getFileName();
        return name != null ? name : last == null ? "model" : last.toString();
    }

    /** With what the data says, where the options do not. */
    private static ModelDescription describe(WindowSet windows, ModelDescription options) {
        Signal signal = windows.signal();
        return new ModelDescription(
                options.name(),
                options.version(),
                signal.channels(windows.shape().channels()),
                options.sampleRate() > 0 ? options.sampleRate() : signal.sampleRate());
    }

    private void report(ModelCard card) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %d windows trained on, %d held out, loss %.4g, validation loss %.4g, threshold %.4g%n",
                model,
                card.getTrainingWindows(),
                card.getHeldOutWindows(),
                card.getTrainingLoss(),
                card.getValidationLoss(),
                card.getThreshold());
        out.flush();
    }
}
