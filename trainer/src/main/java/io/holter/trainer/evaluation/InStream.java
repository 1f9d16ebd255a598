// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.quality.Confusion;
import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.PolicySettings;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.data.set.WindowSet;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the job's default policy makes of the same scores: the fold that the job runs, over the windows in their order,
 * each series by itself, from the state of a series that was never seen.
 *
 * @param policy name of the policy, such as {@code rolling}
 * @param series how many series there are; windows that were not cut from any count as one
 * @param confusion verdicts
 */
public record InStream(String policy, int series, Confusion confusion) {

    /**
     * Judges scores.
     *
     * @param data the windows, with labels
     * @param scores one of each
     */
    static InStream of(ModelCard card, WindowSet data, double[] scores) {
        PolicySettings settings = PolicySettings.read(Map.of(), "the default policy");
        return judge(settings.policyFor(ModelDirectory.profile(card), card.getThreshold()), data, scores);
    }

    private static <S> InStream judge(ThresholdPolicy<S> policy, WindowSet data, double[] scores) {
        Map<Integer, S> states = new HashMap<>();
        double[] alarms = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            int series = data.series().isEmpty() ? 0 : data.seriesOf(i);
            S state = states.containsKey(series) ? states.get(series) : policy.start();
            Judgement<S> judgement = policy.judge(state, i, scores[i]);
            states.put(series, judgement.state());
            alarms[i] = judgement.verdict().alerted() ? 1 : 0;
        }
        return new InStream(policy.name(), states.size(), Confusion.at(0.5, alarms, data.labels()));
    }

    /** Figures under the names that {@code evaluate --json} writes. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("policy", policy);
        figures.put("precision", Quality.finite(confusion.precision()));
        figures.put("recall", Quality.finite(confusion.recall()));
        figures.put("f1", Quality.finite(confusion.f1()));
        figures.put("falseAlarmsPer1000", Quality.finite(confusion.falseAlarmsPer1000()));
        return figures;
    }
}
