package io.holter.job.judge;

import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.core.threshold.Verdict;
import io.holter.job.alert.AlertComposer;
import io.holter.job.model.ModelId;
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
 * The judge of a series: holds each score against the policy's threshold and alerts on those above it.
 *
 * <p>Keyed state: a map {@code threshold-<name of the policy>} from the id of a model to the policy's record; nothing
 * at all for a policy without state. Flink keeps a record's components by name, so that a policy may gain components
 * without losing what a running job knows. The states of two policies lie side by side, so that switching from one to
 * another and back loses neither. Errors of two models do not compare, so that a series starts anew from the card with
 * the first window that another model has scored. What was learned of the model before is dropped then: a series never
 * holds more than one record of a policy, however often models change.
 *
 * <p>Metrics: {@code windowsJudged}, {@code alerts}, and {@code regimeShifts}, which counts {@link
 * Verdict#REGIME_SHIFT}.
 *
 * @param <S> what the policy remembers of a series
 */
public final class JudgeFunction<S> extends KeyedProcessFunction<String, ScoredWindow, Alert> {

    private static final long serialVersionUID = 1L;

    private final ThresholdPolicy<S> policy;
    private final AlertComposer composer;
    /** Boxed once: it is looked up for every window. */
    private final Long modelId;

    private transient MapState<Long, S> states;
    private transient Counter judged;
    private transient Counter alerts;
    private transient Counter regimeShifts;

    /**
     * A judge of the windows that one model has scored.
     *
     * @param policy decides
     * @param composer writes the alerts
     * @throws IllegalArgumentException if the composer's model has no usable hash
     */
    public JudgeFunction(ThresholdPolicy<S> policy, AlertComposer composer) {
        this.policy = policy;
        this.composer = composer;
        this.modelId = ModelId.of(composer.modelHash());
    }

    @Override
    public void open(OpenContext context) {
        states = policy.stateType()
                .map(type -> getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>(
                                "threshold-" + policy.name(), Types.LONG, TypeInformation.of(type))))
                .orElse(null);
        judged = getRuntimeContext().getMetricGroup().counter("windowsJudged");
        alerts = getRuntimeContext().getMetricGroup().counter("alerts");
        regimeShifts = getRuntimeContext().getMetricGroup().counter("regimeShifts");
    }

    @Override
    public void processElement(ScoredWindow window, Context context, Collector<Alert> out) throws Exception {
        if (window.modelId() != modelId) {
            throw new IllegalStateException("a window scored by model " + Long.toHexString(window.modelId())
                    + " came to the judge of model " + Long.toHexString(modelId));
        }
        Judgement<S> judgement = policy.judge(before(), window.startMillis(), window.score());
        if (states != null) {
            states.put(modelId, judgement.state());
        }
        judged.inc();
        if (judgement.verdict() == Verdict.REGIME_SHIFT) {
            regimeShifts.inc();
        }
        if (judgement.verdict().alerted()) {
            alerts.inc();
            out.collect(composer.compose(window, judgement.threshold()));
        }
    }

    private S before() throws Exception {
        if (states == null) {
            return policy.start();
        }
        S state = states.get(modelId);
        if (state == null) {
            states.clear();
            return policy.start();
        }
        return state;
    }
}
