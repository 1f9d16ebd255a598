// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.quality.Confusion;
import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.PolicySettings;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.data.set.Series;
import io.holter.data.set.WindowSet;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a policy of the job makes of the same scores: the fold that the job runs, over the windows in their order, each
 * series by itself, from the state of a series that was never seen.
 *
 * @param policy name of the policy, such as {@code rolling}
 * @param series how many series there are; the windows of a file that were not cut from any are one
 * @param confusion verdicts
 * @param hours how long all of them last; NaN where no sample rate is known
 */
public record InStream(String policy, int series, Confusion confusion, double hours) {

    private static final double SECONDS_AN_HOUR = 3600;

    /**
     * Judges scores.
     *
     * @param data the windows, with labels
     * @param scores one of each
     */
    static InStream of(ModelCard card, PolicySettings settings, WindowSet data, double[] scores) {
        float known = data.signal().sampleRate();
        double hours = samples(data) / (known > 0 ? known : card.getSampleRate()) / SECONDS_AN_HOUR;
        return judge(
                settings.policyFor(ModelDirectory.profile(card), card.getThreshold()),
                data,
                scores,
                Double.isInfinite(hours) ? Double.NaN : hours);
    }

    /** Samples of all series; windows that were not cut from one are taken to follow one another. */
    private static double samples(WindowSet data) {
        return data.series().isEmpty()
                ? (double) data.size() * data.shape().length()
                : data.series().stream().mapToDouble(Series::length).sum();
    }

    private static <S> InStream judge(ThresholdPolicy<S> policy, WindowSet data, double[] scores, double hours) {
        Map<String, S> states = new HashMap<>();
        double[] alarms = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            String series = data.seriesName(i);
            Judgement<S> judgement = policy.judge(states.getOrDefault(series, policy.start()), i, scores[i]);
            states.put(series, judgement.state());
            alarms[i] = judgement.verdict().alerted() ? 1 : 0;
        }
        return new InStream(policy.name(), states.size(), Confusion.at(0.5, alarms, data.labels()), hours);
    }

    /** NaN where no sample rate is known. */
    public double falseAlarmsPerHour() {
        return confusion.falsePositives() / hours;
    }

    /** Figures under the names that {@code evaluate --json} writes. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("policy", policy);
        figures.put("precision", Quality.finite(confusion.precision()));
        figures.put("recall", Quality.finite(confusion.recall()));
        figures.put("f1", Quality.finite(confusion.f1()));
        figures.put("falseAlarmsPer1000", Quality.finite(confusion.falseAlarmsPer1000()));
        figures.put("falseAlarmsPerHour", Quality.finite(falseAlarmsPerHour()));
        return figures;
    }
}
