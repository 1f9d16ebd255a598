// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.job.settings.JobSettings;
import io.holter.model.MeanModel;
import io.holter.schemas.Alert;
import io.holter.schemas.Reject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A failure in mid-stream, between two checkpoints, with a half-full buffer at each: the restarted job gives out the
 * same alerts and rejects as one that never failed. What comes twice has the same id.
 */
class RecoveryTest {

    private static final int RECORDS = 600;

    /** In the middle between two checkpoints. */
    private static final long FAIL_AT = 4 * FailingSource.PER_CHECKPOINT + FailingSource.PER_CHECKPOINT / 2;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    @TempDir
    private Path model;

    @BeforeEach
    void writeModel() throws Exception {
        MeanModel.write(model, Swings.SHAPE);
    }

    @Test
    void aFailureBeforeTheBufferLosesNothing() throws Exception {
        FailingSource source = new FailingSource(RECORDS, FAIL_AT);
        RecordingSink<Alert> alerts = new RecordingSink<>();
        assertSameAsWithoutFailure(source, alerts);
        assertRestartedFromACheckpoint(source);
    }

    @Test
    void aFailureBehindTheJudgeLosesNothing() throws Exception {
        FailingSource source = new FailingSource(RECORDS, -1);
        RecordingSink<Alert> alerts =
                new RecordingSink<>(Traffic.alarming((int) FAIL_AT).size());
        assertSameAsWithoutFailure(source, alerts);
        assertThat(alerts.failed()).isTrue();
        assertRestartedFromACheckpoint(source);
    }

    private void assertSameAsWithoutFailure(FailingSource source, RecordingSink<Alert> alerts) throws Exception {
        RecordingSink<Alert> undisturbed = new RecordingSink<>();
        RecordingSink<Reject> undisturbedRejects = new RecordingSink<>();
        run(new FailingSource(RECORDS, -1), undisturbed, undisturbedRejects);
        assertThat(undisturbed.arrived()).hasSize(Traffic.alarming(RECORDS).size());

        RecordingSink<Reject> rejects = new RecordingSink<>();
        run(source, alerts, rejects);
        assertThat(byId(alerts.arrived())).isEqualTo(byId(undisturbed.arrived()));
        assertThat(offsets(rejects))
                .isEqualTo(offsets(undisturbedRejects))
                .containsExactlyElementsOf(Traffic.corrupt(RECORDS));
    }

    private void run(FailingSource source, RecordingSink<Alert> alerts, RecordingSink<Reject> rejects)
            throws Exception {
        JobSettings settings = TestSettings.of(
                model,
                "parallelism",
                "2",
                // Only size, barriers and the end flush; 7 does not divide the records between two barriers.
                "batch.size",
                "7",
                "batch.linger",
                "1 h",
                "threshold.half-life",
                "10",
                "checkpoint.interval",
                "20 ms",
                "flink.restart-strategy.type",
                "fixed-delay",
                "flink.restart-strategy.fixed-delay.attempts",
                "1",
                "flink.restart-strategy.fixed-delay.delay",
                "0 ms");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        Topology topology = Topology.build(source.records(environment), settings);
        topology.alerts().sinkTo(alerts);
        topology.rejects().sinkTo(rejects);
        environment.execute();
    }

    /** Not from the beginning: then state and barriers would have played no part. */
    private static void assertRestartedFromACheckpoint(FailingSource source) {
        List<Long> read = new ArrayList<>();
        source.read().forEach(read::add);
        List<Long> again = new ArrayList<>();
        for (int i = 1; i < read.size(); i++) {
            if (read.get(i) <= read.get(i - 1)) {
                again.add(read.get(i));
            }
        }
        assertThat(again).hasSize(1);
        assertThat(again.get(0)).isPositive();
        assertThat(StreamSupport.stream(source.read().spliterator(), false).distinct())
                .hasSize(RECORDS);
    }

    /** By id, without the time of detection; fails where two of the same id differ in anything else. */
    private static Map<String, Alert> byId(Collection<Alert> alerts) {
        return alerts.stream()
                .map(alert -> Alert.newBuilder(alert).setDetected(Instant.EPOCH).build())
                .collect(Collectors.toMap(
                        Alert::getId,
                        alert -> alert,
                        (one, other) -> {
                            assertThat(other).isEqualTo(one);
                            return one;
                        },
                        TreeMap::new));
    }

    private static TreeSet<Long> offsets(RecordingSink<Reject> rejects) {
        return rejects.arrived().stream()
                .map(reject -> reject.getOrigin().getOffset())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
