// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.page;

import io.holter.core.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of the results page that a command writes, between two marks; the rest of the page stays as it is.
 *
 * @param key name of the part, unlike all others
 * @param command the command that writes it, for whoever reads the page's source
 */
public record PageSection(String key, String command) {

    /**
     * Replaces this part of a page, or adds it at the end of one that has none.
     *
     * @param page existing or new Markdown file
     * @param content Markdown, ending in an empty line
     */
    public void write(Path page, String content) throws IOException {
        String text = Files.exists(page) ? Files.readString(page) : "# Results\n";
        String start = "<!-- " + key + ": written by " + command + " -->";
        String end = "<!-- " + key + ": end -->";
        int from = text.indexOf(start);
        int to = text.indexOf(end);
        String part = start + "\n" + content + end;
        String changed = from >= 0 && to > from
                ? text.substring(0, from) + part + text.substring(to + end.length())
                : text.stripTrailing() + "\n\n" + part + "\n";
        WholeFile.write(page, changed);
    }

    /** The results page of the repository that the script {@code holter} started from; null where there is none. */
    public static Path resultsPage() {
        String home = System.getProperty("holter.home");
        Path site = home == null ? null : Path.of(home, "src", "site");
        return site != null && Files.isDirectory(site) ? site.resolve("results.md") : null;
    }
}
