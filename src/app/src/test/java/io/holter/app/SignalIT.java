// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.flink.ListeningSockets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Commands as processes of their own, ended by a signal: what is left is nothing. */
@DisabledOnOs(OS.WINDOWS)
class SignalIT {

    private Process process;

    @AfterEach
    void leavesNothing() throws IOException {
        process.destroyForcibly();
        String theirs = "holter-" + process.pid() + "-";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(theirs));
        }
    }

    @Test
    void aBrokerEndsWithSuccess() throws Exception {
        start("broker");
        awaitOutput("localhost:");
        assertListensOnLoopbackAlone();
        process.toHandle().destroy();
        assertThat(exitCode()).isZero();
    }

    @Test
    void aBrokerEndsWithItsInput() throws Exception {
        start("broker", "--until-input-ends");
        awaitOutput("localhost:");
        process.getOutputStream().close();
        assertThat(exitCode()).isZero();
    }

    @Test
    void aDemoThatHasHardlyBegunEndsAsInterrupted() throws Exception {
        start("demo");
        awaitOutput("starting a Kafka broker");
        process.toHandle().destroy();
        assertThat(exitCode()).isEqualTo(130);
    }

    @Test
    void aDemoInTheMiddleEndsWithASummary() throws Exception {
        start("demo", "--for", "10m");
        awaitOutput("score ");
        assertListensOnLoopbackAlone();
        process.toHandle().destroy();
        awaitOutput("recall ");
        assertThat(exitCode()).isZero();
    }

    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** As Linux lists its sockets. */
    private void assertListensOnLoopbackAlone() throws IOException {
        if (Files.exists(Path.of("/proc/self/net/tcp"))) {
            assertThat(ListeningSockets.of(process.pid()))
                    .isNotEmpty()
                    .allMatch(ListeningSockets.Listening::onLoopback);
        }
    }

    private void awaitOutput(String expected) throws IOException {
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.contains(expected)) {
            line = output.readLine();
        }
        assertThat(line).as("output").contains(expected);
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ends in time").isTrue();
        return process.exitValue();
    }
}
