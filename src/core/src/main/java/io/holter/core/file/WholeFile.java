// SPDX-License-Identifier: Apache-2.0
package io.holter.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Files that are written atomically: to a name beside the file, which then takes the file's place in one step. */
public final class WholeFile {

    private WholeFile() {}

    /** A name beside a file or folder that nobody else uses: hidden, and recognisable as a part of it. */
    public static Path partOf(Path target) {
        String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return target.resolveSibling("." + target.getFileName() + "." + suffix + ".part");
    }

    /**
     * Writes a text in UTF-8; a file that is there is replaced, or left as it was where writing fails. What is no file,
     * such as {@code /dev/stdout}, is written to as it is.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, String text) throws IOException {
        Path target =
                Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            Files.writeString(target, text);
            return;
        }
        Path part = partOf(target);
        try {
            Files.writeString(part, text, StandardOpenOption.CREATE_NEW);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
