// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import io.holter.job.settings.JobSettings;
import io.holter.schemas.Alert;
import io.holter.schemas.Reject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;

/**
 * Writes the savepoints that {@link SavepointTest} opens: of a job on {@link Traffic} that has read {@link
 * FailingSource#PER_CHECKPOINT} records and waits for a checkpoint. To freeze one more, run {@link #main} with the
 * model's directory and an empty one; state this small lies in the one file {@code _metadata}.
 */
final class SavepointFixture {

    /** Records of the whole traffic. */
    static final int RECORDS = 600;

    private SavepointFixture() {}

    /** Settings of the job, then and now. */
    static JobSettings settings(Path model, String... more) {
        String[] own = {
            "batch.size", "7", "batch.linger", "1 ms", "threshold.half-life", "10", "checkpoint.interval", "1 h"
        };
        String[] all = Arrays.copyOf(own, own.length + more.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        return TestSettings.of(model, all);
    }

    public static void main(String[] args) throws Exception {
        JobSettings settings = settings(Path.of(args[0]));
        MiniClusterConfiguration cluster = new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration().set(RestOptions.BIND_PORT, "0"))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build();
        MiniCluster flink = new MiniCluster(cluster);
        try {
            flink.start();
            Configuration configuration = settings.flinkConfiguration();
            configuration.setString("execution.target", "remote");
            configuration.set(RestOptions.ADDRESS, "localhost");
            configuration.set(RestOptions.PORT, flink.getRestAddress().get().getPort());
            StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
            FailingSource source = new FailingSource(RECORDS, -1);
            Topology topology = Topology.build(source.records(environment), settings);
            topology.alerts().sinkTo(new RecordingSink<Alert>());
            topology.rejects().sinkTo(new RecordingSink<Reject>());
            JobClient job = environment.executeAsync();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> StreamSupport.stream(source.read().spliterator(), false)
                                    .count()
                            == FailingSource.PER_CHECKPOINT);
            // Refused as long as a task is not up.
            String savepoint = Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(
                            () -> job.triggerSavepoint(args[1], SavepointFormatType.CANONICAL)
                                    .get(),
                            Objects::nonNull);
            System.out.println(savepoint);
            job.cancel().get();
        } finally {
            flink.closeAsync().get();
        }
    }
}
