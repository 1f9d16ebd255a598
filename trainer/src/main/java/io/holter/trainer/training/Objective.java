// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Output;
import io.holter.trainer.network.Score;
import io.holter.trainer.network.ScoreError;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What training minimises, and what the model then scores by.
 *
 * @param normalisation units in which both are measured
 * @param output function at the end of the decoder
 * @param loss what is minimised
 * @param error the error of a value
 * @param score what the score of a window is made of
 * @param drift what a slow drift of the training windows means
 */
public record Objective(
        Normalisation.Kind normalisation, Output output, Loss loss, ScoreError error, Score score, DriftRule drift) {

    /** Squared error of standardised values, for both; the score looks at the neighbours as well; drift is followed. */
    public static final Objective DEFAULT = new Objective(
            Normalisation.Kind.STANDARD,
            Output.LINEAR,
            Loss.MSE,
            ScoreError.SQUARED,
            Score.ERROR_AND_NEIGHBOURS,
            DriftRule.FOLLOW);

    public Objective {
        if (output == Output.SIGMOID && normalisation != Normalisation.Kind.MINMAX) {
            throw new IllegalArgumentException("a sigmoid output lies between 0 and 1, and values normalised by "
                    + name(normalisation) + " do not: take the minmax normalisation or a linear output");
        }
        if (loss == Loss.BCE && output != Output.SIGMOID) {
            throw new IllegalArgumentException("the bce loss is the cross-entropy of a sigmoid output: take that, or"
                    + " another loss than bce with the linear output");
        }
    }

    /** With the error alone as the score, of drift as well. */
    public Objective(Normalisation.Kind normalisation, Output output, Loss loss, ScoreError error) {
        this(normalisation, output, loss, error, Score.ERROR, DriftRule.COUNT);
    }

    /** The same with another score. */
    public Objective with(Score other) {
        return new Objective(normalisation, output, loss, error, other, drift);
    }

    /** The same with another rule for drift. */
    public Objective with(DriftRule other) {
        return new Objective(normalisation, output, loss, error, score, other);
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("normalisation", name(normalisation));
        settings.put("output", name(output));
        settings.put("loss", name(loss));
        settings.put("error", name(error));
        settings.put("score", score.cardName());
        settings.put("drift", name(drift));
        return settings;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
