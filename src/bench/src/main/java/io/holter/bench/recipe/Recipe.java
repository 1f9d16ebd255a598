// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A published example that can be run again.
 *
 * @param name what it is called on the command line
 * @param source where its figures come from
 * @param method network and training, in a line
 * @param metrics the figures that it gives
 * @param seeded whether several seeds say more than one: not for a recipe that only draws pictures
 * @param preparation reads its data
 */
public record Recipe(
        String name, String source, String method, List<Metric> metrics, boolean seeded, Preparation preparation) {

    public Recipe {
        metrics = List.copyOf(metrics);
    }

    /** Reads the data of a recipe. */
    @FunctionalInterface
    interface Preparation {
        /**
         * Reads.
         *
         * @throws io.holter.core.WrongArtefactException if the data is not there
         */
        Trial prepare(DataFolder data) throws IOException;
    }

    /**
     * A recipe with its data read.
     *
     * @param data what it runs on, for the table
     * @param asPublished whether that is the data of the published figures
     * @param run trains and measures
     */
    record Trial(String data, boolean asPublished, Run run) {}

    /** Trains and measures. */
    @FunctionalInterface
    interface Run {
        /** The figures of a seed, one for each metric by its name. */
        Map<String, Double> run(long seed, RecipeContext context) throws IOException;
    }
}
