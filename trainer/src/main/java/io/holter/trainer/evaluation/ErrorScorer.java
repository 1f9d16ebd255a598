// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.data.set.WindowSet;
import io.holter.model.Model;

/**
 * The reconstruction's error alone, of a model whose score looks at the neighbours as well.
 *
 * @param model opened; stays the caller's to close
 */
record ErrorScorer(Model model) implements Scorer {

    @Override
    public String name() {
        return "error";
    }

    @Override
    public String description() {
        return "the model's error alone, without neighbours";
    }

    @Override
    public double[] score(WindowSet windows) {
        double[] scores = new double[windows.size()];
        int channels = model.shape().channels();
        ModelScorer.forEachBatch(model, windows, (batch, from, count) -> {
            float[] errors = model.explain(batch, count).channelErrors();
            for (int i = 0; i < count * channels; i++) {
                scores[from + i / channels] += errors[i] / channels;
            }
        });
        return scores;
    }
}
