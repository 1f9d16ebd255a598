// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageSectionTest {

    private static final PageSection ONE = new PageSection("one", "./holter one");
    private static final PageSection TWO = new PageSection("two", "./holter two");

    @TempDir
    private Path folder;

    @Test
    void aNewPageGetsATitleAndThePart() throws Exception {
        Path page = folder.resolve("results.md");
        ONE.write(page, "first\n\n");
        assertThat(page)
                .hasContent(
                        """
                # Results

                <!-- one: written by ./holter one -->
                first

                <!-- one: end -->
                """);
    }

    @Test
    void onlyItsOwnPartIsReplaced() throws Exception {
        Path page = Files.writeString(folder.resolve("results.md"), "# Mine\n\nBefore.\n");
        ONE.write(page, "first\n\n");
        TWO.write(page, "second\n\n");
        Files.writeString(page, Files.readString(page) + "\nAfter.\n");
        ONE.write(page, "changed\n\n");
        assertThat(page)
                .hasContent(
                        """
                # Mine

                Before.

                <!-- one: written by ./holter one -->
                changed

                <!-- one: end -->

                <!-- two: written by ./holter two -->
                second

                <!-- two: end -->

                After.
                """);
    }

    @Test
    void thePageIsTheOneOfTheRepositoryThatTheScriptStartedFrom() {
        String before = System.getProperty("holter.home");
        try {
            System.setProperty("holter.home", folder.toString());
            assertThat(PageSection.resultsPage()).isNull();
            assertThat(folder.resolve("src/site").toFile().mkdirs()).isTrue();
            assertThat(PageSection.resultsPage()).isEqualTo(folder.resolve("src/site/results.md"));
        } finally {
            if (before == null) {
                System.clearProperty("holter.home");
            } else {
                System.setProperty("holter.home", before);
            }
        }
    }
}
