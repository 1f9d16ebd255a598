package io.holter.bench.recipe;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static Outcome outcome(Recipe recipe, double value) {
        Map<String, Double> figures = new HashMap<>();
        recipe.metrics().forEach(metric -> figures.put(metric.name(), value));
        Recipe.Trial trial = new Recipe.Trial("data " + (int) value, true, (seed, context) -> figures);
        return Outcome.of(recipe, trial, List.of(figures, figures), Duration.ofSeconds(1));
    }
}
