package io.holter.job.decode;

import io.holter.core.WrongArtefactException;
import io.holter.schemas.Window;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;

/**
 * The schemas that producers may write windows in: the one of this build, and those that the configuration adds for
 * older or newer producers. Each is known by the 64-bit Rabin fingerprint of its canonical form, which the header of
 * Avro's single-object encoding carries.
 *
 * @param added schemas besides this build's, in JSON
 */
public record WindowSchemas(List<String> added) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Fingerprint of the schema of this build. */
    static final long CURRENT = SchemaNormalization.parsingFingerprint64(Window.getClassSchema());

    public WindowSchemas {
        added = new ArrayList<>(added);
    }

    /** Only the schema of this build. */
    public static WindowSchemas current() {
        return new WindowSchemas(List.of());
    }

    /**
     * Reads the schemas to add.
     *
     * @param files Avro schema files of a record {@code io.holter.schemas.Window}
     * @throws WrongArtefactException if one is no schema, or windows written in it cannot be read
     * @throws IOException if one cannot be read
     */
    public static WindowSchemas with(List<Path> files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file);
            Schema writer;
            try {
                writer = new Schema.Parser().parse(text);
            } catch (SchemaParseException e) {
                throw new WrongArtefactException(file.toString(), "an Avro schema", firstLine(e.getMessage()), e);
            }
            var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(Window.getClassSchema(), writer);
            if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
                throw new WrongArtefactException(
                        file.toString(),
                        "a schema that windows can be read from",
                        compatibility.getResult().getIncompatibilities().stream()
                                .map(why -> firstLine(why.getMessage()) + " at " + why.getLocation())
                                .collect(Collectors.joining(", ")));
            }
            texts.add(text);
        }
        return new WindowSchemas(texts);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("another file");
    }

    /** The added schemas by fingerprint. */
    Map<Long, Schema> byFingerprint() {
        Map<Long, Schema> schemas = new HashMap<>();
        for (String text : added) {
            Schema schema = new Schema.Parser().parse(text);
            schemas.put(SchemaNormalization.parsingFingerprint64(schema), schema);
        }
        return schemas;
    }
}
