// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import io.holter.job.model.ModelSource;
import io.holter.model.OperationRules;
import io.holter.schemas.ModelCard;
import io.holter.wire.DecodedWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The scoring operator on Flink's harness. */
public final class ScoringHarness implements AutoCloseable {

    /** Windows with an error above this bring evidence. */
    static final double BOUND = 1;

    public final OneInputStreamOperatorTestHarness<DecodedWindow, ScoredWindow> flink;

    public ScoringHarness(Scoring scoring) throws Exception {
        flink = new OneInputStreamOperatorTestHarness<>(new ScoringOperatorFactory(scoring));
        flink.getExecutionConfig().enableObjectReuse();
        flink.setup(ScoredWindowType.INSTANCE.createSerializer(
                flink.getExecutionConfig().getSerializerConfig()));
    }

    public static Scoring scoring(Path model, ModelCard card, int batchSize, Duration linger) {
        return new Scoring(
                new ModelSource(model.toString(), card.getSavedModelSha256(), OperationRules.USUAL),
                batchSize,
                1 << 20,
                linger,
                BOUND);
    }

    public ScoringHarness open() throws Exception {
        flink.open();
        return this;
    }

    ScoringHarness restore(OperatorSubtaskState state) throws Exception {
        flink.initializeState(state);
        return open();
    }

    public void process(DecodedWindow... windows) throws Exception {
        for (DecodedWindow window : windows) {
            flink.processElement(new StreamRecord<>(window));
        }
    }

    public List<ScoredWindow> output() {
        return flink.extractOutputValues();
    }

    @Override
    public void close() {
        try {
            flink.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing the operator", e);
        }
    }
}
