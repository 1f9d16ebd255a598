// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.core.Count;
import io.holter.core.Escaped;
import io.holter.core.SampleRate;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.option.DataOptions;
import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.model.device.Device;
import io.holter.schemas.ModelCard;
import io.holter.trainer.Comparison;
import io.holter.trainer.ModelDescription;
import io.holter.trainer.Trainer;
import io.holter.trainer.export.ModelTarget;
import io.holter.trainer.report.TrainingReport;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
        footer = {
            "",
            "Example:",
            "  holter train --data 'beats-*.csv.gz' --label last --normal 1 \\",
            "    --model models/beats",
            "  holter train --data 'beats-*.csv.gz' --label last --normal 1 \\",
            "    --model tried --compare dense,conv,pca,mean"
        })
@Under(Heading.MODEL)
public final class TrainCommand implements Callable<Integer> {

    /** Writes the report on a model that is in its place. */
    @FunctionalInterface
    interface ReportWriter {
        /** As {@link TrainingReport#write}. */
        void write(Path directory, WindowSet data, WindowSet training, WindowSet heldOut) throws IOException;
    }

    /** Fewer do not tell how often normal windows alarm. */
    private static final int MIN_MEASURED = 50;

    private final ReportWriter reports;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "Model directory to write. It is written atomically.")
    private Path model;

    @Option(names = "--overwrite", description = "Replace an existing model.")
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

    @Under(Heading.BASELINES)
    @Option(
            names = "--compare",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "KIND",
            converter = NetworkOptions.KindChoice.class,
            description = "Train these kinds of model (see --architecture) instead of one, hold out a share of the"
                    + " labelled windows, and print how each does on it. The model directory then holds one"
                    + " model per kind, under its name.")
    private List<NetworkOptions.Kind> compared = new ArrayList<>();

    @Under(Heading.BASELINES)
    @Option(
            names = "--test",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "With --compare: share of the windows to hold out. Default: 0.2.")
    private double test;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private LearningOptions learning;

    @Mixin
    private TrainingDataOptions checks;

    @Mixin
    private DeviceOptions device;

    /** As the command line has it. */
    public TrainCommand() {
        this(TrainingReport::write);
    }

    TrainCommand(ReportWriter reports) {
        this.reports = reports;
    }

    @Override
    public Integer call() throws IOException {
        DataFormat format = data.format();
        if (!compared.isEmpty()) {
            return compare(format);
        }
        if (given("--test")) {
            throw new ParameterException(spec.commandLine(), "--test goes with --compare");
        }
        TrainingSettings settings;
        ModelDescription description;
        try {
            settings = learning.settings(network.architecture(), format.labels().present());
            description = described();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Device found = device.device();
        Trainer.Result result;
        WindowSet windows;
        try (ModelTarget target = ModelTarget.open(model, overwrite);
                TrainingBar bar = new TrainingBar(spec.commandLine().getErr())) {
            WindowSet read = data.read();
            device.tell(found);
            windows = checks.usable(read);
            result = new Trainer(settings, describe(windows, description), bar, found).train(windows, target);
        }
        print(result.card());
        printDrift(result.drifting());
        checks.tellOfTraining(result.training());
        writeReport(model, windows, result);
        return 0;
    }

    /** Best effort: hours of training are not lost to a page about them. */
    private void writeReport(Path directory, WindowSet windows, Trainer.Result result) {
        try {
            reports.write(directory, windows, result.training(), result.heldOut());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            PrintWriter err = spec.commandLine().getErr();
            String why = e instanceof OutOfMemoryError ? "not enough memory" : String.valueOf(e.getMessage());
            err.println("holter: " + directory + ": the model is complete, but it has no report.html: " + why);
            err.flush();
        }
    }

    private int compare(DataFormat format) throws IOException {
        List<TrainingSettings> all;
        ModelDescription description;
        if (given("--architecture")) {
            throw new ParameterException(spec.commandLine(), "--architecture and --compare do not go together");
        }
        if (!format.labels().present()) {
            throw new ParameterException(
                    spec.commandLine(), "--compare needs labels: --normal LABEL, and for rows --label");
        }
        try {
            if (!(test > 0 && test < 1) || compared.stream().distinct().count() < compared.size()) {
                throw new IllegalArgumentException("--compare takes each kind once, --test a share between 0 and 1");
            }
            all = network.architectures(compared).stream()
                    .map(learning::compared)
                    .toList();
            description = described();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Device found = device.device();
        try (TrainingBar bar = new TrainingBar(spec.commandLine().getErr())) {
            WindowSet read = data.read();
            device.tell(found);
            WindowSet windows = checks.usable(read);
            Comparison.Place place = new Comparison.Place(model, overwrite, found, bar);
            Comparison comparison =
                    Comparison.run(windows, test, all, describe(windows, description), place, this::writeReport);
            spec.commandLine().getOut().print(ComparisonText.of(comparison));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private String name() {
        Path last = model.toAbsolutePath().normalize().getFileName();
        return name != null ? name : last == null ? "model" : last.toString();
    }

    /** As far as the options say. */
    private ModelDescription described() {
        return new ModelDescription(name(), version, Signal.from(List.of()).channels(1), sampleRate);
    }

    /** With what the data says, where the options do not. */
    private static ModelDescription describe(WindowSet windows, ModelDescription options) {
        Signal signal = windows.signal();
        if (SampleRate.differ(options.sampleRate(), signal.sampleRate())) {
            throw new WrongArtefactException(
                    String.join(", ", signal.sources()),
                    "samples at " + options.sampleRate() + " Hz, as --sample-rate says",
                    signal.sampleRate() + " Hz");
        }
        try {
            return new ModelDescription(
                    options.name(),
                    options.version(),
                    signal.channels(windows.shape().channels()),
                    options.sampleRate() > 0 ? options.sampleRate() : signal.sampleRate());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(String.join(", ", signal.sources()) + ": " + e.getMessage(), e);
        }
    }

    private void printDrift(List<String> channels) {
        if (channels.isEmpty()) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s: %s through the training windows; to this model it is normal that this goes on, as far again;"
                        + " if it is not, train with --drift count%n",
                model,
                channels.size() == 1
                        ? Escaped.of(channels.get(0)) + " drifts"
                        : Escaped.of(String.join(", ", channels)) + " drift");
        out.flush();
    }

    private void print(ModelCard card) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %s trained on, %d held out, loss %.4g, validation loss %.4g, threshold %.4g%n",
                model,
                Count.of(card.getTrainingWindows(), "window"),
                card.getHeldOutWindows(),
                card.getTrainingLoss(),
                card.getValidationLoss(),
                card.getThreshold());
        long leftOut = card.getLeftOutWindows();
        if (leftOut > 0) {
            out.printf(
                    Locale.ROOT,
                    "%s: %d of %s left out as abnormal; if they are not, train with --contamination 0%n",
                    model,
                    leftOut,
                    Count.of(leftOut + card.getTrainingWindows() + card.getHeldOutWindows(), "window"));
        }
        long measured = card.getErrors().getCount();
        if (measured < MIN_MEASURED) {
            out.printf(
                    Locale.ROOT,
                    "%s: the threshold rests on %s: scores rank windows well, but so few do not tell"
                            + " how often normal ones will alarm; evaluate it on others%n",
                    model,
                    Count.of(measured, "window"));
        }
        out.flush();
    }
}
