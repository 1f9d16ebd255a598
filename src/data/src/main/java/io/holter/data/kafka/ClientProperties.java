// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Files of properties of Kafka's clients, such as those for TLS and SASL: the files that Kafka's own tools take. */
public final class ClientProperties {

    private ClientProperties() {}

    /**
     * Reads a file.
     *
     * @throws WrongArtefactException if there is none, or it is no file of properties
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
        return read;
    }
}
