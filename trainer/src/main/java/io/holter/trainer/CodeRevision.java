// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Holter this is, as the build wrote it down. */
public final class CodeRevision {

    private CodeRevision() {}

    /**
     * The version, followed by {@code +} and the source revision that was built, with {@code -dirty} where files had
     * been changed since; the version alone where the source was no checkout of git.
     */
    public static String current() {
        Properties build = new Properties();
        try (InputStream in = CodeRevision.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String revision = build.getProperty("revision", "");
        // Left as it stands where nothing was known to put in.
        boolean known = !revision.isBlank() && !revision.startsWith("${");
        return build.getProperty("version") + (known ? "+" + revision : "");
    }
}
