// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holter.data.Heartbeats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A training that is told to stop, as by Ctrl-C, leaves nothing behind. */
class InterruptedTrainingIT {

    @TempDir
    private Path folder;

    /** A process of its own, so that it can be stopped. */
    static final class TrainingProcess {
        private TrainingProcess() {}

        public static void main(String[] arguments) {
            System.exit(new CommandLine(new CommandRun.Holter()).execute(arguments));
        }
    }

    @Test
    void leavesNothing() throws Exception {
        Path beats = Heartbeats.write(folder.resolve("beats.csv"), 500, 1);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingProcess.class.getName(),
                        "train",
                        "--data",
                        beats.toString(),
                        "--model",
                        folder.resolve("deep/model").toString(),
                        "--epochs",
                        "10000")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            // The first tenth of the epochs is over in some seconds, all of them are not.
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.readString(log).contains("epoch "));
            assertThat(folder.resolve("deep")).isNotEmptyDirectory();
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(log)).doesNotContain("10000/10000");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(beats, log);
        }
    }
}
