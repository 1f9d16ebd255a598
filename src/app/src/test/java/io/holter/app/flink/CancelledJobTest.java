// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The page cancels nothing; whoever else reaches Flink may. */
@SuppressWarnings("try") // that close() may throw anything is how Flink declares it
class CancelledJobTest {

    @Test
    void aJobThatIsCancelledFromOutsideHasNotFinished() throws Exception {
        MiniClusterConfiguration small = new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build();
        try (MiniCluster cluster = new MiniCluster(small)) {
            cluster.start();
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
            environment.fromSequence(0, Long.MAX_VALUE).map(number -> number);
            JobGraph graph = environment.getStreamGraph().getJobGraph();
            cluster.submitJob(graph).get();
            RunningJob job = new RunningJob(
                    cluster, graph.getJobID(), cluster.getRestAddress().get());
            JobWatch watch = new JobWatch(job);
            Awaitility.await().until(() -> job.status() == JobStatus.RUNNING);
            assertThat(watch.hasFinished()).isFalse();
            cluster.cancelJob(graph.getJobID()).get();
            Awaitility.await().until(() -> job.status().isGloballyTerminalState());
            assertThatThrownBy(watch::hasFinished)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the job was cancelled from outside");
        }
    }
}
