// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.model.device.Device;
import io.holter.trainer.training.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All recipes, and the way to run one. */
public final class Recipes {

    /** In the order of the table. */
    public static final List<Recipe> RECIPES = List.of(
            EcgRecipes.DENSE,
            EcgRecipes.BEST,
            ImageRecipes.FASHION_DENSE,
            ImageRecipes.FASHION_DENOISE,
            ImageRecipes.MNIST_DENOISE_POOL,
            ImageRecipes.ONE_DIGIT,
            ColourRecipe.RECIPE,
            SpiralRecipe.RECIPE);

    private Recipes() {}

    /** The recipe of a name. */
    public static Optional<Recipe> find(String name) {
        return RECIPES.stream().filter(recipe -> recipe.name().equals(name)).findFirst();
    }

    /** Told how the running of a recipe comes along. */
    public interface Listener {

        /** The figures of a seed. */
        void seed(Recipe recipe, long seed, Map<String, Double> figures);
    }

    /**
     * Where and how recipes are run.
     *
     * @param data folder of data sets; null for recipes that need none
     * @param models empty folder for the models
     * @param pictures folder for pictures of the first seed; null for none
     * @param device what to train on
     */
    public record RecipeRun(Path data, Path models, Path pictures, Device device) {}

    /**
     * Runs a recipe with the seeds 1, 2, 3 and so on.
     *
     * @param seeds how many, 1 or more; a recipe that only draws pictures takes one
     * @throws io.holter.core.WrongArtefactException if its data is not there
     */
    public static Outcome run(Recipe recipe, RecipeRun run, int seeds, Listener listener, Progress progress)
            throws IOException {
        long start = System.nanoTime();
        Recipe.Trial trial = recipe.preparation().prepare(new DataFolder(run.data));
        List<Map<String, Double>> figures = new ArrayList<>();
        for (int seed = 1; seed <= (recipe.seeded() ? seeds : 1); seed++) {
            Path pictures = seed == 1 ? run.pictures : null;
            RecipeContext context = new RecipeContext(run.models, pictures, run.device, progress);
            Map<String, Double> one = trial.run().run(seed, context);
            figures.add(one);
            listener.seed(recipe, seed, one);
        }
        return Outcome.of(recipe, trial, figures, Duration.ofNanos(System.nanoTime() - start));
    }
}
