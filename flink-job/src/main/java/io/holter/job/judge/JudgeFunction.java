package io.holter.job.judge;

import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.job.alert.AlertComposer;
import io.holter.job.score.ScoredWindow;
import io.holter.schemas.Alert;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds each score of a series against the policy's threshold and alerts on those above it.
 *
 * <p>Keyed state: the policy's record under {@code threshold-<name of the policy>}. Flink keeps a record's components
 * by name, so that a policy may gain components without losing what a running job knows, and the states of two
 * policies lie side by side, so that switching from one to another and back loses neither. Metrics: {@code
 * windowsJudged}, {@code alerts}.
 *
 * @param <S> what the policy remembers of a series
 */
public final class JudgeFunction<S> extends KeyedProcessFunction<String, ScoredWindow, Alert> {

    private static final long serialVersionUID = 1L;

    private final ThresholdPolicy<S> policy;
    private final AlertComposer composer;
    private transient ValueState<S> state;
    private transient Counter judged;
    private transient Counter alerts;

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
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "threshold-" + policy.name(), TypeInformation.of(policy.stateType())));
        judged = getRuntimeContext().getMetricGroup().counter("windowsJudged");
        alerts = getRuntimeContext().getMetricGroup().counter("alerts");
    }

    @Override
    public void processElement(ScoredWindow window, Context context, Collector<Alert> out) throws Exception {
        S before = state.value();
        Judgement<S> judgement = policy.judge(before == null ? policy.start() : before, window.score());
        state.update(judgement.state());
        judged.inc();
        if (judgement.anomalous()) {
            alerts.inc();
            out.collect(composer.compose(window, judgement.threshold()));
        }
    }
}
