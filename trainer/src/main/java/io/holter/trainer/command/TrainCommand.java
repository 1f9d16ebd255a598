package io.holter.trainer.command;

import io.holter.schemas.ModelCard;
import io.holter.trainer.ModelDescription;
import io.holter.trainer.Trainer;
import io.holter.trainer.TrainingSettings;
import io.holter.trainer.data.DataFormat;
import io.holter.trainer.data.Signal;
import io.holter.trainer.data.WindowFiles;
import io.holter.trainer.data.WindowSet;
import io.holter.trainer.export.ModelTarget;
import io.holter.trainer.network.Loss;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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

    @Option(
            names = "--hidden",
            paramLabel = "N",
            split = ",",
            splitSynopsisLabel = ",",
            defaultValue = "32,16,8",
            description = "Widths of the encoder's layers; the last is the code, the decoder mirrors them."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<Integer> hidden;

    @Option(
            names = "--loss",
            paramLabel = "mse|mae",
            converter = LossConverter.class,
            defaultValue = "mse",
            description = "What training minimises: squared or absolute error. Windows are scored by the squared error"
                    + " with either. Default: ${DEFAULT-VALUE}.")
    private Loss loss;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description =
                    "Passes over the training windows. Default: 100, or more where so few windows would give fewer"
                            + " than 2000 steps.")
    private Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "Windows in a training step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description =
                    "Share of the normal windows that is held out, for the validation loss, the error sketch and the"
                            + " threshold. Default: ${DEFAULT-VALUE}.")
    private double validation;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of weights, order and split. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        DataFormat format = data.format();
        TrainingSettings settings;
        ModelDescription description;
        try {
            settings = new TrainingSettings(hidden, loss, epochs(), batch, validation, seed);
            description =
                    new ModelDescription(name(), version, Signal.from(List.of()).channels(1), sampleRate);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        ModelCard card;
        try (ModelTarget target = ModelTarget.open(model, overwrite);
                TrainingBar bar = new TrainingBar(spec.commandLine().getErr())) {
            WindowSet windows = WindowFiles.read(data.sources(), format);
            card = new Trainer(settings, describe(windows, description), bar).train(windows, target);
        }
        report(card);
        return 0;
    }

    private int epochs() {
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException("--epochs is 1 or more, got " + epochs);
        }
        return epochs == null ? TrainingSettings.AUTOMATIC_EPOCHS : epochs;
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

    static final class LossConverter implements ITypeConverter<Loss> {
        @Override
        public Loss convert(String value) {
            for (Loss loss : Loss.values()) {
                if (loss.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return loss;
                }
            }
            throw new TypeConversionException("expected mse or mae, found " + value);
        }
    }
}
