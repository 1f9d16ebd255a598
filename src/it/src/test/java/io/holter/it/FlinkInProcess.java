// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import io.holter.job.HolterJob;
import io.holter.job.settings.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;

/** Flink with two task managers of one slot each, all in this process, and {@link HolterJob} on it. */
final class FlinkInProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MiniCluster cluster;
    private JobID job;

    FlinkInProcess(Path temporary) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("io.tmp.dirs", temporary.toString());
        configuration.setString("rest.bind-port", "0");
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(1)
                .build());
        cluster.start();
    }

    void submit(JobSettings settings) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(settings.flinkConfiguration());
        HolterJob.build(environment, settings);
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        job = graph.getJobID();
        cluster.submitJob(graph).get();
    }

    /** Waits for a bounded job. */
    void awaitEnd() throws Exception {
        JobResult result = cluster.requestJobResult(job).get();
        result.toJobExecutionResult(FlinkInProcess.class.getClassLoader());
    }

    /** Waits for checkpoints that are begun and completed from now on. */
    void awaitNextCheckpoint() {
        long completed = completedCheckpoints();
        // The next to be completed may have begun before.
        Awaitility.await().atMost(PATIENCE).until(() -> completedCheckpoints() >= completed + 2);
    }

    private long completedCheckpoints() {
        CheckpointStatsSnapshot statistics = graph().getCheckpointStatsSnapshot();
        return statistics == null ? 0 : statistics.getCounts().getNumberOfCompletedCheckpoints();
    }

    /** How often the job went back to a checkpoint. */
    long restored() {
        return graph().getCheckpointStatsSnapshot().getCounts().getNumberOfRestoredCheckpoints();
    }

    /** Ends a task manager with the tasks on it, and starts another. */
    void replaceTaskManager() throws Exception {
        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
    }

    void cancel() throws Exception {
        cluster.cancelJob(job).get();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> cluster.getJobStatus(job).get() == JobStatus.CANCELED);
    }

    private AccessExecutionGraph graph() {
        return cluster.getExecutionGraph(job).join();
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
