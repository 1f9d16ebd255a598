package io.holter.job;

import static org.awaitility.Awaitility.await;

import io.holter.job.settings.JobSettings;
import io.holter.model.MeanModel;
import io.holter.schemas.Alert;
import io.holter.schemas.Reject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Writes a savepoint of this revision, to be frozen beside those in {@code src/test/resources/savepoints}. It is of the
 * real topology over the first {@value FailingSource#PER_CHECKPOINT} records of {@link Traffic}, all of them judged and
 * none more. No part of the build: README.md there says how to run it.
 */
class SavepointWriter {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(1)
                    .build());

    @Test
    @EnabledIfSystemProperty(named = "holter.savepoint", matches = ".+")
    void writeSavepoint(@InjectMiniCluster MiniCluster cluster) throws Exception {
        Path folder = Path.of(System.getProperty("holter.savepoint"));
        Path model = folder.resolve("model");
        if (Files.notExists(model)) {
            MeanModel.write(model, Swings.SHAPE);
        }
        JobSettings settings = settings(model);
        // The source pauses until the first checkpoint, which is the savepoint.
        FailingSource source = new FailingSource(10 * FailingSource.PER_CHECKPOINT, -1);
        StreamExecutionEnvironment environment = build(source, settings, new RecordingSink<>());
        JobClient job = environment.executeAsync();
        await().until(() ->
                StreamSupport.stream(source.read().spliterator(), false).count() == FailingSource.PER_CHECKPOINT);
        CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
        job.stopWithSavepoint(false, folder.toString(), SavepointFormatType.CANONICAL)
                .get();
        job.getJobExecutionResult().get();
    }

    /** The job that savepoints are written of and restored to. */
    static StreamExecutionEnvironment build(FailingSource source, JobSettings settings, RecordingSink<Alert> alerts)
            throws IOException {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        Topology topology = Topology.build(source.records(environment), settings);
        topology.alerts().sinkTo(alerts).uid("alerts");
        topology.rejects().sinkTo(new RecordingSink<Reject>()).uid("rejects");
        return environment;
    }

    /** A rolling threshold that has moved away from the card within the savepoint's records. */
    static JobSettings settings(Path model, String... more) {
        String[] fixed = {"threshold.half-life", "5", "batch.linger", "1 h", "checkpoint.interval", "1 h"};
        String[] all = new String[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return TestSettings.of(model, all);
    }
}
