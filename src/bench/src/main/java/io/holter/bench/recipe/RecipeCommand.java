// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.app.CommandProvider;
import io.holter.bench.page.PageOption;
import io.holter.core.file.FileTree;
import io.holter.model.device.Device;
import io.holter.trainer.command.DeviceOptions;
import io.holter.trainer.training.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recipe}: published examples, run again. */
@Command(
        name = "recipe",
        description = "Runs published examples again and compares the results with the published figures.",
        subcommands = {RecipeCommand.ListRecipes.class, RecipeCommand.Run.class},
        synopsisSubcommandLabel = "(list | run)",
        footer = {"", "Example:", "  holter recipe run spiral", "  holter recipe run --all --page"})
public final class RecipeCommand implements Callable<Integer>, CommandProvider {

    @Override
    public Object command() {
        return this;
    }

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "list or run?");
    }

    /** {@code recipe list}. */
    @Command(name = "list", description = "Lists the recipes.")
    static final class ListRecipes implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            for (Recipe recipe : Recipes.RECIPES) {
                out.printf("%-20s %s (%s)%n", recipe.name(), recipe.method(), recipe.source());
            }
            out.flush();
            return 0;
        }
    }

    /** {@code recipe run}. */
    @Command(
            name = "run",
            description = "Runs recipes and prints their figures beside the published ones.",
            footer = {"", "Example:", "  holter recipe run ecg5000-dense --data data"})
    static final class Run implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(arity = "0..*", paramLabel = "NAME", description = "Recipes to run.")
        private List<String> names = new ArrayList<>();

        @Option(names = "--all", description = "Run all of them.")
        private boolean all;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Folder that holds the data sets: ECG5000 (ecg.csv), FashionMNIST and MNIST (their IDX"
                        + " files), pictures (one folder per kind). Default: the folder that HOLTER_SHARED_DATA"
                        + " names.")
        private Path data;

        @Option(
                names = "--seeds",
                paramLabel = "N",
                defaultValue = "5",
                description = "Number of seeds per recipe. Default: ${DEFAULT-VALUE}.")
        private int seeds;

        @Mixin
        private PageOption page;

        @Mixin
        private DeviceOptions device;

        @Override
        public Integer call() throws IOException {
            Path target = page.page().orElse(null);
            List<Recipe> recipes = recipes();
            if (seeds < 1) {
                throw new ParameterException(spec.commandLine(), "--seeds is 1 or more, got " + seeds);
            }
            Device found = device.device();
            String shared = System.getenv("HOLTER_SHARED_DATA");
            Path folder = data != null || shared == null ? data : Path.of(shared);
            Path models = Files.createTempDirectory("holter-recipes");
            boolean reached = true;
            try {
                for (Recipe recipe : recipes) {
                    tell(recipe.name() + ": " + recipe.method());
                    boolean written = target != null && RecipeTable.takes(target, recipe, seeds);
                    if (target != null && !written) {
                        tell(recipe.name() + ": the page keeps its rows, which come from more than " + seeds
                                + " seeds");
                    }
                    Path pictures = written ? target.toAbsolutePath().resolveSibling("recipes") : null;
                    Recipes.RecipeRun recipeRun = new Recipes.RecipeRun(folder, models, pictures, found);
                    Outcome outcome = Recipes.run(recipe, recipeRun, seeds, this::tell, Progress.SILENT);
                    reached &= outcome.isReached();
                    print(outcome);
                    if (written) {
                        RecipeTable.write(target, List.of(outcome));
                    }
                }
            } finally {
                FileTree.delete(models);
            }
            return reached ? 0 : 1;
        }

        private List<Recipe> recipes() {
            if (all == !names.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "name recipes, or --all of them (holter recipe list)");
            }
            return all
                    ? Recipes.RECIPES
                    : names.stream()
                            .map(name -> Recipes.find(name)
                                    .orElseThrow(() -> new ParameterException(
                                            spec.commandLine(), "no recipe " + name + " (holter recipe list)")))
                            .toList();
        }

        private void tell(Recipe recipe, long seed, Map<String, Double> figures) {
            tell(recipe.name() + ", seed " + seed + ": "
                    + new TreeMap<>(figures)
                            .entrySet().stream()
                                    .map(f -> f.getKey() + String.format(Locale.ROOT, " %.4f", f.getValue()))
                                    .collect(Collectors.joining(", ")));
        }

        private void tell(String line) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(line);
            err.flush();
        }

        private void print(Outcome outcome) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(outcome.recipe().name() + " on " + outcome.data() + ":");
            outcome.describe().forEach(line -> out.println("  " + line));
            out.flush();
        }
    }
}
