// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holter.app.kafka.EmbeddedBroker;
import io.holter.job.Swings;
import io.holter.model.MeanModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a real cluster of processes, one of which dies on the way. */
class StandaloneClusterIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void aTaskManagerThatIsKilledTakesNothingWithIt() throws Exception {
        Path model = folder.resolve("model");
        MeanModel.write(model, Swings.SHAPE);
        Path directory = Files.createDirectories(folder.resolve("cluster"));
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                StandaloneCluster cluster = new StandaloneCluster(directory)) {
            try {
                killOneOnTheWay(new KafkaScenario(broker.bootstrap()), cluster, model);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + cluster.logs(), e);
            }
        }
    }

    private void killOneOnTheWay(KafkaScenario scenario, StandaloneCluster cluster, Path model) throws Exception {
        cluster.startTaskManager();
        cluster.startTaskManager();
        FlinkRest flink = new FlinkRest(cluster.rest());
        await().atMost(PATIENCE).until(() -> {
            cluster.requireAlive();
            return flink.taskManagers() == 2;
        });

        // Two subtasks and two slots in two processes: whichever dies, half the job dies with it.
        Path configuration = configurationFile(scenario.settings(model, "flink.restart-strategy.type", "fixed-delay"));
        String job = flink.run(
                ClusterJars.job(),
                List.of(
                        "--config",
                        configuration.toString(),
                        "--set",
                        "parallelism=2",
                        "--set",
                        "flink.restart-strategy.fixed-delay.attempts=100",
                        "--set",
                        "flink.restart-strategy.fixed-delay.delay=500 ms"));
        scenario.produce(500);
        scenario.awaitAll();
        int completed = flink.checkpoints(job, "completed");
        await().atMost(PATIENCE).until(() -> flink.checkpoints(job, "completed") >= completed + 2);

        // Some of these are judged since the last checkpoint, some while there is nobody.
        scenario.produce(500);
        cluster.killTaskManager(0);
        scenario.produce(500);
        await().atMost(PATIENCE).until(() -> !flink.allRun(job));
        cluster.startTaskManager();
        await().atMost(PATIENCE).until(() -> flink.allRun(job));
        scenario.produce(500);
        scenario.awaitAll();

        assertThat(flink.checkpoints(job, "restored")).isPositive();
        assertThat(flink.state(job)).isEqualTo("RUNNING");
        scenario.assertAccountedFor();
    }

    private Path configurationFile(Map<String, String> settings) throws Exception {
        String lines = new TreeMap<>(settings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                        .collect(Collectors.joining());
        return Files.writeString(folder.resolve("job.properties"), lines);
    }
}
