// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process beside this one, with the same class path and options, spoken to line by line. It ends when its
 * standard input does: with this process at the latest.
 */
final class ChildProcess implements Closeable {

    private static final int CLOSE_WITHIN_SECONDS = 15;

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /**
     * Starts a process.
     *
     * @param name what to call it in an error
     * @param mainAndArguments main class and its arguments
     */
    static ChildProcess start(String name, List<String> mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(mainAndArguments);
        try {
            return new ChildProcess(
                    name,
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("the process of " + name + " does not start", e);
        }
    }

    /** The next line that it prints. */
    String readLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the process of " + name + " ended before its time");
        }
        return line;
    }

    /** Sends a line and returns the next that it prints. */
    String ask(String question) throws IOException {
        in.write(question + "\n");
        in.flush();
        return readLine();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
