// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.core.WrongArtefactException;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Window;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.DatumReader;

/**
 * The schemas that producers may write windows in: the one of this build, and those that are added for older or newer
 * producers. Each is known by the 64-bit Rabin fingerprint of its canonical form, which the header of Avro's
 * single-object encoding carries.
 *
 * @param added schemas besides this build's, in JSON
 */
public record KnownSchemas(List<String> added) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Fingerprint of the schema of this build. */
    static final long CURRENT = SchemaNormalization.parsingFingerprint64(Window.getClassSchema());

    static {
        GeneratedClasses.trust();
    }

    public KnownSchemas {
        added = new ArrayList<>(added);
    }

    /** Only the schema of this build. */
    public static KnownSchemas current() {
        return new KnownSchemas(List.of());
    }

    /**
     * Reads the schemas to add.
     *
     * @param files Avro schema files of a record {@code Window}
     * @throws WrongArtefactException if one is missing, no schema, or windows written in it cannot be read
     * @throws IOException if one cannot be read
     */
    public static KnownSchemas with(List<Path> files) throws IOException {
        return read(files, KnownSchemas::requireReadable);
    }

    private static KnownSchemas read(List<Path> files, BiConsumer<String, Schema> check) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            try {
                String text = Files.readString(file);
                check.accept(file.toString(), new Schema.Parser().parse(text));
                texts.add(text);
            } catch (NoSuchFileException e) {
                throw new WrongArtefactException(file.toString(), "an Avro schema", "nothing there", e);
            } catch (SchemaParseException e) {
                throw new WrongArtefactException(file.toString(), "an Avro schema", firstLine(e.getMessage()), e);
            }
        }
        return new KnownSchemas(texts);
    }

    /**
     * Reads schemas of records of any making.
     *
     * @param files Avro schema files
     * @throws WrongArtefactException if one is missing, or no schema of a record
     * @throws IOException if one cannot be read
     */
    public static KnownSchemas ofAnyRecord(List<Path> files) throws IOException {
        return read(files, (file, schema) -> {
            if (schema.getType() != Schema.Type.RECORD) {
                throw new WrongArtefactException(
                        file,
                        "a schema of a record",
                        "one of " + schema.getType().getName());
            }
        });
    }

    /**
     * Makes sure that windows can be read from a schema. A field that may be null is read as long as it is not: many
     * generators of schemas make every field so.
     *
     * @param where what states the schema, for the message
     * @param writer schema that windows were written in
     * @throws WrongArtefactException if it is not one of windows, or lacks what has no default
     */
    public static void requireReadable(String where, Schema writer) {
        Schema ours = Window.getClassSchema();
        boolean record = writer.getType() == Schema.Type.RECORD;
        if (!record || !writer.getName().equals(ours.getName())) {
            throw new WrongArtefactException(
                    where,
                    "records of the schema " + ours.getFullName(),
                    record
                            ? writer.getFullName()
                            : "a schema of " + writer.getType().getName());
        }
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(ours, withoutNull(writer));
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new WrongArtefactException(
                    where,
                    "a schema that windows can be read from",
                    compatibility.getResult().getIncompatibilities().stream()
                            .map(why -> firstLine(why.getMessage()) + " at " + why.getLocation())
                            .collect(Collectors.joining(", ")));
        }
    }

    /** The schema of the same record without nulls in its fields, their elements and values. */
    private static Schema withoutNull(Schema record) {
        List<Schema.Field> fields = record.getFields().stream()
                .map(field -> new Schema.Field(field.name(), required(field.schema())))
                .toList();
        return Schema.createRecord(record.getName(), null, record.getNamespace(), false, fields);
    }

    private static Schema required(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> {
                List<Schema> kept = schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .map(KnownSchemas::required)
                        .toList();
                yield kept.isEmpty() ? schema : kept.size() == 1 ? kept.get(0) : Schema.createUnion(kept);
            }
            case ARRAY -> Schema.createArray(required(schema.getElementType()));
            case MAP -> Schema.createMap(required(schema.getValueType()));
            default -> schema;
        };
    }

    /** Reads windows that were written in a {@linkplain #requireReadable readable} schema. */
    public static DatumReader<Window> reader(Schema writer) {
        return new WindowReader(writer);
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("another file");
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
