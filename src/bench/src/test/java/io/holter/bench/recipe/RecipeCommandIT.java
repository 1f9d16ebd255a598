// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.trainer.command.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every recipe, from its command to its rows and pictures, on data in small. */
class RecipeCommandIT {

    @TempDir
    private Path folder;

    @Test
    void everyRecipeRunsAndGivesItsFigures() throws Exception {
        Path data = SmallFolders.write(folder.resolve("data"));
        Path page = folder.resolve("site/results.md");
        Files.createDirectories(page.getParent());
        CommandRun run = CommandRun.ofCommand(
                new RecipeCommand(),
                "run",
                "--all",
                "--data",
                data.toString(),
                "--seeds",
                "1",
                "--page",
                page.toString());
        assertThat(run.failure()).isNull();
        List<String> lines = Files.readAllLines(page);
        for (Recipe recipe : Recipes.RECIPES) {
            assertThat(run.out()).contains(recipe.name() + " on ");
            assertThat(run.err()).contains(recipe.name() + ", seed 1: ");
            assertThat(lines).anyMatch(line -> line.startsWith("| " + recipe.name() + " | "));
        }
        for (String picture :
                List.of("spiral.svg", "mnist-denoise-pool.png", "mnist-denoise-pool-loss.svg", "colour-conv.png")) {
            assertThat(page.resolveSibling("recipes").resolve(picture)).isNotEmptyFile();
        }
    }
}
