// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.data.kafka.ClientProperties;
import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which brokers, and how to speak to them: for every command that connects by itself. */
@Under(Heading.KAFKA)
final class KafkaOptions {

    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT",
            converter = Values.Bootstrap.class,
            description = "Kafka brokers, separated by commas.")
    private String bootstrap;

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description =
                    "Properties of Kafka's client, such as those for TLS and SASL, as Kafka's own tools take them."
                            + " default.api.timeout.ms says how long to wait for a broker; default 10000.")
    private String properties;

    /** Properties of the client, {@code bootstrap.servers} among them. */
    Map<String, String> client() throws IOException {
        Map<String, String> client = new LinkedHashMap<>();
        if (properties != null) {
            client.putAll(ClientProperties.read(properties));
        }
        client.put("bootstrap.servers", bootstrap);
        return client;
    }
}
