// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.data.option.Choice;
import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.LinearArchitecture;
import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Output;
import io.holter.trainer.network.Score;
import io.holter.trainer.network.ScoreError;
import io.holter.trainer.training.Augmentation;
import io.holter.trainer.training.DriftRule;
import io.holter.trainer.training.InputNoise;
import io.holter.trainer.training.LearningRate;
import io.holter.trainer.training.Objective;
import io.holter.trainer.training.Optimisation;
import io.holter.trainer.training.TrainingSettings;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a model learns. */
@Under(Heading.TRAINING)
public final class LearningOptions {

    /** Largest share of anomalies that unlabelled data is expected to have. */
    private static final double UNLABELLED_CONTAMINATION = 0.4;

    @Option(
            names = "--normalisation",
            paramLabel = "NAME",
            converter = NormalisationChoice.class,
            defaultValue = "standard",
            description = "Units that the network works in: minmax (0 to 1 over all values), standard (mean 0,"
                    + " deviation 1 per channel), window (the same per window, so that level and amplitude do"
                    + " not count) or none. Default: standard.")
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
            description = "Error used as the score, whatever the loss. Default: squared.")
    private ScoreError error;

    @Option(
            names = "--score",
            paramLabel = "error|error+neighbours",
            converter = ScoreChoice.class,
            description = "What the score is made of: the reconstruction's error, or that and the distance to the"
                    + " normal windows. Default: error for pca and mean, else error+neighbours.")
    private Score score;

    @Option(
            names = "--drift",
            paramLabel = "follow|count",
            converter = DriftChoice.class,
            defaultValue = "follow",
            description = "What a slow drift of the training windows means, where they were cut from series: it may go"
                    + " on, as far again as they went (follow), or it counts as any other change does (count)."
                    + " pca and mean know only the second. Default: ${DEFAULT-VALUE}.")
    private DriftRule drift;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training windows. Default: 100, with at least 2000 and about 50000 steps"
                    + " at most.")
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
            description = "Learning rate schedule: constant, step (drops after half and three quarters of the"
                    + " steps), exponential or cosine. Default: constant.")
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
            description = "Decoupled weight decay, scaled by the learning rate. Default: 0.")
    private double weightDecay;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "0",
            description = "Stop after N epochs without a lower validation loss and restore the best weights; 0 runs"
                    + " all epochs. Default: 0.")
    private int patience;

    @Under(Heading.AUGMENTATION)
    @Option(
            names = "--noise",
            paramLabel = "S",
            description = "Denoising: standard deviation of noise added to the normalised input; the network learns"
                    + " to remove it. Default: 1.5 for dense on windows of deviation 1 (--normalisation standard or"
                    + " window), else 0.")
    private Double noise;

    @Under(Heading.AUGMENTATION)
    @Option(
            names = "--shift",
            paramLabel = "N",
            defaultValue = "0",
            description = "Augmentation: shift windows by up to N samples, pictures by up to N pixels. Default: 0.")
    private int shift;

    @Under(Heading.AUGMENTATION)
    @Option(
            names = "--scale",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Augmentation: scale the amplitude of a window by up to this share. Default: 0.")
    private double scale;

    @Under(Heading.AUGMENTATION)
    @Option(
            names = "--jitter",
            paramLabel = "S",
            defaultValue = "0",
            description = "Augmentation: noise, as a share of a window's standard deviation. Default: 0.")
    private double jitter;

    @Under(Heading.AUGMENTATION)
    @Option(names = "--flip", description = "Augmentation: mirror every other picture left to right.")
    private boolean flip;

    @Under(Heading.AUGMENTATION)
    @Option(
            names = "--rotation",
            paramLabel = "DEGREES",
            defaultValue = "0",
            description = "Augmentation: rotate pictures by up to this many degrees. Default: 0.")
    private double rotation;

    @Option(
            names = "--ensemble",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of networks trained side by side; the reconstruction is their mean. Default: 1.")
    private int members;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the normal windows held out of training: for the validation loss, the error"
                    + " sketch and the threshold. Default: 0.2.")
    private double validation;

    @Option(
            names = "--contamination",
            paramLabel = "SHARE",
            description = "Upper bound on the share of anomalies in unlabelled data, below 0.5. Windows unlike most"
                    + " others are left out of training. 0 trusts every window. Default: 0 with labels, 0.4"
                    + " without.")
    private Double contamination;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of weights, order, split and noise. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /**
     * The settings.
     *
     * @param labelled whether the data has labels
     * @throws IllegalArgumentException if they are wrong or do not go together
     */
    TrainingSettings settings(Architecture architecture, boolean labelled) {
        return settings(architecture, members, labelled);
    }

    /** The settings for one of several kinds of model: an ensemble is of networks, what is fitted exactly has one member. */
    TrainingSettings compared(Architecture architecture) {
        return settings(architecture, architecture instanceof LinearArchitecture ? 1 : members, true);
    }

    private TrainingSettings settings(Architecture architecture, int members, boolean labelled) {
        double most = contamination != null ? contamination : labelled ? 0 : UNLABELLED_CONTAMINATION;
        return new TrainingSettings(
                architecture,
                members,
                new Objective(normalisation, output, loss, error, score(architecture), drift(architecture)),
                new Optimisation(epochs(), batch, rate(), weightDecay, patience),
                new InputNoise(noise(architecture), new Augmentation(shift, scale, jitter, flip, rotation)),
                new TrainingSettings.TrainingSplit(validation, most, seed));
    }

    /** What the score is made of: a linear model is a reference, to be measured by itself. */
    private Score score(Architecture architecture) {
        if (score != null) {
            return score;
        }
        return architecture instanceof LinearArchitecture ? Score.ERROR : Score.ERROR_AND_NEIGHBOURS;
    }

    /** A linear model is a reference, and follows whatever its components do. */
    private DriftRule drift(Architecture architecture) {
        return architecture instanceof LinearArchitecture ? DriftRule.COUNT : drift;
    }

    /** What was measured with noise are dense networks; of other units it would leave nothing. */
    private double noise(Architecture architecture) {
        if (noise != null) {
            return noise;
        }
        boolean standard = normalisation == Normalisation.Kind.STANDARD || normalisation == Normalisation.Kind.WINDOW;
        return architecture instanceof DenseArchitecture && standard ? InputNoise.DEFAULT.noise() : 0;
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

    static final class ScoreChoice implements ITypeConverter<Score> {

        @Override
        public Score convert(String value) {
            return Choice.of(value, List.of(Score.values()), Score::cardName);
        }
    }

    static final class DriftChoice extends Choice<DriftRule> {
        DriftChoice() {
            super(DriftRule.class);
        }
    }

    static final class ScheduleChoice extends Choice<LearningRate.Schedule> {
        ScheduleChoice() {
            super(LearningRate.Schedule.class);
        }
    }
}
