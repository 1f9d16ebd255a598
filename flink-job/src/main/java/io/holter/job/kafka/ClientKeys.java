// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import io.holter.core.KnownKeys;
import io.holter.core.WrongArtefactException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The properties that the job's clients know: Kafka's, and those of Flink's connector. */
public final class ClientKeys {

    private static final Set<String> CONNECTORS = Set.of(
            "partition.discovery.interval.ms",
            "client.id.prefix",
            "commit.offsets.on.checkpoint",
            "register.consumer.metrics",
            "register.producer.metrics");

    private static final List<ConfigDef> CLIENTS =
            List.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

    private ClientKeys() {}

    /**
     * Checks properties: keys, and the values of those that Kafka knows, which would otherwise fail in the running job,
     * again and again.
     *
     * @param where what they stand in, for messages
     * @param prefix what stands before each key there
     * @throws WrongArtefactException if a key is not known, or has another value than it takes; never with that value,
     *     which may be a secret
     */
    public static void require(String where, String prefix, Map<String, String> properties) {
        Set<String> known = new TreeSet<>(CONNECTORS);
        CLIENTS.forEach(client -> known.addAll(client.names()));
        new KnownKeys(known).require(where, prefix, properties.keySet());
        // What providers put in a value's place is not known before.
        boolean provided = properties.containsKey("config.providers");
        new TreeMap<>(properties).forEach((key, value) -> {
            List<ConfigDef.ConfigKey> takers = CLIENTS.stream()
                    .map(client -> client.configKeys().get(key))
                    .filter(Objects::nonNull)
                    .toList();
            boolean open = takers.isEmpty() || provided && value.contains("${");
            if (!open && takers.stream().noneMatch(taker -> takes(taker, value))) {
                throw new WrongArtefactException(where + ": " + prefix + key, kind(takers.get(0)), "another value");
            }
        });
    }

    private static boolean takes(ConfigDef.ConfigKey key, String value) {
        try {
            Object parsed = ConfigDef.parseType(key.name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    private static String kind(ConfigDef.ConfigKey key) {
        String kind =
                switch (key.type) {
                    case BOOLEAN -> "true or false";
                    case INT, SHORT, LONG -> "a whole number";
                    case DOUBLE -> "a number";
                    case CLASS -> "the name of a class on the class path";
                    case LIST -> "a list separated by commas";
                    case STRING, PASSWORD -> "a text";
                };
        String range = String.valueOf(key.validator);
        // Not every validator says what it takes.
        return key.validator == null || range.contains("@") ? kind : kind + ", " + range;
    }
}
