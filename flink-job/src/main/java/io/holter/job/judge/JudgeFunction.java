// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.core.threshold.Verdict;
import io.holter.job.alert.AlertComposer;
import io.holter.job.score.ScoredWindow;
import io.holter.schemas.Alert;
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
 * neither. A policy without state has none in Flink, either. Metrics: {@code windowsJudged}, {@code alerts}, {@code
 * regimeShifts}.
 *
 * @param <S> what the policy remembers of a series
 */
public final class JudgeFunction<S> extends KeyedProcessFunction<String, ScoredWindow, Alert> {

    private static final long serialVersionUID = 1L;

    /** The active model, the one before it, to roll back to, and as many in the shadow. */
    private static final int MAX_MODELS = 4;

    private final ThresholdPolicy<S> policy;
    private final AlertComposer composer;
    private transient MapState<Long, S> states;
    private transient Long lastModel;
    private transient Counter judged;
    private transient Counter alerts;
    private transient Counter regimeShifts;

    /**
     * @param policy decides
     * @param composer writes the alerts
     */
    public JudgeFunction(ThresholdPolicy<S> policy, AlertComposer composer) {
        this.policy = policy;
        this.composer = composer;
    }

    @Override
    public void open(OpenContext context) {
        policy.stateType()
                .ifPresent(type -> states = getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>(
                                "thresholds-" + policy.name(), Types.LONG, TypeInformation.of(type))));
        judged = getRuntimeContext().getMetricGroup().counter("windowsJudged");
        alerts = getRuntimeContext().getMetricGroup().counter("alerts");
        regimeShifts = getRuntimeContext().getMetricGroup().counter("regimeShifts");
    }

    @Override
    public void processElement(ScoredWindow window, Context context, Collector<Alert> out) throws Exception {
        Judgement<S> judgement =
                states == null ? policy.judge(policy.start(), window.startMillis(), window.score()) : fold(window);
        judged.inc();
        if (judgement.verdict() == Verdict.REGIME_SHIFT) {
            regimeShifts.inc();
        }
        if (judgement.verdict().alerted()) {
            alerts.inc();
            out.collect(composer.compose(window, judgement.threshold()));
        }
    }

    private Judgement<S> fold(ScoredWindow window) throws Exception {
        Long model = boxed(window.model());
        S before = states.get(model);
        if (before == null) {
            forgetModels();
            before = policy.start();
        }
        Judgement<S> judgement = policy.judge(before, window.startMillis(), window.score());
        states.put(model, judgement.state());
        return judgement;
    }

    /** One object for all windows in a row of one model. */
    private Long boxed(long model) {
        if (lastModel == null || lastModel != model) {
            lastModel = model;
        }
        return lastModel;
    }

    private void forgetModels() throws Exception {
        int known = 0;
        for (Long ignored : states.keys()) {
            known++;
        }
        if (known >= MAX_MODELS) {
            states.clear();
        }
    }
}
