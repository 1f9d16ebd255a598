// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.CommandLineRun;
import io.holter.app.kafka.EmbeddedBroker;
import io.holter.app.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends {@code detect} before it starts, in one line. */
class DetectLimitsIT {

    private static EmbeddedBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start();
        Map<String, String> client = Map.of("bootstrap.servers", broker.bootstrap());
        Topics.create(client, List.of("holter.windows", "holter.alerts", "holter.rejects", "small"), 1);
        try (Admin admin = Admin.create(Map.copyOf(client))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "small");
            ConfigEntry limit = new ConfigEntry("max.message.bytes", "3000");
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void aTopicThatHoldsNoAlert() throws IOException {
        assertRefused(
                "topics.rejects=small",
                "topic small: expected max.message.bytes of 8192 or more, to hold an alert or a reject, found 3000");
    }

    @Test
    void transactionsThatTheBrokersDoNotAllow() throws IOException {
        assertRefused(
                "kafka.transaction.timeout.ms=1000000",
                "the brokers: expected transaction.max.timeout.ms of 1000000 or more, or a lower"
                        + " kafka.transaction.timeout.ms, for exactly-once delivery, found 900000");
        assertRefused(
                "kafka.transaction.timeout.ms=long",
                folder.resolve("holter.properties")
                        + ": kafka.transaction.timeout.ms: expected a whole number, found another value");
    }

    private void assertRefused(String setting, String message) throws IOException {
        Path config = Files.writeString(
                folder.resolve("holter.properties"),
                "kafka.bootstrap.servers = " + broker.bootstrap() + "\nmodel = none\ndelivery = exactly-once\n");
        CommandLineRun run = CommandLineRun.of("detect", "--config", config.toString(), "--set", setting);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("holter: " + message + System.lineSeparator());
    }
}
