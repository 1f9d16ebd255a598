// SPDX-License-Identifier: Apache-2.0
package io.holter.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schemas of this build, and the frozen copies of all that ever were. */
final class Schemas {

    /** Folder of frozen copies: a folder for each version, in it a self-contained file for each schema. */
    static final Path FROZEN = Path.of("src/test/resources/frozen");

    private Schemas() {}

    /** What stands in topics and model directories. */
    static List<Schema> current() {
        return List.of(
                Window.getClassSchema(),
                Sample.getClassSchema(),
                Alert.getClassSchema(),
                Reject.getClassSchema(),
                Origin.getClassSchema(),
                ModelCard.getClassSchema());
    }

    /** Frozen copies of a schema by version, the oldest first. */
    static Map<Integer, Schema> frozen(Schema current) {
        Map<Integer, Schema> versions = new LinkedHashMap<>();
        try (Stream<Path> folders = Files.list(FROZEN)) {
            folders.map(folder -> Integer.valueOf(folder.getFileName().toString()))
                    .sorted()
                    .filter(version -> Files.exists(file(current, version)))
                    .forEach(version -> versions.put(version, parse(file(current, version))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }

    static Path file(Schema schema, int version) {
        return FROZEN.resolve(version + "/" + schema.getName() + ".avsc");
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
