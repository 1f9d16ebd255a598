// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import io.holter.core.threshold.ThresholdPolicy;
import io.holter.job.Swings;
import io.holter.job.alert.AlertComposer;
import io.holter.job.score.Evidence;
import io.holter.job.score.ScoredWindow;
import io.holter.schemas.Alert;
import io.holter.schemas.Origin;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The judge on Flink's keyed harness. */
final class JudgeHarness implements AutoCloseable {

    /** Where a job may keep its state. */
    enum Backend {
        HEAP {
            @Override
            StateBackend create() {
                return new HashMapStateBackend();
            }
        },
        ROCKSDB {
            @Override
            StateBackend create() {
                return new EmbeddedRocksDBStateBackend();
            }
        };

        abstract StateBackend create();
    }

    static final Duration EXPIRE_AFTER = Duration.ofHours(8);
    static final Duration TOLERANCE = Duration.ofMinutes(10);

    final JudgeFunction<?> judge;
    final KeyedOneInputStreamOperatorTestHarness<String, ScoredWindow, Alert> flink;

    /** @param classes class loader of the job, which finds the policy's state */
    JudgeHarness(Backend backend, ThresholdPolicy<?> policy, ClassLoader classes) throws Exception {
        AlertComposer composer = new AlertComposer(
                "mean", "1", "ab".repeat(32), 0, Swings.SHAPE.channels(), policy.name(), policy.toString());
        judge = new JudgeFunction<>(policy, composer, EXPIRE_AFTER);
        flink = new KeyedOneInputStreamOperatorTestHarness<>(
                new JudgeOperator<>(judge, new CheckpointTolerance(TOLERANCE, "the disk")),
                ScoredWindow::series,
                Types.STRING,
                new MockEnvironmentBuilder()
                        .setTaskName("judge")
                        .setManagedMemorySize(64 << 20)
                        .setMaxParallelism(16)
                        .setUserCodeClassLoader(classes)
                        .build());
        flink.setStateBackend(backend.create());
        flink.setup(TypeInformation.of(Alert.class)
                .createSerializer(flink.getExecutionConfig().getSerializerConfig()));
    }

    static JudgeHarness open(Backend backend, ThresholdPolicy<?> policy) throws Exception {
        return restore(backend, policy, null);
    }

    static JudgeHarness restore(Backend backend, ThresholdPolicy<?> policy, OperatorSubtaskState state)
            throws Exception {
        JudgeHarness harness = new JudgeHarness(backend, policy, JudgeHarness.class.getClassLoader());
        harness.open(state);
        return harness;
    }

    void open(OperatorSubtaskState state) throws Exception {
        if (state != null) {
            flink.initializeState(state);
        }
        flink.open();
    }

    void process(List<ScoredWindow> windows) throws Exception {
        for (ScoredWindow window : windows) {
            flink.processElement(new StreamRecord<>(window));
        }
    }

    OperatorSubtaskState snapshot() throws Exception {
        return flink.snapshot(1, 1);
    }

    /** What was alerted so far, without the time of detection. */
    List<Verdict> verdicts() {
        return flink.extractOutputValues().stream()
                .map(alert -> new Verdict(
                        alert.getId(), alert.getSeries(), alert.getStart().toEpochMilli(), alert.getThreshold()))
                .toList();
    }

    /** An alert by what the state decides. */
    record Verdict(String id, String series, long startMillis, double threshold) {}

    /** A window with this score; its evidence is there as the scoring operator would bring it. */
    static ScoredWindow scored(String series, long startMillis, double score, double bound) {
        return scored(series, startMillis, score, 1, bound);
    }

    /** As {@link #scored(String, long, double, double)}, by a model. */
    static ScoredWindow scored(String series, long startMillis, double score, long model, double bound) {
        float[] expected = new float[Swings.SHAPE.size()];
        Arrays.fill(expected, Swings.MEAN);
        Evidence evidence = !(score <= bound)
                ? new Evidence(
                        250,
                        Swings.values((float) (2 * Math.sqrt(score))),
                        expected,
                        new float[] {(float) score, (float) score},
                        Map.of(),
                        new Origin("holter.windows", 0, startMillis))
                : null;
        return new ScoredWindow(series, startMillis, score, model, evidence);
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
