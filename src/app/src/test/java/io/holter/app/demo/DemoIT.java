// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.app.CommandLineRun;
import io.holter.app.process.StopSignal;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo from its first step to its last, on a real broker and a real Flink. */
class DemoIT {

    @TempDir
    Path directory;

    @AfterEach
    void leavesNoTemporaryDirectory() throws IOException {
        String ours = "holter-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(ours));
        }
    }

    @Test
    void generatedHeartbeatsAreAllAccountedFor() throws IOException {
        Path json = directory.resolve("summary.json");
        CommandLineRun run = CommandLineRun.of(
                "demo", "--for", "8s", "--rate", "300", "--series", "10", "--headless", "--json", json.toString());
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode summary = new ObjectMapper().readTree(json.toFile());
        assertThat(summary.fieldNames())
                .toIterable()
                .containsExactly(
                        "windows",
                        "alerts",
                        "rejects",
                        "precision",
                        "recall",
                        "windowsPerSecond",
                        "latencyMsP50",
                        "latencyMsP99");
        assertThat(summary.get("windows").asLong()).isGreaterThan(2000);
        assertThat(summary.get("precision").asDouble()).isGreaterThan(0.9);
        assertThat(summary.get("recall").asDouble()).isGreaterThan(0.9);
        assertThat(summary.get("rejects").asLong()).isPositive();
        assertThat(run.out().lines().filter(line -> line.contains("score ")))
                .hasSize(summary.get("alerts").asInt());
        String rejects = summary.get("rejects").asText();
        assertThat(run.out()).contains("rejects    " + rejects + " of " + rejects + " corrupt records sent");
        assertThat(run.err()).contains("Kafka    localhost:").doesNotContain("epoch");
    }

    @Test
    void windowsOfAFileAreSplitAndReplayed() throws IOException {
        Path file = Files.write(directory.resolve("waves.csv"), waves(400, 40));
        CommandLineRun run = CommandLineRun.of(
                "demo", "--data", file.toString(), "--label", "last", "--normal", "1", "--rate", "1000");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("windows +200,")
                .containsPattern("precision +[0-9.]+:")
                .containsPattern("recall +[0-9.]+:");
    }

    @Test
    void endsWithWhatThereIsWhenItIsToStop() throws Exception {
        StopSignal stop = new StopSignal();
        StringWriter out = new StringWriter();
        CompletableFuture<CommandLineRun> demo =
                CompletableFuture.supplyAsync(() -> CommandLineRun.of(stop, out, "demo", "--for", "10m"));
        Awaitility.await()
                .atMost(2, TimeUnit.MINUTES)
                .until(() -> out.toString().contains("score ") || demo.isDone());
        stop.request();
        CommandLineRun run = demo.get(20, TimeUnit.SECONDS);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("windows +[1-9]");
    }

    /** Sines of random phase, labelled 1, and among them square waves, labelled 0. */
    private static Iterable<String> waves(int count, int abnormal) {
        Random random = new Random(1);
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> {
                    boolean square = i % (count / abnormal) == 0;
                    double phase = random.nextDouble();
                    StringBuilder row = new StringBuilder();
                    for (int t = 0; t < 64; t++) {
                        double wave = Math.sin(2 * Math.PI * (t / 64.0 + phase)) + 0.05 * random.nextGaussian();
                        row.append(square ? Math.signum(wave) : wave).append(',');
                    }
                    return row.append(square ? 0 : 1).toString();
                })
                .toList();
    }
}
