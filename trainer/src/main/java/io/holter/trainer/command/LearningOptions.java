package io.holter.trainer.command;

import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Output;
import io.holter.trainer.network.ScoreError;
import io.holter.trainer.training.Augmentation;
import io.holter.trainer.training.InputNoise;
import io.holter.trainer.training.LearningRate;
import io.holter.trainer.training.Objective;
import io.holter.trainer.training.Optimisation;
import io.holter.trainer.training.TrainingSettings;
import picocli.CommandLine.Option;

/** How a model learns. */
public final class LearningOptions {

    /** Largest share of anomalies that unlabelled data is expected to have. */
    private static final double UNLABELLED_CONTAMINATION = 0.4;

    @Option(
            names = "--normalisation",
            paramLabel = "NAME",
            converter = NormalisationChoice.class,
            defaultValue = "standard",
            description = "Units that the network works in: minmax (0 to 1, by the least and greatest value of all),"
                    + " standard (mean 0 and deviation 1 of each channel), window (the same for each window, so that"
                    + " level and amplitude do not count) or none. Default: ${DEFAULT-VALUE}.")
    private Normalisation.Kind normalisation;

    @Option(
            names = "--output",
            paramLabel = "linear|sigmoid",
            converter = OutputChoice.class,
            defaultValue = "linear",
            description = "Function at the end of the decoder; sigmoid goes with minmax. Default: ${DEFAULT-VALUE}.")
    private Output output;

    @Option(
            names = "--loss",
            paramLabel = "mse|mae|bce",
            converter = LossChoice.class,
            defaultValue = "mse",
            description =
                    "What training minimises: squared error, absolute error, or the sigmoid cross-entropy on logits."
                            + " Default: ${DEFAULT-VALUE}.")
    private Loss loss;

    @Option(
            names = "--error",
            paramLabel = "squared|absolute",
            converter = ErrorChoice.class,
            defaultValue = "squared",
            description = "The error that is the score, whatever the loss. Default: ${DEFAULT-VALUE}.")
    private ScoreError error;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description =
                    "Passes over the training windows. Default: 100, but at least 2000 and about 50000 steps at most.")
    private Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "Windows in a training step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.001",
            description = "Learning rate of Adam at the first step. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            converter = ScheduleChoice.class,
            defaultValue = "constant",
            description = "How the learning rate goes on: constant, step (falls after a half and three quarters of the"
                    + " steps), exponential or cosine. Default: ${DEFAULT-VALUE}.")
    private LearningRate.Schedule schedule;

    @Option(
            names = "--decay",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "Learning rate of the last step as a share of the first, unless it is constant."
                    + " Default: ${DEFAULT-VALUE}.")
    private double decay;

    @Option(
            names = "--weight-decay",
            paramLabel = "W",
            defaultValue = "0",
            description = "Share of each weight that a step takes away, times the learning rate."
                    + " Default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Stop after so many epochs without a smaller validation loss, and go back to the best weights;"
                            + " 0 runs all epochs. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--noise",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "Denoising: standard deviation of the noise on normalised windows, which the network is to take"
                            + " away. Default: ${DEFAULT-VALUE}.")
    private double noise;

    @Option(
            names = "--shift",
            paramLabel = "N",
            defaultValue = "0",
            description = "Augmentation: move windows by up to so many samples, or pixels. Default: ${DEFAULT-VALUE}.")
    private int shift;

    @Option(
            names = "--scale",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Augmentation: change the amplitude of windows by up to this share. Default: ${DEFAULT-VALUE}.")
    private double scale;

    @Option(
            names = "--jitter",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "Augmentation: noise, as a share of a window's standard deviation. Default: ${DEFAULT-VALUE}.")
    private double jitter;

    @Option(names = "--flip", description = "Augmentation: mirror every other image, left to right.")
    private boolean flip;

    @Option(
            names = "--rotation",
            paramLabel = "DEGREES",
            defaultValue = "0",
            description = "Augmentation: turn images by up to so many degrees. Default: ${DEFAULT-VALUE}.")
    private double rotation;

    @Option(
            names = "--ensemble",
            paramLabel = "N",
            defaultValue = "1",
            description = "Networks to train side by side in one graph; their mean answers. Default: ${DEFAULT-VALUE}.")
    private int members;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description =
                    "Share of the normal windows that is held out, for the validation loss, the error sketch and the"
                            + " threshold. Default: ${DEFAULT-VALUE}.")
    private double validation;

    @Option(
            names = "--contamination",
            paramLabel = "SHARE",
            description =
                    "Largest share of anomalies among the windows, below 0.5: a group of windows that most others do"
                            + " not resemble is then left out, and what resembles hardly any. 0 trusts them all. Default:"
                            + " 0 with labels, 0.4 without.")
    private Double contamination;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of weights, order, split and disturbance. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /**
     * The settings.
     *
     * @param labelled whether the data has labels
     * @throws IllegalArgumentException if they are wrong or do not go together
     */
    TrainingSettings settings(Architecture architecture, boolean labelled) {
        double most = contamination != null ? contamination : labelled ? 0 : UNLABELLED_CONTAMINATION;
        return new TrainingSettings(
                architecture,
                members,
                new Objective(normalisation, output, loss, error),
                new Optimisation(epochs(), batch, rate(), weightDecay, patience),
                new InputNoise(noise, new Augmentation(shift, scale, jitter, flip, rotation)),
                new TrainingSettings.TrainingSplit(validation, most, seed));
    }

    private LearningRate rate() {
        return schedule == LearningRate.Schedule.CONSTANT
                ? LearningRate.constant(rate)
                : new LearningRate(schedule, rate, decay);
    }

    private int epochs() {
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException("--epochs is 1 or more, got " + epochs);
        }
        return epochs == null ? Optimisation.AUTOMATIC_EPOCHS : epochs;
    }

    static final class NormalisationChoice extends Choice<Normalisation.Kind> {
        NormalisationChoice() {
            super(Normalisation.Kind.class);
        }
    }

    static final class OutputChoice extends Choice<Output> {
        OutputChoice() {
            super(Output.class);
        }
    }

    static final class LossChoice extends Choice<Loss> {
        LossChoice() {
            super(Loss.class);
        }
    }

    static final class ErrorChoice extends Choice<ScoreError> {
        ErrorChoice() {
            super(ScoreError.class);
        }
    }

    static final class ScheduleChoice extends Choice<LearningRate.Schedule> {
        ScheduleChoice() {
            super(LearningRate.Schedule.class);
        }
    }
}
