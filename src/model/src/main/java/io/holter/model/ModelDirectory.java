// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import io.holter.core.WrongArtefactException;
import io.holter.core.threshold.ErrorProfile;
import io.holter.schemas.ErrorSketch;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a model directory, side by side: {@code saved_model.pb} (and {@code variables/} where the SavedModel has
 * any), {@code card.json}, perhaps {@code report.html}.
 */
public final class ModelDirectory {

    /** Name of the card's file. */
    public static final String CARD = "card.json";

    /** Name of the SavedModel's main file. */
    public static final String SAVED_MODEL = "saved_model.pb";

    /** Name of the report's file, which belongs to the directory but not to the model. */
    public static final String REPORT = "report.html";

    /** A card with the losses of a hundred thousand epochs has half of that. */
    private static final int MAX_CARD_BYTES = 1 << 24;

    private ModelDirectory() {}

    /**
     * Reads the card. Fields that it lacks take their defaults and fields that are not known are passed over, so that
     * cards of older and newer versions can be read.
     *
     * @throws WrongArtefactException if there is no card, or it is none
     * @throws IOException if it cannot be read
     */
    public static ModelCard readCard(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new WrongArtefactException(
                    directory.toString(), "a model directory", Files.exists(directory) ? "a file" : "nothing there");
        }
        Path file = directory.resolve(CARD);
        try {
            requireRegular(file);
            if (Files.size(file) > MAX_CARD_BYTES) {
                throw new WrongArtefactException(
                        file.toString(), "a card of at most " + MAX_CARD_BYTES + " bytes", "more");
            }
            return CardJson.parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new WrongArtefactException(
                    directory.toString(), "a model directory with a " + CARD, "no such file in it", e);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new WrongArtefactException(file.toString(), "JSON in UTF-8", "other bytes", e);
        }
    }

    /** Writes the card, in Avro's JSON encoding, indented; replaces one that is there. */
    public static void writeCard(Path directory, ModelCard card) throws IOException {
        Files.writeString(directory.resolve(CARD), CardJson.format(card));
    }

    /**
     * Hash of the SavedModel: SHA-256 over every file of the directory but card and report, in the order of their
     * relative paths (separator {@code /}), each as path in UTF-8, a zero byte, length as 8 bytes big-endian, content.
     *
     * @return 64 hexadecimal digits, lower case
     */
    public static String savedModelHash(Path directory) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        for (Map.Entry<String, Path> file : savedModelFiles(directory).entrySet()) {
            digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(ByteBuffer.allocate(Long.BYTES)
                    .putLong(Files.size(file.getValue()))
                    .flip());
            try (InputStream in = Files.newInputStream(file.getValue())) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The error profile that a card's sketch stands for.
     *
     * @throws IllegalArgumentException if the sketch is not one of two or more finite errors
     */
    public static ErrorProfile profile(ModelCard card) {
        ErrorSketch sketch = card.getErrors();
        return new ErrorProfile(
                sketch.getCount(),
                sketch.getMean(),
                sketch.getStandardDeviation(),
                sketch.getQuantileLevels().stream().mapToDouble(d -> d).toArray(),
                sketch.getQuantiles().stream().mapToDouble(d -> d).toArray());
    }

    private static TreeMap<String, Path> savedModelFiles(Path directory) throws IOException {
        TreeMap<String, Path> files = new TreeMap<>();
        // A walk does not follow a link, not even its start.
        Path start = directory.toRealPath();
        try (Stream<Path> walk = Files.walk(start)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                String name = start.relativize(path).toString().replace('\\', '/');
                if (!Files.isDirectory(path)) {
                    requireRegular(path);
                    if (!name.equals(CARD) && !name.equals(REPORT)) {
                        files.put(name, path);
                    }
                }
            }
        }
        return files;
    }

    /** A pipe or a device in the place of a file would be read for ever. */
    private static void requireRegular(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new WrongArtefactException(
                    file.toString(), "a regular file", Files.isDirectory(file) ? "a folder" : "a pipe or a device");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
