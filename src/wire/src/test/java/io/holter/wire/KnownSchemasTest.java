// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holter.core.WrongArtefactException;
import io.holter.schemas.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownSchemasTest {

    @TempDir
    private Path folder;

    @Test
    void addedSchemasAreKnownByTheirFingerprints() throws IOException {
        KnownSchemas schemas = KnownSchemas.with(List.of(
                write("older.avsc", OtherSchemas.OLDER.toString()),
                write("newer.avsc", OtherSchemas.NEWER.toString())));
        assertThat(schemas.byFingerprint())
                .containsOnlyKeys(
                        SchemaNormalization.parsingFingerprint64(OtherSchemas.OLDER),
                        SchemaNormalization.parsingFingerprint64(OtherSchemas.NEWER));
    }

    @Test
    void thisBuildsOwnSchemaNeedsNoFile() {
        assertThat(KnownSchemas.current().byFingerprint()).isEmpty();
        assertThat(KnownSchemas.CURRENT).isEqualTo(SchemaNormalization.parsingFingerprint64(Window.getClassSchema()));
    }

    @Test
    void whatIsNoSchemaSaysSo() throws IOException {
        Path file = write("window.avsc", "{\"type\": \"recrod\"}");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> KnownSchemas.with(List.of(file)))
                .withMessageStartingWith(file + ": expected an Avro schema, found ")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        Path noJson = write("nothing.avsc", "window?");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> KnownSchemas.with(List.of(noJson)))
                .withMessageStartingWith(noJson + ": expected an Avro schema, found ")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void aSchemaThatNoWindowCanBeReadFromSaysWhy() throws IOException {
        Path file = write(
                "window.avsc",
                """
                {"type": "record", "name": "Window", "namespace": "io.holter.schemas",
                 "fields": [{"name": "values", "type": "string"}]}""");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> KnownSchemas.with(List.of(file)))
                .withMessage(file
                        + ": expected a schema that windows can be read from, found reader type: ARRAY not compatible with"
                        + " writer type: STRING at /fields/5/type");
    }

    @Test
    void aFileThatIsMissingSaysSo() {
        Path missing = folder.resolve("missing.avsc");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> KnownSchemas.with(List.of(missing)))
                .withMessage(missing + ": expected an Avro schema, found nothing there");
    }

    @Test
    void aSchemaOfSomethingElseSaysSo() throws IOException {
        Path file = write("long.avsc", "\"long\"");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> KnownSchemas.with(List.of(file)))
                .withMessage(
                        file + ": expected records of the schema io.holter.schemas.Window, found a schema of long");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
