// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.schemas.GeneratedClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on bad input promises is what is printed: every row is tried. */
class BadInputPageTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Path PAGE = ROOT.resolve("src/site/bad-input.md");
    private static final Pattern MESSAGE = Pattern.compile("`([^`]*)`$");

    @TempDir
    private Path folder;

    @Test
    void everyRowIsWhatIsPrinted() throws Exception {
        GeneratedClasses.trust();
        Map<String, String> rows = rows();
        Map<String, BadInputs.Case> cases = new BadInputs(folder).cases();
        assertThat(rows.keySet()).containsExactlyElementsOf(cases.keySet());
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, BadInputs.Case> tried : cases.entrySet()) {
            String row = tried.getKey();
            BadInputs.Said said = tried.getValue().tryOut();
            String expected = Arrays.stream(rows.get(row).split("…", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            softly.assertThat(said.message()).as(row).matches(expected);
            int code = row.contains("(exit 2)") ? 2 : row.endsWith("| windows topic") ? 0 : 1;
            softly.assertThat(said.code()).as("exit code, " + row).isEqualTo(code);
        }
        softly.assertAll();
    }

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        String page = Files.readString(PAGE);
        Matcher named = Pattern.compile("`(\\w+(?:Test|IT))`").matcher(page.substring(page.lastIndexOf("| test |")));
        List<String> names = named.results().map(result -> result.group(1)).toList();
        assertThat(names).hasSizeGreaterThan(10);
        List<String> all;
        try (Stream<Path> files = Files.walk(ROOT)) {
            all = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }
        assertThat(all).containsAll(names);
    }

    /** The first two cells → the message, of the first table. */
    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("What needs")) {
                break;
            }
            String[] cells = line.split(" \\| ", 3);
            if (line.startsWith("| ") && cells.length == 3 && !cells[0].equals("| what comes in")) {
                Matcher message = MESSAGE.matcher(cells[2].replaceAll(" \\|$", ""));
                assertThat(message.find()).as(line).isTrue();
                String row = cells[0].substring(2) + " | " + cells[1];
                assertThat(rows.put(row, message.group(1))).as("twice: " + row).isNull();
            }
        }
        return rows;
    }
}
