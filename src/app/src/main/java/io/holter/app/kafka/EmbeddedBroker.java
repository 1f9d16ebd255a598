// SPDX-License-Identifier: Apache-2.0
package io.holter.app.kafka;

import io.holter.app.process.TemporaryDirectory;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker and its controller inside this process, alone in their cluster, on free ports of the loopback
 * interface, with all files in a directory of their own. Topics are not created by themselves.
 */
public final class EmbeddedBroker implements Closeable {

    private static final String HOST = "localhost";

    private final String bootstrap;
    private final KafkaRaftServer server;
    private final TemporaryDirectory directory;

    private EmbeddedBroker(String bootstrap, KafkaRaftServer server, TemporaryDirectory directory) {
        this.bootstrap = bootstrap;
        this.server = server;
        this.directory = directory;
    }

    /**
     * Formats the storage and starts broker and controller; returns when clients can connect, in about 3 s.
     *
     * @throws IOException if the storage cannot be written or the server does not start
     */
    public static EmbeddedBroker start() throws IOException {
        TemporaryDirectory directory = TemporaryDirectory.create();
        try {
            int[] ports = freePorts();
            Properties properties = properties(ports[0], ports[1], directory.inside("data"));
            format(properties, directory.path());
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException e) {
                server.shutdown();
                throw new IOException("the embedded Kafka broker does not start: " + e.getMessage(), e);
            }
            return new EmbeddedBroker(HOST + ":" + ports[0], server, directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Where clients connect: host:port. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Where its files are until it is closed. */
    Path directory() {
        return directory.path();
    }

    /** Stops the server and deletes its files. */
    @Override
    public void close() throws IOException {
        server.shutdown();
        server.awaitShutdown();
        directory.close();
    }

    /** Both at once, so that they differ. */
    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback)) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }

    private static Properties properties(int brokerPort, int controllerPort, Path data) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        p.setProperty(
                "listeners", "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, brokerPort, HOST, controllerPort));
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("log.dirs", data.toString());
        p.setProperty("auto.create.topics.enable", "false");
        // One node: every internal topic has one replica, and as few partitions as do, since each is a file to open.
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.setProperty(topic + ".replication.factor", "1");
            p.setProperty(topic + ".num.partitions", "1");
        }
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        // The default, 128 MiB, is half of a small heap; nothing here is compacted but a few offsets.
        p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(2 * 1024 * 1024));
        // Nobody takes over from this broker, so there is nothing to hand over when it stops.
        p.setProperty("controlled.shutdown.enable", "false");
        return p;
    }

    private static void format(Properties properties, Path directory) throws IOException {
        Path file = directory.resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = StorageTool.execute(
                new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IOException("cannot format the embedded Kafka broker's storage: "
                    + said.toString(StandardCharsets.UTF_8).strip());
        }
    }
}
