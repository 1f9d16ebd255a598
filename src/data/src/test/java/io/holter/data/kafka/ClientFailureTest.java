// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ClientFailureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What Kafka wraps twice is what helps; the line itself holds a password. */
    @Test
    void theInnermostCauseIsNamedWithItsPropertyAndWithoutItsValue() {
        String jaas =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"geheim\"";
        Map<String, Object> client = Map.of(
                "bootstrap.servers", "localhost:9",
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", jaas);
        KafkaException thrown = catchThrowableOfType(KafkaException.class, () -> Admin.create(client));
        assertThat(ClientFailure.of(client, PATIENCE, thrown))
                .hasMessage("localhost:9: sasl.jaas.config: JAAS config entry not terminated by semi-colon")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aPropertyWithAWrongValueIsNamedWithoutIt() {
        Map<String, Object> client = Map.of("bootstrap.servers", "localhost:9", "security.protocol", "SECRETIVE");
        KafkaException thrown = catchThrowableOfType(KafkaException.class, () -> Admin.create(client));
        assertThat(ClientFailure.of(client, PATIENCE, thrown))
                .hasMessageStartingWith("localhost:9: ")
                .hasMessageContaining("Invalid value for configuration security.protocol: ")
                .hasMessageNotContaining("SECRETIVE");
    }

    @Test
    void keystoreThatIsNotThere() {
        Map<String, Object> client = Map.of(
                "bootstrap.servers", "localhost:9",
                "security.protocol", "SSL",
                "ssl.truststore.location", "/nowhere/trust.jks");
        KafkaException thrown = catchThrowableOfType(KafkaException.class, () -> Admin.create(client));
        assertThat(ClientFailure.of(client, PATIENCE, thrown))
                .hasMessage("localhost:9: ssl.truststore.location: /nowhere/trust.jks");
    }

    @Test
    void slowIsNotDown() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String bootstrap = "localhost:" + silent.getLocalPort();
            assertThat(ClientFailure.of(Map.of("bootstrap.servers", bootstrap), PATIENCE, new TimeoutException("t")))
                    .hasMessage(bootstrap + ": something accepts connections, but no Kafka broker answers within 3 s"
                            + " (another security.protocol, or a slow one: wait longer)");
        }
        assertThat(ClientFailure.of(Map.of("bootstrap.servers", "localhost:1"), PATIENCE, new TimeoutException("t")))
                .hasMessage("localhost:1: no Kafka broker answers within 3 s");
    }
}
