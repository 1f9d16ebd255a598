// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.app.process.StopSignal;
import io.holter.core.file.FileTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a job before it ends. */
class JobWatchIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private EmbeddedFlink flink;

    @BeforeEach
    void start() throws IOException {
        flink = EmbeddedFlink.start(Files.createDirectory(folder.resolve("flink")), 1);
    }

    @AfterEach
    void stop() throws IOException {
        flink.close();
    }

    @Test
    void checkpointsThatFailAreSaidOnceAndThatTheyAreOver() throws Exception {
        Path checkpoints = folder.resolve("checkpoints");
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(Configuration.fromMap(Map.of(
                "execution.checkpointing.interval",
                "50 ms",
                "execution.checkpointing.storage",
                "filesystem",
                "execution.checkpointing.dir",
                checkpoints.toUri().toString(),
                "execution.checkpointing.tolerable-failed-checkpoints",
                Integer.toString(Integer.MAX_VALUE))));
        // A source that says nothing.
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment
                    .socketTextStream(silent.getInetAddress().getHostAddress(), silent.getLocalPort())
                    .print();
            RunningJob job = flink.submit(environment);
            job.awaitRunning(PATIENCE, new StopSignal());
            JobWatch watch = new JobWatch(job);
            Awaitility.await().atMost(PATIENCE).until(() -> job.checkpoints().lastCompleted() >= 0);
            assertThat(watch.news()).isEmpty();

            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                FileTree.delete(checkpoints);
                Files.createFile(checkpoints);
                return true;
            });
            List<String> said = new ArrayList<>();
            Awaitility.await().atMost(PATIENCE).until(() -> {
                said.addAll(watch.news());
                return !said.isEmpty()
                        && job.checkpoints().lastFailed() > job.checkpoints().lastCompleted() + 5;
            });
            assertThat(said)
                    .singleElement()
                    .asString()
                    .startsWith("checkpoint ")
                    .endsWith(" The job ends if none is completed within checkpoint.tolerate-failures-for");

            Files.delete(checkpoints);
            Awaitility.await().atMost(PATIENCE).until(() -> {
                said.addAll(watch.news());
                return said.size() > 1;
            });
            assertThat(said).last().isEqualTo("checkpoints are completed again");
        }
    }

    @Test
    void memoryThatIsAtItsEndIsNoReasonToStartAgain() throws Exception {
        StreamExecutionEnvironment environment =
                new StreamExecutionEnvironment(Configuration.fromMap(Map.of("restart-strategy.type", "none")));
        environment
                .fromData(1)
                .map(one -> {
                    if (one == 1) {
                        throw new OutOfMemoryError("Java heap space. There is more to say");
                    }
                    return one;
                })
                .returns(Types.INT)
                .print();
        RunningJob job = flink.submit(environment);
        Awaitility.await().atMost(PATIENCE).until(() -> job.failure().isPresent());
        assertThatThrownBy(() -> new JobWatch(job).requireMemory(job.failure().orElseThrow()))
                .isInstanceOf(IOException.class)
                .hasMessage("the job ran out of memory (Java heap space): give it more memory, such as"
                        + " HOLTER_JAVA_OPTS=-Xmx4g, or forget silent series sooner, series.expire-after");
    }
}
