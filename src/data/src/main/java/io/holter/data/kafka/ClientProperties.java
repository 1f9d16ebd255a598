// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import io.holter.core.KnownKeys;
import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Files of properties of Kafka's clients, such as those for TLS and SASL: the files that Kafka's own tools take. */
public final class ClientProperties {

    private ClientProperties() {}

    /**
     * Reads a file.
     *
     * @throws WrongArtefactException if there is none, it is no file of properties, or a key is none that a client of
     *     Kafka knows
     */
    public static Map<String, String> read(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            throw new WrongArtefactException(file, "properties of Kafka's client", "nothing there", e);
        } catch (IllegalArgumentException e) {
            throw new WrongArtefactException(file, "properties of Kafka's client", e.getMessage(), e);
        }
        Map<String, String> read = new TreeMap<>();
        properties.forEach((key, value) -> read.put((String) key, (String) value));
        Set<String> known = new HashSet<>(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        new KnownKeys(known).require(file, "", read.keySet());
        return read;
    }
}
