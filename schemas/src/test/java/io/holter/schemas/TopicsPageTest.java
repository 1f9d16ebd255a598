// SPDX-License-Identifier: Apache-2.0
package io.holter.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page for people who write producers and consumers says of every field what its schema says. */
class TopicsPageTest {

    private static final Path PAGE = Path.of("../src/site/topics.md");

    static List<Schema> values() {
        return List.of(
                Window.getClassSchema(), Sample.getClassSchema(), Alert.getClassSchema(), Reject.getClassSchema());
    }

    static List<Schema> valuesAndWhatTheyHold() {
        List<Schema> all = new ArrayList<>(values());
        all.add(Origin.getClassSchema());
        return all;
    }

    @ParameterizedTest
    @MethodSource("valuesAndWhatTheyHold")
    void thePageHasEveryFieldAsItIs(Schema schema) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        for (Schema.Field field : schema.getFields()) {
            assertThat(lines)
                    .as("Explain %s.%s in %s: %s", schema.getName(), field.name(), PAGE, field.doc())
                    .anyMatch(line -> line.startsWith("| `" + field.name() + "` | ")
                            && line.endsWith(" | " + field.doc() + " |"));
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void thePageHasTheFingerprintsOfThisBuild(Schema schema) throws Exception {
        byte[] fingerprint = SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema);
        String bytes = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(fingerprint);
        assertThat(Files.readAllLines(PAGE))
                .as("Fingerprints in %s", PAGE)
                .contains("- " + schema.getName() + " `" + bytes + "`");
    }
}
