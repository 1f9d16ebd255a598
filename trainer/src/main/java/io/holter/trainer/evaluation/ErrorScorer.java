// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.data.set.WindowSet;
import io.holter.model.Explanation;
import io.holter.model.Model;

/**
 * The reconstruction's error alone, of a model whose score looks at the neighbours as well.
 *
 * @param model opened; stays the caller's to close
 */
record ErrorScorer(Model model) implements Scorer {

    private static final int BATCH = 256;

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
        ModelScorer.requireShape(model, windows);
        double[] scores = new double[windows.size()];
        int size = model.shape().size();
        int channels = model.shape().channels();
        float[] batch = new float[BATCH * size];
        for (int from = 0; from < scores.length; from += BATCH) {
            int count = Math.min(BATCH, scores.length - from);
            for (int i = 0; i < count; i++) {
                windows.copy(from + i, batch, i * size);
            }
            Explanation explanation = model.explain(batch, count);
            for (int i = 0; i < count * channels; i++) {
                scores[from + i / channels] += explanation.channelErrors()[i] / channels;
            }
        }
        return scores;
    }
}
