// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.trainer.CodeRevision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTableTest {

    @TempDir
    private Path folder;

    @Test
    void rowsOfARecipeAreReplacedAndThoseOfOthersStayInTheOrderOfTheBook() throws Exception {
        Path page = folder.resolve("results.md");
        RecipeTable.write(page, List.of(outcome(SpiralRecipe.RECIPE, 1)));
        RecipeTable.write(page, List.of(outcome(EcgRecipes.DENSE, 2)));
        RecipeTable.write(page, List.of(outcome(SpiralRecipe.RECIPE, 3)));
        List<String> rows = Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| ecg") || line.startsWith("| spiral"))
                .toList();
        int first = EcgRecipes.DENSE.metrics().size();
        assertThat(rows).hasSize(first + SpiralRecipe.RECIPE.metrics().size());
        assertThat(rows.subList(0, first)).allMatch(row -> row.startsWith("| ecg5000-dense | data 2 | "));
        assertThat(rows.subList(first, rows.size())).allMatch(row -> row.startsWith("| spiral | data 3 | "));
        assertThat(rows.get(first)).contains("| RMSE | 0.038 | 3.0000 ± 0.0000 | 2 | worse | ");
        assertThat(Files.readString(page)).containsOnlyOnce("## Published examples");
    }

    /** A trial with one seed must not take the place of figures from five. */
    @Test
    void rowsFromMoreSeedsStay() throws Exception {
        Path page = folder.resolve("results.md");
        RecipeTable.write(page, List.of(outcome(SpiralRecipe.RECIPE, 1)));
        assertThat(RecipeTable.takes(page, SpiralRecipe.RECIPE, 1)).isFalse();
        assertThat(RecipeTable.takes(page, SpiralRecipe.RECIPE, 2)).isTrue();
        assertThat(RecipeTable.takes(page, EcgRecipes.DENSE, 1)).isTrue();
        String before = Files.readString(page);
        Outcome one = Outcome.of(
                SpiralRecipe.RECIPE, trial(2), List.of(figures(SpiralRecipe.RECIPE, 2)), Duration.ofSeconds(1));
        assertThatThrownBy(() -> RecipeTable.write(page, List.of(one))).isInstanceOf(IllegalArgumentException.class);
        assertThat(page).hasContent(before);
        assertThat(before).contains(" | revision " + CodeRevision.current() + ", ");
    }

    private static Outcome outcome(Recipe recipe, double value) {
        Map<String, Double> figures = figures(recipe, value);
        return Outcome.of(recipe, trial(value), List.of(figures, figures), Duration.ofSeconds(1));
    }

    private static Map<String, Double> figures(Recipe recipe, double value) {
        Map<String, Double> figures = new HashMap<>();
        recipe.metrics().forEach(metric -> figures.put(metric.name(), value));
        return figures;
    }

    private static Recipe.Trial trial(double value) {
        return new Recipe.Trial("data " + (int) value, true, (seed, context) -> Map.of());
    }
}
