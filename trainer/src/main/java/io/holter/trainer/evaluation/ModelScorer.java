// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.WrongArtefactException;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;

/**
 * The errors that a model gives windows.
 *
 * @param model opened; stays the caller's to close
 */
public record ModelScorer(Model model) implements Scorer {

    private static final int BATCH = 256;

    @Override
    public String name() {
        return "model";
    }

    @Override
    public String description() {
        return model.card().getArchitecture();
    }

    /**
     * Scores windows.
     *
     * @throws WrongArtefactException if they have another shape than the model takes
     */
    @Override
    public double[] score(WindowSet windows) {
        double[] scores = new double[windows.size()];
        float[] errors = new float[BATCH];
        forEachBatch(model, windows, (batch, from, count) -> {
            model.errors(batch, count, errors);
            for (int i = 0; i < count; i++) {
                scores[from + i] = errors[i];
            }
        });
        return scores;
    }

    /** Takes some windows at a time. */
    @FunctionalInterface
    public interface Batch {
        /**
         * Takes the next.
         *
         * @param windows float[count × size] or longer, raw units; filled again for the next batch
         * @param from number of the first of them in the set
         */
        void take(float[] windows, int from, int count);
    }

    /**
     * Gives windows in batches, in their order.
     *
     * @throws WrongArtefactException if they have another shape than the model takes
     */
    public static void forEachBatch(Model model, WindowSet windows, Batch each) {
        requireShape(model, windows);
        int size = model.shape().size();
        float[] batch = new float[BATCH * size];
        for (int from = 0; from < windows.size(); from += BATCH) {
            int count = Math.min(BATCH, windows.size() - from);
            for (int i = 0; i < count; i++) {
                windows.copy(from + i, batch, i * size);
            }
            each.take(batch, from, count);
        }
    }

    /**
     * Holds windows against what a model takes.
     *
     * @throws WrongArtefactException if they have another shape
     */
    public static void requireShape(Model model, WindowSet windows) {
        if (!windows.shape().equals(model.shape())) {
            throw new WrongArtefactException(
                    String.join(", ", windows.signal().sources()),
                    "windows of " + model.shape().describe() + ", as the model takes",
                    windows.shape().length() + " × " + windows.shape().channels());
        }
    }
}
