// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import io.holter.core.WrongArtefactException;
import io.holter.job.model.ModelId;
import io.holter.job.model.SharedModel;
import io.holter.model.Explanation;
import io.holter.model.Model;
import io.holter.wire.DecodedWindow;
import java.util.Arrays;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The operator that scores windows in batches: one at a time costs TensorFlow some two hundred times as much as many
 * together.
 *
 * <p>Assumption: Flink calls every method of an operator from its one task thread, timers included. It follows that
 * the buffer needs no lock.
 *
 * <p>The buffer is flushed when it is full, when its first window has waited {@code linger}, before a watermark (so
 * that none overtakes a window), at the end of the input, and in {@link #prepareSnapshotPreBarrier} (so that no window
 * is inside when a checkpoint's barrier passes). It follows that the operator has no state: what it took in before a
 * barrier it has given out before the barrier, and a restore loses and doubles nothing.
 *
 * <p>Windows keep their order. Metrics: see {@link ScoringMetrics}.
 */
final class ScoringOperator extends AbstractStreamOperator<ScoredWindow>
        implements OneInputStreamOperator<DecodedWindow, ScoredWindow> {

    private static final long serialVersionUID = 1L;

    private final Scoring scoring;
    private final StreamRecord<ScoredWindow> reused = new StreamRecord<>(null);

    private transient SharedModel shared;
    private transient Model model;
    private transient ScoringMetrics metricsOfScoring;
    private transient long modelId;
    private transient int windowSize;
    private transient DecodedWindow[] buffer;
    private transient float[] values;
    private transient float[] errors;
    private transient int[] striking;
    private transient int buffered;
    private transient long oldestMillis;
    private transient boolean timerPending;

    ScoringOperator(StreamOperatorParameters<ScoredWindow> parameters, Scoring scoring) {
        super(parameters);
        this.scoring = scoring;
    }

    @Override
    public void open() throws Exception {
        super.open();
        try {
            shared = SharedModel.acquire(scoring.model());
        } catch (WrongArtefactException e) {
            // Flink would start the job again and again, and find the same model again and again.
            throw new SuppressRestartsException(e);
        }
        model = shared.model();
        modelId = ModelId.of(scoring.model().hash());
        windowSize = model.shape().size();
        int batch = scoring.batchOf(model.shape());
        buffer = new DecodedWindow[batch];
        values = new float[Math.multiplyExact(batch, windowSize)];
        errors = new float[batch];
        striking = new int[batch];
        metricsOfScoring = new ScoringMetrics(getMetricGroup(), model.card());
    }

    @Override
    public void processElement(StreamRecord<DecodedWindow> element) {
        DecodedWindow window = element.getValue();
        System.arraycopy(window.values(), 0, values, buffered * windowSize, windowSize);
        buffer[buffered++] = window;
        if (buffered == buffer.length) {
            flush();
        } else if (buffered == 1) {
            oldestMillis = getProcessingTimeService().getCurrentProcessingTime();
            scheduleFlush();
        }
    }

    /** One timer at a time: under load batches fill long before it fires, and a timer for each would cost. */
    private void scheduleFlush() {
        if (!timerPending) {
            timerPending = true;
            getProcessingTimeService()
                    .registerTimer(oldestMillis + scoring.linger().toMillis(), this::onTimer);
        }
    }

    private void onTimer(long now) {
        timerPending = false;
        if (buffered > 0 && now >= oldestMillis + scoring.linger().toMillis()) {
            flush();
        } else if (buffered > 0) {
            scheduleFlush();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (shared != null) {
            shared.close();
        }
        super.close();
    }

    private void flush() {
        if (buffered == 0) {
            return;
        }
        int count = buffered;
        long started = System.nanoTime();
        model.errors(values, count, errors);
        int strikingCount = packStriking(count);
        Explanation explanation = strikingCount == 0 ? null : model.explain(values, strikingCount);
        metricsOfScoring.scored(count, System.nanoTime() - started);
        // Downstream runs inside collect(); were the buffer not empty by then, a failure there would look like a loss.
        buffered = 0;
        int next = 0;
        for (int i = 0; i < count; i++) {
            boolean isStriking = next < strikingCount && striking[next] == i;
            Evidence evidence = isStriking ? evidence(buffer[i], explanation, next++) : null;
            output.collect(reused.replace(
                    new ScoredWindow(buffer[i].series(), buffer[i].startMillis(), errors[i], modelId, evidence)));
            buffer[i] = null;
        }
    }

    /** Moves the values of windows that could be anomalous to the front; their errors are known already. */
    private int packStriking(int count) {
        int packed = 0;
        for (int i = 0; i < count; i++) {
            if (!(errors[i] <= scoring.evidenceAbove())) {
                System.arraycopy(values, i * windowSize, values, packed * windowSize, windowSize);
                striking[packed++] = i;
            }
        }
        return packed;
    }

    private Evidence evidence(DecodedWindow window, Explanation explanation, int at) {
        int channels = model.shape().channels();
        return new Evidence(
                window.sampleRate(),
                window.values(),
                Arrays.copyOfRange(explanation.reconstruction(), at * windowSize, (at + 1) * windowSize),
                Arrays.copyOfRange(explanation.channelErrors(), at * channels, (at + 1) * channels),
                window.tags(),
                window.origin());
    }
}
