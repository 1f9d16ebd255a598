// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A command in a process of its own, which ends with this object. */
final class CommandProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    /** @param temporary for its temporary files: a process that is killed leaves them */
    CommandProcess(Path temporary, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        reader = new Thread(this::read, "output of " + arguments[0]);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader in = process.inputReader()) {
            in.lines().forEach(output::add);
        } catch (IOException e) {
            // the process was killed
        }
    }

    /** Waits for a line with a text in it. */
    String awaitLine(String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> line(text).isPresent() || !process.isAlive() && !reader.isAlive());
        return line(text).orElseThrow(() -> new AssertionError("no line with '" + text + "' in " + output));
    }

    private Optional<String> line(String text) {
        return output.stream().filter(line -> line.contains(text)).findFirst();
    }

    /** Everything that it has said. */
    String output() {
        return String.join("\n", output);
    }

    /** Asks it to end, as Ctrl-C does. */
    void interrupt() {
        process.toHandle().destroy();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ends; until now it said %s", output)
                .isTrue();
        reader.join();
        return process.exitValue();
    }

    /** Ends it on the spot, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        interrupt();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
