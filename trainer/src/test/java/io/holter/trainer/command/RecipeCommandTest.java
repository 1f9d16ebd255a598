package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WrongArtefactException;
import io.holter.trainer.recipe.RecipeBook;
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
        CommandRun run = CommandRun.of("recipe", "list");
        assertThat(run.code()).isZero();
        assertThat(run.out()).hasLineCount(RecipeBook.RECIPES.size());
        RecipeBook.RECIPES.forEach(recipe -> assertThat(run.out()).contains(recipe.name() + " "));
    }

    @Test
    void withoutItsDataARecipeSaysWhatItNeeds() {
        Path page = folder.resolve("results.md");
        CommandRun run =
                CommandRun.of("recipe", "run", "one-digit", "--data", folder.toString(), "--page", page.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(folder + ": expected MNIST's files ");
        assertThat(page).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "recipe, list or run?",
        "recipe run, name recipes",
        "recipe run spiral --all, name recipes",
        "recipe run pretzel, no recipe pretzel",
        "recipe run spiral --seeds 0, --seeds is 1 or more"
    })
    void wrongUsage(String arguments, String told) {
        CommandRun run = CommandRun.of(arguments.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(told);
    }
}
