// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import io.holter.core.Count;
import io.holter.core.WrongArtefactException;
import io.holter.core.threshold.ErrorProfile;
import io.holter.data.set.HoldOut;
import io.holter.data.set.WindowSet;
import io.holter.model.ModelDirectory;
import io.holter.model.device.Device;
import io.holter.schemas.Channel;
import io.holter.schemas.ErrorSketch;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.CardThreshold;
import io.holter.trainer.export.ModelTarget;
import io.holter.trainer.export.ServingGraph;
import io.holter.trainer.network.DriftFreeNormalisation;
import io.holter.trainer.network.Ensemble;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.training.GradientFit;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** From windows to a model directory. */
public final class Trainer {

    /** Fewest normal windows that a model is trained on: fewer say nothing about how errors are spread. */
    public static final int MIN_WINDOWS = 10;

    /** Of fewer windows held out, not one lies beyond the quantiles that thresholds are taken from. */
    private static final int FEW = 50;

    private static final int FOLDS = 5;

    static {
        GeneratedClasses.trust();
    }

    /**
     * What came of a training.
     *
     * @param card the card, as written
     * @param training windows that the weights were fitted to
     * @param heldOut normal windows (any, without labels) that they were not fitted to
     * @param drifting names of the channels whose drift the model follows
     */
    public record Result(ModelCard card, WindowSet training, WindowSet heldOut, List<String> drifting) {}

    private final TrainingSettings settings;
    private final ModelDescription description;
    private final Progress progress;
    private final Device device;

    /** Trains on the processor. */
    public Trainer(TrainingSettings settings, ModelDescription description, Progress progress) {
        this(settings, description, progress, Device.cpu());
    }

    /**
     * @param settings what to train, and how
     * @param description what the card is to say of the model
     * @param progress called after every epoch
     * @param device where to compute
     */
    public Trainer(TrainingSettings settings, ModelDescription description, Progress progress, Device device) {
        this.settings = settings;
        this.description = description;
        this.progress = progress;
        this.device = device;
    }

    /**
     * Trains a model and writes it to a place that is still free.
     *
     * @see #train(WindowSet, ModelTarget)
     */
    public Result train(WindowSet data, Path directory) throws IOException {
        try (ModelTarget target = ModelTarget.open(directory, false)) {
            return train(data, target);
        }
    }

    /**
     * Trains a model on the normal windows and writes it: a share of them is held out, the weights are fitted to the
     * rest, and the card's error sketch and threshold are measured on those that were held out. The same data, settings
     * and seed give the same model on the same machine.
     *
     * @param target where the model goes; stays the caller's to close. The model is in its place when this returns
     * @throws WrongArtefactException if there are fewer than {@value #MIN_WINDOWS} normal windows, if the network does
     *     not fit the windows, if the loss stops being a number, or the target cannot be written
     */
    public Result train(WindowSet data, ModelTarget target) throws IOException {
        if (description.channels().size() != data.shape().channels()) {
            throw new IllegalArgumentException(
                    "a model of " + Count.of(description.channels().size(), "channel")
                            + " cannot learn from windows of " + data.shape().channels());
        }
        Geometry geometry = Geometry.of(data.shape(), data.signal().height());
        Ensemble ensemble = ensemble(data, geometry);
        WindowSet normal = data.normal();
        if (normal.size() < MIN_WINDOWS) {
            throw new WrongArtefactException(
                    String.join(", ", data.signal().sources()),
                    "at least " + MIN_WINDOWS + " normal windows to train on",
                    String.valueOf(normal.size()));
        }
        int held = (int) Math.round(settings.split().validation() * normal.size());
        held = Math.max(RobustTraining.MIN_HELD_OUT, Math.min(held, normal.size() - 1));
        List<WindowSet.Split> folds = HoldOut.folds(normal, held, held < FEW ? FOLDS : 1, settings.seed());
        WindowSet.Split split = folds.get(0);
        RobustTraining training = new RobustTraining(settings, geometry, progress, device);
        TrainedModel trained =
                training.train(split.second().sequential(), split.first().sequential());
        ModelCard card = describe(data, trained, ensemble);
        card.setLeftOutWindows(leftOut(split, trained));
        try (ServingGraph graph = training.scorer(trained)) {
            double[] errors = graph.errors(trained.heldOut());
            card.setHeldOutWindows(errors.length);
            measure(card, crossFitted(errors, folds.subList(1, folds.size()), geometry));
            target.write(directory -> {
                graph.export(directory);
                card.setSavedModelSha256(ModelDirectory.savedModelHash(directory));
                ModelDirectory.writeCard(directory, card);
            });
        }
        return new Result(card, trained.training(), split.first(), drifting(trained.normalisation()));
    }

    /**
     * The errors of few windows and of others like them, each by a model that has not seen it and was trained as this one
     * on the rest of the same data (Stone, <em>Cross-validatory choice and assessment of statistical predictions</em>,
     * JRSS B 1974).
     *
     * @param errors of the windows that the model itself has not seen
     * @param folds for the others
     */
    private double[] crossFitted(double[] errors, List<WindowSet.Split> folds, Geometry geometry) {
        RobustTraining training = new RobustTraining(settings, geometry, Progress.SILENT, device);
        DoubleStream others = folds.parallelStream().flatMapToDouble(fold -> {
            TrainedModel trained =
                    training.train(fold.second().sequential(), fold.first().sequential());
            try (ServingGraph graph = training.scorer(trained)) {
                return Arrays.stream(graph.errors(trained.heldOut()));
            }
        });
        return DoubleStream.concat(Arrays.stream(errors), others).toArray();
    }

    private Ensemble ensemble(WindowSet data, Geometry geometry) {
        try {
            return GradientFit.ensemble(settings, geometry);
        } catch (IllegalArgumentException e) {
            throw new WrongArtefactException(
                    String.join(", ", data.signal().sources()),
                    "windows that go with the " + settings.architecture().name() + " network and its settings",
                    "windows of " + geometry + " (" + e.getMessage() + ")",
                    e);
        }
    }

    private List<String> drifting(Normalisation normalisation) {
        if (!(normalisation instanceof DriftFreeNormalisation free)) {
            return List.of();
        }
        List<Channel> channels = description.channels();
        return Arrays.stream(free.drift().channels(channels.size()))
                .mapToObj(c -> channels.get(c).getName())
                .toList();
    }

    /** How many windows were taken for abnormal. */
    private static long leftOut(WindowSet.Split split, TrainedModel trained) {
        int kept = trained.training().size() + trained.heldOut().size();
        return split.first().size() + split.second().size() - kept;
    }

    private ModelCard describe(WindowSet data, TrainedModel trained, Ensemble ensemble) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ModelCard card = ModelCard.newBuilder()
                .setName(description.name())
                .setVersion(description.version().isEmpty() ? now.toString() : description.version())
                .setCreated(now)
                .setLength(data.shape().length())
                .setChannels(description.channels())
                .setSampleRate(description.sampleRate())
                .setHeight(data.signal().height())
                .setDataSources(data.signal().sources())
                .setDataFingerprint(data.fingerprint())
                .setCodeRevision(CodeRevision.current())
                .build();
        trained.describe(card, settings, ensemble);
        return card;
    }

    private static void measure(ModelCard card, double[] errors) {
        ErrorProfile profile = ErrorProfile.of(errors);
        card.setErrors(ErrorSketch.newBuilder()
                .setCount(profile.count())
                .setMean(profile.mean())
                .setStandardDeviation(profile.standardDeviation())
                .setQuantileLevels(Arrays.stream(profile.levels()).boxed().toList())
                .setQuantiles(Arrays.stream(profile.quantiles()).boxed().toList())
                .build());
        card.setThreshold(CardThreshold.of(errors));
        card.setThresholdRule(CardThreshold.RULE);
    }
}
