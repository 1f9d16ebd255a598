// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.LinearArchitecture;
import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Output;
import io.holter.trainer.network.ScoreError;
import io.holter.trainer.training.InputNoise;
import io.holter.trainer.training.LearningRate;
import io.holter.trainer.training.Objective;
import io.holter.trainer.training.Optimisation;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One number that stands for a point in the plane: what a network makes of a spiral, and what a straight line does. */
final class SpiralRecipe {

    private static final int POINTS = 100;

    private static final String RMSE = "RMSE";
    private static final String PCA = "RMSE of PCA with one component";
    private static final String STRAY = "error of the point (1, 1)";

    private static final Objective RAW =
            new Objective(Normalisation.Kind.NONE, Output.LINEAR, Loss.MSE, ScoreError.SQUARED);

    static final Recipe RECIPE = new Recipe(
            "spiral",
            "an article on autoencoders and principal components",
            "2-10-10-1-10-10-2, relu, linear code, mse, Adam, 1000 epochs on 100 points",
            List.of(Metric.lower(RMSE, "0.038"), Metric.telling(PCA, "0.905"), Metric.telling(STRAY, "2.83")),
            true,
            data -> new Recipe.Trial("generated: 100 points of the spiral", true, SpiralRecipe::run));

    private SpiralRecipe() {}

    private static TrainingSettings settings(long seed) {
        return new TrainingSettings(
                DenseArchitecture.of(10, 10, 1),
                1,
                RAW,
                new Optimisation(1000, 4, new LearningRate(LearningRate.Schedule.EXPONENTIAL, 0.01, 0.02), 0, 0),
                InputNoise.NONE,
                // as few as can be held out: the published network saw all points
                new TrainingSettings.TrainingSplit(0.001, 0, seed));
    }

    private static Map<String, Double> run(long seed, RecipeContext context) throws IOException {
        WindowSet points = Spiral.points(POINTS);
        double line;
        try (Model pca = context.train(points, settings(seed).with(new LinearArchitecture(1)))) {
            line = rmse(pca, points);
        }
        try (Model model = context.train(points, settings(seed))) {
            Optional<Path> picture = context.picture("spiral.svg");
            if (picture.isPresent()) {
                SpiralPicture.write(picture.get(), model, points);
            }
            float[] stray = {1, 1};
            float[] answer = model.explain(stray, 1).reconstruction();
            double away = Math.hypot(answer[0] - stray[0], answer[1] - stray[1]);
            return Map.of(RMSE, rmse(model, points), PCA, line, STRAY, away);
        }
    }

    /** √(Σ squared error / n), with both coordinates of a point in its error. */
    private static double rmse(Model model, WindowSet points) {
        double[] errors = RecipeContext.errors(model, points);
        // the score is the mean over the two coordinates
        return Math.sqrt(2 * RecipeContext.mean(errors));
    }
}
