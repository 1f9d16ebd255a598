// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WrongArtefactException;
import io.holter.trainer.command.CommandRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeCommandTest {

    @TempDir
    private Path folder;

    @Test
    void listsAllRecipes() {
        CommandRun run = CommandRun.ofCommand(new RecipeCommand(), "list");
        assertThat(run.code()).isZero();
        assertThat(run.out()).hasLineCount(Recipes.RECIPES.size());
        Recipes.RECIPES.forEach(recipe -> assertThat(run.out()).contains(recipe.name() + " "));
    }

    @Test
    void withoutItsDataARecipeSaysWhatItNeeds() {
        Path page = folder.resolve("results.md");
        CommandRun run = CommandRun.ofCommand(
                new RecipeCommand(), "run", "one-digit", "--data", folder.toString(), "--page", page.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(folder + ": expected MNIST's files ");
        assertThat(page).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        ", list or run?",
        "run, name recipes",
        "run spiral --all, name recipes",
        "run pretzel, no recipe pretzel",
        "run spiral --seeds 0, --seeds is 1 or more",
        "'run --page spiral', '--page: expected a Markdown page, FILE.md, found spiral'"
    })
    void wrongUsage(String arguments, String message) {
        CommandRun run = arguments == null
                ? CommandRun.ofCommand(new RecipeCommand())
                : CommandRun.ofCommand(new RecipeCommand(), arguments.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
