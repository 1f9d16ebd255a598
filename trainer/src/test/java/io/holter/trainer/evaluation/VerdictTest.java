// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.quality.Confusion;
import io.holter.core.quality.RankingQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final int WINDOWS = 400;

    @Test
    void theBestBaselineThatIsBetter() {
        assertThat(Verdict.of(evaluation(1, "mean", 0.5, "pca", 2.5, "knn", 4)).sentence())
                .matches("knn does better than the model: AUROC 0\\.9\\d+ against 0\\.\\d+, standard error of the"
                        + " difference 0\\.\\d+");
    }

    @Test
    void theSimplestBaselineThatDoesAsWell() {
        assertThat(Verdict.of(evaluation(2, "mean", 0.2, "pca", 2, "knn", 2)).sentence())
                .matches("pca does as well as the model: AUROC 0\\.\\d+ against 0\\.\\d+, standard error of the"
                        + " difference 0\\.\\d+, no more than chance");
    }

    @Test
    void theModelBeatsThemAll() {
        assertThat(Verdict.of(evaluation(4, "mean", 0.2, "pca", 1, "knn", 0.5)).sentence())
                .matches("the model finds more than all of them: AUROC 0\\.9\\d+ against 0\\.\\d+ of pca, standard"
                        + " error of the difference 0\\.\\d+");
    }

    @Test
    void nothingToCompare() {
        assertThat(Verdict.of(evaluation(1)).sentence()).isEqualTo("no baselines to compare with");
        boolean[] labels = {true, false, false};
        Quality model = quality("model", new double[] {3, 1, 2}, labels);
        Evaluation few = new Evaluation(
                model,
                1,
                Confusion.at(1, model.scores(), labels),
                null,
                Double.NaN,
                Optional.empty(),
                List.of(quality("pca", model.scores(), labels)));
        assertThat(Verdict.of(few).sentence())
                .isEqualTo("too few windows to compare: at least two of each class are needed");
    }

    /** Scorers by how far they set anomalies apart, in standard deviations. */
    private static Evaluation evaluation(double model, Object... baselines) {
        Random random = new Random(1);
        boolean[] labels = new boolean[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            labels[i] = i % 4 == 0;
        }
        Quality first = draw("model", model, labels, random);
        List<Quality> others = new ArrayList<>();
        for (int i = 0; i < baselines.length; i += 2) {
            others.add(draw((String) baselines[i], ((Number) baselines[i + 1]).doubleValue(), labels, random));
        }
        return new Evaluation(
                first, 1, Confusion.at(1, first.scores(), labels), null, Double.NaN, Optional.empty(), others);
    }

    private static Quality draw(String name, double apart, boolean[] labels, Random random) {
        double[] scores = new double[labels.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextGaussian() + (labels[i] ? apart : 0);
        }
        return quality(name, scores, labels);
    }

    private static Quality quality(String name, double[] scores, boolean[] labels) {
        return new Quality(name, "", scores, labels, RankingQuality.auroc(scores, labels), Double.NaN);
    }
}
