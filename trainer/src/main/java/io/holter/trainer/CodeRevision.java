package io.holter.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Holter this is, as the build wrote it down. */
final class CodeRevision {

    private CodeRevision() {}

    /** The version, followed by {@code +} and the source revision where the build was told ({@code -Dsource.revision=…}). */
    static String current() {
        Properties build = new Properties();
        try (InputStream in = CodeRevision.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String revision = build.getProperty("revision", "");
        return build.getProperty("version") + (revision.isBlank() ? "" : "+" + revision);
    }
}
