// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.evaluation.Baselines;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.Quality;
import io.holter.trainer.evaluation.Scorer;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model and simpler methods, fitted to the same windows and measured on the same others.
 *
 * @param evaluation of the model, with the simpler methods beside it
 */
record Contest(Evaluation evaluation) {

    /** Names of the methods in figures, in the order of tables. */
    static final List<String> METHODS = List.of("model", "mean", "pca", "nn1", "nn5", "rcf");

    private static final Map<String, String> NAMES = Map.of("nn", "nn1", "knn", "nn5");

    /**
     * Fits and measures.
     *
     * @param training normal windows, or without labels whatever there is
     * @param test labelled windows, none of them of the training
     */
    static Contest of(WindowSet training, WindowSet test, TrainingSettings settings, TrainedModels models)
            throws IOException {
        List<Scorer> rivals =
                new ArrayList<>(Baselines.fit(training, settings.objective().normalisation(), settings.seed()));
        rivals.add(new Forest(training, settings.seed()));
        try (Model model = models.train(training, settings)) {
            return new Contest(Evaluation.of(model, test, rivals));
        }
    }

    /** How well each method does, by its name among {@link #METHODS}; {@code error} is the model's error alone. */
    Map<String, Quality> qualities() {
        Map<String, Quality> qualities = new LinkedHashMap<>();
        qualities.put("model", evaluation.model());
        evaluation.errorAlone().ifPresent(error -> qualities.put("error", error));
        for (Quality rival : evaluation.baselines()) {
            qualities.put(NAMES.getOrDefault(rival.name(), rival.name()), rival);
        }
        return qualities;
    }

    /** AUROC of each of the {@link #qualities}. */
    Map<String, Double> aurocs() {
        Map<String, Double> aurocs = new LinkedHashMap<>();
        qualities().forEach((name, quality) -> aurocs.put(name, quality.auroc()));
        return aurocs;
    }
}
