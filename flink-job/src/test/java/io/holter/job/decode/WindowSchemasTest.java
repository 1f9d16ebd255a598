package io.holter.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holter.core.WrongArtefactException;
import io.holter.schemas.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowSchemasTest {

    @TempDir
    private Path folder;

    @Test
    void addedSchemasAreKnownByTheirFingerprints() throws IOException {
        WindowSchemas schemas = WindowSchemas.with(List.of(
                write("older.avsc", OtherSchemas.OLDER.toString()),
                write("newer.avsc", OtherSchemas.NEWER.toString())));
        assertThat(schemas.byFingerprint())
                .containsOnlyKeys(
                        SchemaNormalization.parsingFingerprint64(OtherSchemas.OLDER),
                        SchemaNormalization.parsingFingerprint64(OtherSchemas.NEWER));
    }

    @Test
    void thisBuildsOwnSchemaNeedsNoFile() {
        assertThat(WindowSchemas.current().byFingerprint()).isEmpty();
        assertThat(WindowSchemas.CURRENT).isEqualTo(SchemaNormalization.parsingFingerprint64(Window.getClassSchema()));
    }

    @Test
    void whatIsNoSchemaSaysSo() throws IOException {
        Path file = write("window.avsc", "{\"type\": \"recrod\"}");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> WindowSchemas.with(List.of(file)))
                .withMessageStartingWith(file + ": expected an Avro schema, found ")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        Path noJson = write("nothing.avsc", "window?");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> WindowSchemas.with(List.of(noJson)))
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
                .isThrownBy(() -> WindowSchemas.with(List.of(file)))
                .withMessage(file
                        + ": expected a schema that windows can be read from, found reader type: ARRAY not compatible with"
                        + " writer type: STRING at /fields/5/type");
    }

    @Test
    void aFileThatIsMissingIsAnErrorOfReading() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> WindowSchemas.with(List.of(folder.resolve("missing.avsc"))));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
