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
        requireShape(model, windows);
        double[] scores = new double[windows.size()];
        int size = model.shape().size();
        float[] batch = new float[BATCH * size];
        float[] errors = new float[BATCH];
        for (int from = 0; from < scores.length; from += BATCH) {
            int count = Math.min(BATCH, scores.length - from);
            for (int i = 0; i < count; i++) {
                windows.copy(from + i, batch, i * size);
            }
            model.errors(batch, count, errors);
            for (int i = 0; i < count; i++) {
                scores[from + i] = errors[i];
            }
        }
        return scores;
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
