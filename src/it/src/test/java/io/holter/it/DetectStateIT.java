// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.kafka.EmbeddedBroker;
import io.holter.job.Swings;
import io.holter.model.MeanModel;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What {@code detect} leaves to the next one, and what that one does when it cannot go on with it. */
class DetectStateIT {

    private static EmbeddedBroker broker;

    @TempDir
    private Path folder;

    private KafkaScenario scenario;
    private Path config;

    @BeforeAll
    static void start() throws IOException {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @BeforeEach
    void configure() throws Exception {
        scenario = new KafkaScenario(broker.bootstrap());
        Path model = folder.resolve("model");
        MeanModel.write(model, Swings.SHAPE);
        Properties settings = new Properties();
        settings.putAll(scenario.settings(model, "delivery", "exactly-once"));
        StringWriter text = new StringWriter();
        settings.store(text, null);
        // A name that some readers of paths and URIs would stumble over.
        Path directory = Files.createDirectory(folder.resolve("100 % mine"));
        config = Files.writeString(directory.resolve("holter.properties"), text.toString());
    }

    @Test
    void aSecondOneOnTheSameStateIsRefused() throws Exception {
        try (CommandProcess first = detect()) {
            first.awaitLine("watching");
            assertRefused(detect(), "the state of group 'holter-", "' is in use by process ", "; stop that one first");
            try (CommandProcess other = detect("--set", "kafka.group.id=another-" + scenario.hashCode())) {
                other.awaitLine("starts anew");
            }
        }
    }

    @Test
    void aRunToTheEndCommitsTheEndAndLeavesNoState() throws Exception {
        scenario.produce(300);
        String[] toTheEnd = {"--set", "source.stop-at-end=true"};
        for (int run = 0; run < 2; run++) {
            try (CommandProcess process = detect(toTheEnd)) {
                assertThat(process.exitCode()).as(process.output()).isZero();
                assertThat(process.output()).contains("starts anew");
            }
            assertThat(scenario.lag()).as("windows that the group has not read").isZero();
            scenario.assertAccountedFor();
            scenario.assertNothingTwice();
            scenario.produce(100);
        }
        assertThat(snapshots()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "holter.slow", matches = "true")
    void whatWasNotCompletedIsPassedOverAndWhatIsDamagedToo() throws Exception {
        runOnce();
        Path completed = snapshots().get(0);
        Path begun = Files.createDirectory(completed.resolveSibling("chk-900"));
        Files.writeString(begun.resolve("a1b2c3"), "half");
        Path damaged = Files.createDirectory(completed.resolveSibling("chk-901"));
        byte[] metadata = Files.readAllBytes(completed.resolve("_metadata"));
        Files.write(damaged.resolve("_metadata"), Arrays.copyOf(metadata, metadata.length / 2));
        try (CommandProcess process = detect()) {
            process.awaitLine("chk-900 was never completed: passed over");
            process.awaitLine(damaged + " is damaged (_metadata cannot be read: ");
            process.awaitLine("goes on from savepoint");
            scenario.produce(100);
            scenario.awaitAll();
            process.interrupt();
            assertThat(process.exitCode()).isZero();
        }
        assertThat(begun).doesNotExist();
        assertThat(completed.resolveSibling("left").resolve("chk-901")).exists();
        scenario.assertAccountedFor();
        scenario.assertNothingTwice();
    }

    @Test
    @EnabledIfSystemProperty(named = "holter.slow", matches = "true")
    void stateOfNothingButDamageEndsTheStartWithTheWayOut() throws Exception {
        runOnce();
        Path savepoint = snapshots().get(0);
        Files.write(savepoint.resolve("_metadata"), new byte[] {1, 2, 3});
        assertRefused(detect(), "expected a checkpoint to go on from (--fresh starts anew), found damaged ones only");
        try (CommandProcess process = detect("--fresh")) {
            process.awaitLine(
                    "starts anew and leaves the state that there was, in " + savepoint.resolveSibling("left"));
            process.awaitLine("starts anew, at source.start");
        }
        assertThat(savepoint.resolveSibling("left").resolve(savepoint.getFileName()))
                .exists();
    }

    @Test
    void stateOfAnotherJobIsRefusedAndKept() throws Exception {
        runOnce();
        List<Path> kept = snapshots();
        KafkaScenario other = new KafkaScenario(broker.bootstrap());
        assertRefused(
                detect("--set", "topics.windows=" + other.windows()),
                "expected state of a job on topic " + other.windows() + " (--fresh starts anew and leaves that state)",
                "found that of one on " + scenario.windows());
        assertRefused(
                detect("--set", "source.stop-at-end=true"),
                "expected state of a job with source.stop-at-end = true",
                "found that of one with source.stop-at-end = false");
        // Flink itself finds out, after the job was submitted.
        assertRefused(
                detect("--set", "flink.pipeline.max-parallelism=7"),
                "expected state that fits this job (--fresh starts anew and leaves that state), found one that does not");
        assertThat(snapshots()).containsExactlyElementsOf(kept);

        Path model = folder.resolve("other");
        MeanModel.write(model, Swings.SHAPE);
        try (CommandProcess process = detect("--set", "model=" + model)) {
            process.awaitLine("goes on from savepoint");
            scenario.produce(100);
            scenario.awaitAll();
        }
        scenario.assertAccountedFor();
        scenario.assertNothingTwice();
        scenario.recreateWindows();
        assertRefused(detect(), "found that of one on another topic of this name");
    }

    @Test
    @EnabledIfSystemProperty(named = "holter.slow", matches = "true")
    void stateDoesNotGrowFromLifeToLife() throws Exception {
        for (int life = 0; life < 4; life++) {
            try (CommandProcess process = detect()) {
                process.awaitLine("watching");
                long before = newest();
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> newest() >= before + 3);
                process.kill();
            }
            assertThat(snapshots()).as("after life %d", life).hasSizeLessThanOrEqualTo(5);
        }
    }

    private long newest() throws IOException {
        return snapshots().stream()
                .filter(path -> Files.exists(path.resolve("_metadata")))
                .map(path -> path.getFileName().toString())
                .filter(name -> name.startsWith("chk-"))
                .mapToLong(name -> Long.parseLong(name.substring("chk-".length())))
                .max()
                .orElse(0);
    }

    /** A life that ends in order, with a savepoint. */
    private void runOnce() throws Exception {
        try (CommandProcess process = detect()) {
            process.awaitLine("watching");
            scenario.produce(100);
            scenario.awaitAll();
            process.interrupt();
            assertThat(process.exitCode()).as(process.output()).isZero();
            assertThat(process.output()).contains("stopped at ");
        }
        assertThat(snapshots()).isNotEmpty();
    }

    private CommandProcess detect(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of("detect", "--config", config.toString()));
        command.addAll(List.of(more));
        return new CommandProcess(folder, command.toArray(new String[0]));
    }

    private static void assertRefused(CommandProcess process, String... parts) throws InterruptedException {
        try (process) {
            assertThat(process.exitCode()).as(process.output()).isEqualTo(1);
            assertThat(process.output()).contains(parts);
        }
    }

    /** Checkpoints and savepoints of the state's one job. */
    private List<Path> snapshots() throws IOException {
        Path state = config.resolveSibling("holter.properties.state");
        try (Stream<Path> files = Files.walk(state, 2)) {
            return files.filter(file -> file.getFileName().toString().matches("(chk|savepoint)-.*"))
                    .toList();
        }
    }
}
