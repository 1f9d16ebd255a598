package io.holter.bench.recipe;

import io.holter.bench.page.Machine;
import io.holter.bench.page.PageSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The part of the results page on recipes: a row for each figure. Rows of recipes that were not run again stay. */
public final class RecipeTable {

    private static final PageSection SECTION = new PageSection("recipes", "./holter recipe run");

    private static final String HEAD =
            """
            ## Published examples, run again

            `./holter recipe run --all`: what was published beside what came out here, mean ± standard deviation over as many
            seeds as a row says. *Reached*: as good as published, or within that deviation of it. Where other data was at
            hand than that of the published figure the row names it, and the figures cannot be compared. `ecg5000-best` has
            goals of this project in place of published figures.

            | recipe | data | figure | published, or goal | here | seeds | | run |
            |---|---|---|---:|---:|---:|---|---|
            """;

    private RecipeTable() {}

    /** Replaces the rows of these recipes. */
    public static void write(Path page, List<Outcome> outcomes) throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Recipes.RECIPES.forEach(recipe -> rows.put(recipe.name(), new ArrayList<>()));
        if (Files.exists(page)) {
            for (String line : Files.readAllLines(page)) {
                String[] cells = line.split("\\|");
                if (cells.length > 2 && rows.containsKey(cells[1].strip())) {
                    rows.get(cells[1].strip()).add(line);
                }
            }
        }
        outcomes.forEach(outcome -> rows.put(outcome.recipe().name(), rows(outcome)));
        StringBuilder text = new StringBuilder(HEAD);
        rows.values().forEach(lines -> lines.forEach(line -> text.append(line).append('\n')));
        SECTION.write(page, text.append('\n').toString());
    }

    private static List<String> rows(Outcome outcome) {
        List<String> rows = new ArrayList<>();
        outcome.figures()
                .forEach((metric, spread) -> rows.add(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %d | %s | %s, %d s, %s |",
                        outcome.recipe().name(),
                        outcome.data(),
                        metric.name(),
                        metric.published() == null ? "" : metric.published(),
                        spread,
                        spread.count(),
                        outcome.verdict(metric),
                        LocalDate.now(),
                        outcome.duration().toSeconds(),
                        Machine.describe())));
        return rows;
    }
}
