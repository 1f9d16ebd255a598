// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.core.threshold.Verdict;
import io.holter.job.alert.AlertComposer;
import io.holter.job.score.ScoredWindow;
import io.holter.schemas.Alert;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The operator that holds each score of a series against the policy's threshold and alerts on those above it.
 *
 * <p>Keyed state: the policy's record by model, under {@code thresholds-<name of the policy>}. A threshold that was
 * learned from one model's errors says nothing of another's, so each model of a series has a record of its own, and a
 * model that comes back finds it again; of more than {@value #MAX_MODELS} models all are forgotten when a new one
 * comes. Flink keeps a record's components by name, so that a policy may gain components without losing what a running
 * job knows, and the states of two policies lie side by side, so that switching from one to another and back loses
 * neither. A policy without state has none in Flink, either. The record notes now and then when it was used, so that
 * {@link JudgeOperator} finds series that are silent. Metrics: {@code windowsJudged}, {@code alerts}, {@code
 * regimeShifts}, and {@code series}, the number of series that are remembered.
 *
 * @param <S> what the policy remembers of a series
 */
public final class JudgeFunction<S> extends KeyedProcessFunction<String, ScoredWindow, Alert> {

    private static final long serialVersionUID = 1L;

    /** The active model, the one before it, to roll back to, and as many in the shadow. */
    private static final int MAX_MODELS = 4;

    /** A note costs one more object; so many during the time after which a series is forgotten are precise enough. */
    private static final int NOTES = 8;

    private final ThresholdPolicy<S> policy;
    private final AlertComposer composer;
    private final long expireAfterMillis;
    private transient MapState<Long, S> states;
    private transient long series;
    private transient Long lastModel;
    private transient Counter judged;
    private transient Counter alerts;
    private transient Counter regimeShifts;

    /**
     * @param policy decides
     * @param composer writes the alerts
     * @param expireAfter how long a series may be silent before it is forgotten; zero for ever
     */
    public JudgeFunction(ThresholdPolicy<S> policy, AlertComposer composer, Duration expireAfter) {
        this.policy = policy;
        this.composer = composer;
        this.expireAfterMillis = expireAfter.toMillis();
    }

    /** How long a series may be silent; 0 for ever. */
    long expireAfterMillis() {
        return expireAfterMillis;
    }

    /** Where the state is; empty where there is none. */
    Optional<MapStateDescriptor<Long, S>> descriptor() {
        return policy.stateType()
                .map(type ->
                        new MapStateDescriptor<>("thresholds-" + policy.name(), Types.LONG, TypeInformation.of(type)));
    }

    @Override
    public void open(OpenContext context) {
        descriptor().ifPresent(found -> {
            states = getRuntimeContext().getMapState(found);
            getRuntimeContext().getMetricGroup().gauge("series", this::series);
        });
        judged = getRuntimeContext().getMetricGroup().counter("windowsJudged");
        alerts = getRuntimeContext().getMetricGroup().counter("alerts");
        regimeShifts = getRuntimeContext().getMetricGroup().counter("regimeShifts");
    }

    @Override
    public void processElement(ScoredWindow window, Context context, Collector<Alert> out) throws Exception {
        Judgement<S> judgement = states == null
                ? policy.judge(policy.start(), window.startMillis(), window.score())
                : fold(window, context.timerService().currentProcessingTime());
        judged.inc();
        if (judgement.verdict() == Verdict.REGIME_SHIFT) {
            regimeShifts.inc();
        }
        if (judgement.verdict().alerted()) {
            alerts.inc();
            out.collect(composer.compose(window, judgement.threshold()));
        }
    }

    private Judgement<S> fold(ScoredWindow window, long nowMillis) throws Exception {
        Long model = boxed(window.model());
        S before = states.get(model);
        if (before == null) {
            forgetModels();
            before = policy.start();
        }
        Judgement<S> judgement = policy.judge(before, window.startMillis(), window.score());
        S after = judgement.state();
        boolean noted = nowMillis - policy.lastUsedMillis(after) < expireAfterMillis / NOTES;
        states.put(model, noted || expireAfterMillis == 0 ? after : policy.used(after, nowMillis));
        return judgement;
    }

    /**
     * Forgets what a series' models have not used for too long. What has no note, as in a savepoint from before there
     * were any, gets one.
     *
     * @param ofSeries the state of the series
     * @return whether nothing is left
     */
    boolean forget(MapState<Long, S> ofSeries, long nowMillis) throws Exception {
        Map<Long, S> kept = new HashMap<>();
        boolean same = true;
        for (Map.Entry<Long, S> entry : ofSeries.entries()) {
            long lastUsed = policy.lastUsedMillis(entry.getValue());
            if (lastUsed == 0) {
                kept.put(entry.getKey(), policy.used(entry.getValue(), nowMillis));
                same = false;
            } else if (nowMillis - lastUsed < expireAfterMillis) {
                kept.put(entry.getKey(), entry.getValue());
            } else {
                same = false;
            }
        }
        if (!same) {
            ofSeries.clear();
        }
        // An empty map would be an entry, too.
        if (!same && !kept.isEmpty()) {
            ofSeries.putAll(kept);
        }
        return kept.isEmpty();
    }

    /** How many series are remembered. */
    long series() {
        return series;
    }

    /** Corrects it, when they were counted. */
    void counted(long count) {
        series = count;
    }

    /** One object for all windows in a row of one model. */
    private Long boxed(long model) {
        if (lastModel == null || lastModel != model) {
            lastModel = model;
        }
        return lastModel;
    }

    /** Makes room for one more model of a series, which may be its first. */
    private void forgetModels() throws Exception {
        int known = 0;
        for (Long ignored : states.keys()) {
            known++;
        }
        if (known == 0) {
            series++;
        } else if (known >= MAX_MODELS) {
            states.clear();
        }
    }
}
