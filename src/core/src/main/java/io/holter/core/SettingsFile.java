// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Files of settings: lines of {@code key = value}, Java properties in UTF-8. */
public final class SettingsFile {

    private SettingsFile() {}

    /**
     * Reads a file.
     *
     * @return values by key, without blanks around them
     * @throws WrongArtefactException if it is no such file
     * @throws NoSuchFileException if there is none
     * @throws IOException if it cannot be read
     */
    public static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new WrongArtefactException(file.toString(), "lines of key = value", e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new WrongArtefactException(file.toString(), "lines of key = value in UTF-8", "other bytes", e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put((String) key, ((String) value).strip()));
        return settings;
    }
}
