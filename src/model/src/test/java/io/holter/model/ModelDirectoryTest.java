// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.threshold.ErrorProfile;
import io.holter.schemas.ModelCard;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void cardSurvivesWritingAndReading() throws Exception {
        ModelCard card = MeanModel.write(directory, new WindowShape(5, 2));
        assertThat(ModelDirectory.readCard(directory)).isEqualTo(card);
        assertThat(Files.readString(directory.resolve("card.json"))).contains("\n  \"length\" : 5,\n");
    }

    @Test
    void cardsOfOlderAndNewerVersionsCanBeRead() throws Exception {
        Files.writeString(
                directory.resolve("card.json"),
                """
                {"name": "old", "length": 3, "channels": [{"name": "a", "colour": "red"}], "shoeSize": 43}
                """);
        ModelCard card = ModelDirectory.readCard(directory);
        assertThat(card.getName()).isEqualTo("old");
        assertThat(card.getLength()).isEqualTo(3);
        assertThat(card.getChannels().get(0).getName()).isEqualTo("a");
        assertThat(card.getChannels().get(0).getUnit()).isEmpty();
        assertThat(card.getLoss()).isEmpty();
        assertThat(card.getErrors().getCount()).isZero();
    }

    @Test
    void profileIsTheSketch() throws Exception {
        ErrorProfile profile = ModelDirectory.profile(MeanModel.write(directory, new WindowShape(5, 2)));
        assertThat(profile.count()).isEqualTo(30);
        assertThat(profile.quantile(1)).isEqualTo(0.3);
    }

    @Test
    void hashCoversPathsLengthsAndContentsInTheOrderOfPaths() throws Exception {
        Files.createDirectories(directory.resolve("variables"));
        Files.writeString(directory.resolve("variables/variables.index"), "index");
        Files.writeString(directory.resolve("saved_model.pb"), "graph");
        Files.writeString(directory.resolve("card.json"), "not covered");
        Files.writeString(directory.resolve("report.html"), "not covered");

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        write(data, "saved_model.pb", "graph");
        write(data, "variables/variables.index", "index");
        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        assertThat(ModelDirectory.savedModelHash(directory)).isEqualTo(expected);
    }

    private static void write(DataOutputStream data, String path, String content) throws IOException {
        data.write(path.getBytes(StandardCharsets.UTF_8));
        data.writeByte(0);
        data.writeLong(content.length());
        data.write(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingThereIsSaid() {
        Path missing = directory.resolve("missing");
        assertRefused(missing, missing + ": expected a model directory, found nothing there");
    }

    @Test
    void fileInsteadOfADirectoryIsSaid() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertRefused(file, file + ": expected a model directory, found a file");
    }

    @Test
    void directoryWithoutACardIsSaid() {
        assertRefused(directory, directory + ": expected a model directory with a card.json, found no such file in it");
    }

    /** A card of version 0.1.0, before fields came that it lacks. */
    @Test
    void anOlderCardHasDefaultsForWhatItLacks() throws Exception {
        MeanModel.write(directory, new WindowShape(5, 2));
        String current = Files.readString(directory.resolve("card.json"));
        String older = current.replaceFirst("\"leftOutWindows\" : \\d+,", "")
                .replaceFirst("\"normalisationKind\" : \"[a-z]*\",", "");
        assertThat(older).isNotEqualTo(current).doesNotContain("leftOutWindows", "normalisationKind");
        Files.writeString(directory.resolve("card.json"), older);
        ModelCard card = ModelDirectory.readCard(directory);
        assertThat(card.getLeftOutWindows()).isZero();
        assertThat(card.getNormalisationKind()).isEmpty();
    }

    @Test
    void brokenJsonIsSaidWithLineAndColumn() throws Exception {
        Path card = Files.writeString(directory.resolve("card.json"), "{\n  \"length\" 5}");
        assertThatThrownBy(() -> ModelDirectory.readCard(directory))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(card + ":2:12: expected JSON, found ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void jsonThatIsNoCardIsSaid() throws Exception {
        for (String content :
                new String[] {"[]", "", "{\"length\": \"five\"}", "{\"channels\": {}}", "{\"errors\": 7}"}) {
            Path card = Files.writeString(directory.resolve("card.json"), content);
            assertThatThrownBy(() -> ModelDirectory.readCard(directory))
                    .as(content)
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessageStartingWith(card + ": expected a model card, found ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void bytesThatAreNoTextAreSaid() throws Exception {
        Path card = Files.write(directory.resolve("card.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertRefused(directory, card + ": expected JSON in UTF-8, found other bytes");
    }

    private static void assertRefused(Path where, String message) {
        assertThatThrownBy(() -> ModelDirectory.readCard(where))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
    }
}
