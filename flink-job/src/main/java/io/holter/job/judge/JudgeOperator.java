// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import io.holter.job.score.ScoredWindow;
import io.holter.schemas.Alert;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * The judge with what concerns all series at once: it counts them, forgets those that are silent, and ends the job
 * where checkpoints have failed for too long.
 *
 * <p>Silent series are looked for in all of the state every now and then, rather than by a timer for each, which would
 * take heap of its own, or by Flink's expiry of state, which works at every access.
 *
 * @param <S> what the policy remembers of a series
 */
public final class JudgeOperator<S> extends KeyedProcessOperator<String, ScoredWindow, Alert> {

    private static final long serialVersionUID = 1L;

    private static final int LOOKS = 8;
    private static final long MIN_PAUSE_MILLIS = 1000;
    private static final long MAX_PAUSE_MILLIS = Duration.ofHours(1).toMillis();

    private final JudgeFunction<S> judge;
    private final CheckpointTolerance tolerance;
    private transient MapStateDescriptor<Long, S> descriptor;
    private transient CheckpointWatch checkpoints;

    /**
     * @param judge judges each series
     * @param tolerance how long checkpoints may fail
     */
    public JudgeOperator(JudgeFunction<S> judge, CheckpointTolerance tolerance) {
        super(judge);
        this.judge = judge;
        this.tolerance = tolerance;
    }

    @Override
    public void open() throws Exception {
        super.open();
        checkpoints = new CheckpointWatch(
                tolerance, getMetricGroup(), getProcessingTimeService().getCurrentProcessingTime());
        Optional<MapStateDescriptor<Long, S>> found = judge.descriptor();
        if (found.isEmpty()) {
            return;
        }
        descriptor = found.get();
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        try (Stream<String> series = backend.getKeys(descriptor.getName(), VoidNamespace.INSTANCE)) {
            judge.counted(series.count());
        }
        if (judge.expireAfterMillis() > 0) {
            scheduleLook();
        }
    }

    private void scheduleLook() {
        long pause = Math.max(MIN_PAUSE_MILLIS, Math.min(MAX_PAUSE_MILLIS, judge.expireAfterMillis() / LOOKS));
        long now = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService().registerTimer(now + pause, due -> look());
    }

    private void look() throws Exception {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        long[] left = {0};
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor, (series, states) -> {
                    if (!judge.forget(states, now)) {
                        left[0]++;
                    }
                });
        judge.counted(left[0]);
        scheduleLook();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        checkpoints.completed(getProcessingTimeService().getCurrentProcessingTime());
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        super.notifyCheckpointAborted(checkpointId);
        checkpoints.failed(getProcessingTimeService().getCurrentProcessingTime());
    }
}
