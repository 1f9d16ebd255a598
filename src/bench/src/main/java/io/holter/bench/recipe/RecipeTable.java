// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.bench.page.Machine;
import io.holter.bench.page.PageSection;
import io.holter.trainer.CodeRevision;
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

            `./holter recipe run --all --page`: what was published beside what came out here, mean ± standard deviation over as many
            seeds as a row says, at the revision that it names. *Reached*: as good as published, or within that deviation of it. Where other data was at
            hand than that of the published figure the row names it, and the figures cannot be compared. `ecg5000-best` has
            goals of this project in place of published figures.

            | recipe | data | figure | published, or goal | here | seeds | | run |
            |---|---|---|---:|---:|---:|---|---|
            """;

    /** Cell of a row, counted from the empty one before the first bar. */
    private static final int SEEDS = 6;

    private RecipeTable() {}

    /**
     * Whether a page takes the rows of a run: not where those that it has come from more seeds.
     *
     * @param seeds seeds of the run
     */
    public static boolean takes(Path page, Recipe recipe, int seeds) throws IOException {
        return rows(page).get(recipe.name()).stream().allMatch(row -> seeds(row) <= seeds);
    }

    private static int seeds(String row) {
        String[] cells = row.split("\\|");
        String cell = cells.length > SEEDS ? cells[SEEDS].strip() : "";
        return cell.matches("\\d{1,9}") ? Integer.parseInt(cell) : 0;
    }

    /** The rows of a page by recipe, all recipes in their order. */
    private static Map<String, List<String>> rows(Path page) throws IOException {
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
        return rows;
    }

    /**
     * Replaces the rows of these recipes.
     *
     * @throws IllegalArgumentException if the page has rows from more seeds, see {@link #takes}
     */
    public static void write(Path page, List<Outcome> outcomes) throws IOException {
        for (Outcome outcome : outcomes) {
            int seeds = outcome.figures().values().iterator().next().count();
            if (!takes(page, outcome.recipe(), seeds)) {
                throw new IllegalArgumentException(
                        outcome.recipe().name() + " stands there from more than " + seeds + " seeds");
            }
        }
        Map<String, List<String>> rows = rows(page);
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
                        "| %s | %s | %s | %s | %s | %d | %s | revision %s, %s, %d s, %s |",
                        outcome.recipe().name(),
                        outcome.data(),
                        metric.name(),
                        metric.published() == null ? "" : metric.published(),
                        spread,
                        spread.count(),
                        outcome.verdict(metric),
                        CodeRevision.current(),
                        LocalDate.now(),
                        outcome.duration().toSeconds(),
                        Machine.describe())));
        return rows;
    }
}
