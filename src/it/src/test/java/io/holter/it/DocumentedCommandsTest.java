// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.holter.app.Main;
import io.holter.app.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command that the pages and the help show can be typed as it stands there. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```[^\\n`]*\\n(.*?)^ *```");
    private static final Pattern INLINE = Pattern.compile("(?<!`)`((?:\\./)?holter [^`]+)`(?!`)");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^([A-Z_]+)=\"([^\"]*)\"$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ *(?:\\./)?holter +(\\S.*)$");
    private static final Pattern VARIABLE_USE = Pattern.compile("\\$([A-Z_]+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");

    @Test
    void thoseInBlocksParse() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                found.addAll(requireParse(page.toString(), block.group(1)));
            }
        }
        assertThat(found).hasSizeGreaterThan(20).anyMatch(command -> command.startsWith("topics create"));
    }

    @Test
    void thoseInHelpParse() {
        List<String> found = new ArrayList<>();
        CommandLine root = Main.commandLine(new StopSignal());
        for (CommandLine command : root.getSubcommands().values()) {
            String[] footer = command.getCommandSpec().usageMessage().footer();
            List<String> examples = requireParse(command.getCommandName(), String.join("\n", footer));
            assertThat(examples).as(command.getCommandName()).isNotEmpty();
            found.addAll(examples);
        }
        assertThat(found).hasSizeGreaterThan(10);
    }

    /** In running text, values may be left out; names may not be wrong. */
    @Test
    void thoseInTextNameWhatThereIs() throws IOException {
        int found = 0;
        for (Path page : pages()) {
            String text = BLOCK.matcher(Files.readString(page)).replaceAll("");
            for (MatchResult inline : INLINE.matcher(text).results().toList()) {
                found++;
                CommandLine command = Main.commandLine(new StopSignal());
                for (String word :
                        words(inline.group(1)).subList(1, words(inline.group(1)).size())) {
                    if (command.getSubcommands().containsKey(word)) {
                        command = command.getSubcommands().get(word);
                    } else if (word.startsWith("-")) {
                        assertThat(command.getCommandSpec().optionsMap())
                                .as(page + ": " + inline.group())
                                .containsKey(word.replaceFirst("=.*", ""));
                    }
                }
                assertThat(command.getParent()).as(page + ": " + inline.group()).isNotNull();
            }
        }
        assertThat(found).isPositive();
    }

    /** One that sends alerts elsewhere but rejects to the topic of the real job would be taken for harmless. */
    @Test
    void aTrialOfDetectNamesEveryTopicThatItWritesTo() throws IOException {
        List<String> trials = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                for (String command : commands(block.group(1))) {
                    if (command.matches("(detect|topics create) .*topics\\.\\w+ *=.*")) {
                        trials.add(command);
                        assertThat(command)
                                .as(page.toString())
                                .contains("topics.alerts=", "topics.rejects=", "kafka.group.id=");
                    }
                }
            }
        }
        assertThat(trials).isNotEmpty();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> site = Files.walk(ROOT.resolve("src/site"))) {
            Stream<Path> others = Stream.of("README.md", "CONTRIBUTING.md", "docker/README.md")
                    .map(ROOT::resolve);
            return Stream.concat(others, site.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    private static List<String> requireParse(String where, String text) {
        List<String> commands = commands(text);
        for (String command : commands) {
            String[] arguments = words(command).toArray(String[]::new);
            assertThatCode(() -> Main.commandLine(new StopSignal()).parseArgs(arguments))
                    .as("%s: holter %s", where, command)
                    .doesNotThrowAnyException();
        }
        return commands;
    }

    /** What stands behind {@code holter}, continued lines joined and variables of the same block put in. */
    private static List<String> commands(String text) {
        Map<String, String> variables = new HashMap<>();
        VARIABLE.matcher(text).results().forEach(match -> variables.put(match.group(1), match.group(2)));
        return COMMAND.matcher(text.replaceAll(" *\\\\\\n *", " "))
                .results()
                .map(match -> match.group(1).replaceFirst(" +#.*| +[|>;&].*", ""))
                .map(command -> VARIABLE_USE
                        .matcher(command)
                        .replaceAll(use -> Matcher.quoteReplacement(variables.getOrDefault(use.group(1), use.group()))))
                .toList();
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(part -> part != null)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
