// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.page;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a command that measures writes what it found: only when asked to, so that a trial overwrites nothing. */
public final class PageOption {

    private static final String PAGE_OF_REPOSITORY = "";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--page",
            arity = "0..1",
            fallbackValue = PAGE_OF_REPOSITORY,
            paramLabel = "FILE.md",
            description = "Write the figures to the results page (src/site/results.md of this repository, or"
                    + " FILE.md). Without this option no page is changed.")
    private String page;

    /**
     * The page to write to; empty where none is to be touched.
     *
     * @throws ParameterException if it is no Markdown page, or this was not started from a repository
     */
    public Optional<Path> page() {
        if (page == null) {
            return Optional.empty();
        }
        if (page.equals(PAGE_OF_REPOSITORY)) {
            Path ofRepository = PageSection.resultsPage();
            if (ofRepository == null) {
                throw new ParameterException(
                        command.commandLine(),
                        "--page: expected FILE.md, since there is no repository around, found none");
            }
            return Optional.of(ofRepository);
        }
        if (!page.endsWith(".md")) {
            throw new ParameterException(
                    command.commandLine(), "--page: expected a Markdown page, FILE.md, found " + page);
        }
        return Optional.of(Path.of(page));
    }
}
