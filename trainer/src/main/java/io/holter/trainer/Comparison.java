// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import io.holter.core.quality.AurocComparison;
import io.holter.data.set.HoldOut;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.device.Device;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Baselines;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.ModelScorer;
import io.holter.trainer.evaluation.Quality;
import io.holter.trainer.evaluation.Scorer;
import io.holter.trainer.export.ModelTarget;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Several architectures trained on the same windows and evaluated on the same others.
 *
 * @param contenders one for each architecture, in the order asked for
 * @param neighbours what 5 nearest neighbours do on the same windows, which is no model to export
 */
public record Comparison(List<Contender> contenders, Quality neighbours) {

    private static final double MIN_SECONDS = 0.3;
    private static final double NANOS = 1e9;

    /**
     * One architecture.
     *
     * @param card of the model that was written
     * @param evaluation on the windows held back from training
     * @param trainingSeconds from windows to the model directory
     * @param windowsPerSecond how many windows the model scores, in one thread
     */
    public record Contender(ModelCard card, Evaluation evaluation, double trainingSeconds, double windowsPerSecond) {

        /** Name of the architecture. */
        public String name() {
            return card.getArchitecture();
        }
    }

    /**
     * Where contenders go and what they run on.
     *
     * @param folder receives a model directory for each architecture, under its name
     * @param overwrite whether models that are there may be replaced
     * @param device to train on
     * @param progress called after every training
     */
    public record Place(Path folder, boolean overwrite, Device device, Progress progress) {}

    /** Hears of every model once it is in its place. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A model was trained.
         *
         * @param directory its directory
         * @param data all windows that the training was given
         */
        void trained(Path directory, WindowSet data, Trainer.Result result);
    }

    public Comparison {
        contenders = List.copyOf(contenders);
    }

    /**
     * Trains and evaluates.
     *
     * @param data labelled windows, of which a share is held back for the evaluation
     * @param test that share, above 0 and below 1
     * @param all settings for each architecture, no two of the same, all with the same seed, which also draws the share
     * @param description of every model; their names get that of the architecture behind them
     * @throws IllegalArgumentException if there are no labels, no settings, or an architecture twice
     */
    public static Comparison run(
            WindowSet data,
            double test,
            List<TrainingSettings> all,
            ModelDescription description,
            Place place,
            Listener listener)
            throws IOException {
        if (!data.labelled()) {
            throw new IllegalArgumentException("a comparison needs labels");
        }
        if (!(test > 0 && test < 1)) {
            throw new IllegalArgumentException("the share to evaluate on lies between 0 and 1, got " + test);
        }
        List<String> names =
                all.stream().map(settings -> settings.architecture().name()).toList();
        if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("one architecture or more, each once, got " + names);
        }
        long seed = all.get(0).seed();
        WindowSet.Split split = HoldOut.of(data, (int) Math.round(test * data.size()), seed);
        List<ModelTarget> targets = new ArrayList<>();
        try {
            // Before the first training, so that nobody waits for one to hear that the next cannot be written.
            for (String name : names) {
                targets.add(ModelTarget.open(place.folder.resolve(name), place.overwrite));
            }
            List<Contender> contenders = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                Trainer trainer =
                        new Trainer(all.get(i), named(description, names.get(i)), place.progress, place.device);
                long start = System.nanoTime();
                Trainer.Result result = trainer.train(split.second(), targets.get(i));
                double seconds = (System.nanoTime() - start) / NANOS;
                listener.trained(place.folder.resolve(names.get(i)), split.second(), result);
                contenders.add(evaluate(place.folder.resolve(names.get(i)), split.first(), seconds));
            }
            return new Comparison(contenders, neighbours(split, all.get(0)));
        } finally {
            for (ModelTarget target : targets) {
                target.close();
            }
        }
    }

    private static ModelDescription named(ModelDescription description, String architecture) {
        return new ModelDescription(
                description.name() + "-" + architecture,
                description.version(),
                description.channels(),
                description.sampleRate());
    }

    private static Contender evaluate(Path directory, WindowSet test, double trainingSeconds) throws IOException {
        try (Model model = Model.open(directory)) {
            Evaluation evaluation = Evaluation.of(model, test);
            ModelScorer scorer = new ModelScorer(model);
            long start = System.nanoTime();
            long windows = 0;
            double seconds;
            do {
                scorer.score(test);
                windows += test.size();
                seconds = (System.nanoTime() - start) / NANOS;
            } while (seconds < MIN_SECONDS);
            return new Contender(model.card(), evaluation, trainingSeconds, windows / seconds);
        }
    }

    private static Quality neighbours(WindowSet.Split split, TrainingSettings settings) {
        List<Scorer> baselines =
                Baselines.fit(split.second().normal(), settings.objective().normalisation(), settings.seed());
        return Quality.of(baselines.get(baselines.size() - 1), split.first());
    }

    /**
     * Which architecture to take, in one line: of the best and those that it does not beat by more than chance, the one
     * with the fewest parameters. Tells as well where 5 nearest neighbours beat the best.
     *
     * @see AurocComparison
     */
    public String verdict() {
        Contender best = contenders.stream()
                .max(Comparator.comparingDouble(contender -> contender.evaluation.auroc()))
                .orElseThrow();
        Contender plainest = contenders.stream()
                .filter(contender ->
                        !besides(best, contender.evaluation.model()).differs())
                .min(Comparator.comparingLong(contender -> contender.card.getParameters()))
                .orElse(best);
        AurocComparison beside = besides(best, plainest.evaluation.model());
        String verdict = plainest == best
                ? String.format(Locale.ROOT, "%s, the best of these: AUROC %.4f", best.name(), beside.first())
                : String.format(
                        Locale.ROOT,
                        "%s does as well as %s: AUROC %.4f against %.4f, standard error of the difference %.4f",
                        plainest.name(),
                        best.name(),
                        beside.second(),
                        beside.first(),
                        beside.standardError());
        AurocComparison exact = besides(best, neighbours);
        return exact.differs() && exact.difference() < 0
                ? verdict + String.format(Locale.ROOT, "; %s finds more still: %.4f", neighbours.name(), exact.second())
                : verdict;
    }

    private static AurocComparison besides(Contender best, Quality other) {
        Quality model = best.evaluation.model();
        return AurocComparison.of(model.scores(), other.scores(), model.labels());
    }
}
