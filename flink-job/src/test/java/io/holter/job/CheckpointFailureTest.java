// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.job.settings.JobSettings;
import io.holter.model.MeanModel;
import io.holter.schemas.Alert;
import io.holter.schemas.Reject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where checkpoints cannot be written, as on a full disk: a file stands where their directory was. */
class CheckpointFailureTest {

    /** A hundred checkpoints, or 2 s, so that the obstacle is always there before the last. */
    private static final int RECORDS = 100 * FailingSource.PER_CHECKPOINT;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(1)
                    .build());

    @TempDir
    private Path folder;

    private Path model;
    private Path checkpoints;
    private final FailingSource source = new FailingSource(RECORDS, -1);

    @BeforeEach
    void writeModel() throws Exception {
        model = folder.resolve("model");
        MeanModel.write(model, Swings.SHAPE);
        checkpoints = folder.resolve("checkpoints");
    }

    @Test
    void theJobEndsOnceWithoutStartingAgain() throws Exception {
        JobClient job = start("500 ms");
        awaitRead(2 * FailingSource.PER_CHECKPOINT);
        obstruct();
        assertThatThrownBy(() -> job.getJobExecutionResult().get())
                .hasRootCauseInstanceOf(IOException.class)
                .rootCause()
                .hasMessageStartingWith("no checkpoint was completed for ")
                .hasMessageEndingWith(" failed: look at checkpoint.directory, " + checkpoints.toUri());
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
        // A restart would have read from the last checkpoint on again.
        assertThat(StreamSupport.stream(source.read().spliterator(), false)).doesNotHaveDuplicates();
    }

    @Test
    void aDiskThatIsClearedInTimeCostsNothing(@InjectMiniCluster MiniCluster cluster) throws Exception {
        JobClient job = start("10 min");
        awaitRead(2 * FailingSource.PER_CHECKPOINT);
        obstruct();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> cluster.getExecutionGraph(job.getJobID())
                                .get()
                                .getCheckpointStatsSnapshot()
                                .getCounts()
                                .getNumberOfFailedCheckpoints()
                        > 2);
        Files.delete(checkpoints);
        job.getJobExecutionResult().get();
        assertThat(StreamSupport.stream(source.read().spliterator(), false))
                .hasSize(RECORDS)
                .doesNotHaveDuplicates();
    }

    private JobClient start(String tolerance) throws Exception {
        JobSettings settings = TestSettings.of(
                model,
                "checkpoint.interval",
                "20 ms",
                "checkpoint.directory",
                checkpoints.toUri().toString(),
                "checkpoint.tolerate-failures-for",
                tolerance);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        Topology topology = Topology.build(source.records(environment), settings);
        topology.alerts().sinkTo(new RecordingSink<Alert>());
        topology.rejects().sinkTo(new RecordingSink<Reject>());
        return environment.executeAsync();
    }

    private void obstruct() {
        // A checkpoint that begins between the two steps makes the directory again.
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .ignoreExceptions()
                .until(() -> {
                    Files.move(checkpoints, folder.resolve("away-" + System.nanoTime()));
                    Files.createFile(checkpoints);
                    return true;
                });
    }

    private void awaitRead(int records) {
        Awaitility.await().atMost(PATIENCE).until(() -> read() >= records);
    }

    private long read() {
        return StreamSupport.stream(source.read().spliterator(), false).count();
    }
}
