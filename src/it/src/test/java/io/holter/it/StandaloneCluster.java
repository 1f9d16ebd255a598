// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A standalone Flink cluster: a JobManager and TaskManagers of one slot each, every one a Java process of its own,
 * started with the jars of {@link ClusterJars} from a configuration directory as Flink's scripts would. They end with
 * this object, or with this process.
 */
final class StandaloneCluster implements AutoCloseable {

    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final int LOG_LINES = 60;

    private final Path directory;
    private final URI rest;
    private final List<Process> processes = new ArrayList<>();
    private final List<Process> taskManagers = new ArrayList<>();
    private final List<Process> killed = new ArrayList<>();
    private final Thread atExit = new Thread(this::killAll);

    /**
     * Starts the JobManager.
     *
     * @param directory empty directory for configuration, logs, checkpoints and temporary files
     */
    StandaloneCluster(Path directory) throws IOException {
        this.directory = directory;
        int[] ports = freePorts();
        this.rest = URI.create("http://localhost:" + ports[1]);
        Files.writeString(directory.resolve("config.yaml"), configuration(ports[0], ports[1], ports[2]));
        Files.writeString(
                directory.resolve("log4j2.properties"),
                """
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} %m%n
                rootLogger.level = info
                rootLogger.appenderRef.console.ref = console
                """);
        Runtime.getRuntime().addShutdownHook(atExit);
        start(JOB_MANAGER, "jobmanager");
    }

    /** Address of the REST interface. */
    URI rest() {
        return rest;
    }

    /** Where the cluster's checkpoints lie. */
    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    /** Starts another TaskManager. */
    void startTaskManager() throws IOException {
        taskManagers.add(start(TASK_MANAGER, "taskmanager-" + taskManagers.size()));
    }

    /** Fails where a process has ended that nobody killed. */
    void requireAlive() {
        for (Process process : processes) {
            if (!process.isAlive() && !killed.contains(process)) {
                throw new IllegalStateException("a process of the cluster ended by itself: " + process.info());
            }
        }
    }

    /** Ends a TaskManager with -9, which leaves it no time for anything. */
    void killTaskManager(int index) throws InterruptedException {
        Process process = taskManagers.get(index);
        killed.add(process);
        process.destroyForcibly().waitFor();
    }

    /** The last lines of every process's log. */
    String logs() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .map(StandaloneCluster::tail)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void killAll() {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Process start(String main, String name) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Dlog4j.configurationFile=" + directory.resolve("log4j2.properties"),
                "-cp",
                ClusterJars.classPath(),
                main,
                "--configDir",
                directory.toString());
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String configuration(int rpcPort, int restPort, int blobPort) throws IOException {
        return """
                jobmanager.rpc.address: localhost
                jobmanager.rpc.port: %d
                rest.address: localhost
                rest.bind-address: localhost
                rest.port: %d
                # Or the JobManager might take the free port of its own REST interface, which starts later, for this.
                blob.server.port: %d
                taskmanager.host: localhost
                taskmanager.numberOfTaskSlots: 1
                # Flink's scripts compute these from the size of the process.
                taskmanager.cpu.cores: 1
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.task.heap.size: 128m
                taskmanager.memory.task.off-heap.size: 64m
                taskmanager.memory.network.min: 32m
                taskmanager.memory.network.max: 32m
                taskmanager.memory.managed.size: 32m
                taskmanager.memory.jvm-metaspace.size: 192m
                taskmanager.memory.jvm-overhead.min: 128m
                taskmanager.memory.jvm-overhead.max: 128m
                execution.checkpointing.dir: %s
                # A TaskManager that does not answer is given up after seconds instead of a minute.
                heartbeat.interval: 1 s
                heartbeat.timeout: 20 s
                io.tmp.dirs: %s
                web.tmpdir: %s
                """
                .formatted(
                        rpcPort,
                        restPort,
                        blobPort,
                        checkpoints().toUri(),
                        Files.createDirectories(directory.resolve("tmp")),
                        Files.createDirectories(directory.resolve("web")));
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return "--- " + log.getFileName() + "\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All at once, so that they differ. */
    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback);
                ServerSocket third = new ServerSocket(0, 1, loopback)) {
            return new int[] {first.getLocalPort(), second.getLocalPort(), third.getLocalPort()};
        }
    }
}
