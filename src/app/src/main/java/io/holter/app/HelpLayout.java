// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How help is laid out: many options stand under headings, and only the required ones in the synopsis. Examples are
 * never broken, so that they can be pasted from a narrow terminal.
 */
final class HelpLayout {

    /** More options than these are hard to look through. */
    static final int MAX_WITHOUT_HEADINGS = 12;

    private HelpLayout() {}

    /** Lays out the help of a command and all its subcommands. */
    static void apply(CommandLine command) {
        var sections = command.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpLayout::footer);
        if (command.getCommandSpec().options().size() > MAX_WITHOUT_HEADINGS) {
            sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, HelpLayout::synopsis);
            sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        }
        command.getSubcommands().values().forEach(HelpLayout::apply);
    }

    /** The heading of an option: what its field says, or else its class; null if neither does. */
    static Heading heading(OptionSpec option) {
        if (!(option.userObject() instanceof Field field)) {
            return Heading.GENERAL;
        }
        Under under = field.getAnnotation(Under.class);
        if (under == null) {
            under = field.getDeclaringClass().getAnnotation(Under.class);
        }
        return under == null ? null : under.value();
    }

    private static String options(Help help) {
        List<OptionSpec> all = help.commandSpec().options();
        Map<Heading, List<OptionSpec>> groups = new EnumMap<>(Heading.class);
        for (OptionSpec option : all) {
            Heading heading = heading(option);
            groups.computeIfAbsent(heading == null ? Heading.GENERAL : heading, h -> new ArrayList<>())
                    .add(option);
        }
        StringBuilder text = new StringBuilder();
        groups.forEach((heading, options) -> {
            // Laid out for all options, so that columns are in line.
            Help.Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(System.lineSeparator())
                    .append(heading.text())
                    .append(':')
                    .append(System.lineSeparator())
                    .append(layout);
        });
        return text.toString();
    }

    private static String synopsis(Help help) {
        CommandSpec spec = help.commandSpec();
        String[] own = spec.usageMessage().customSynopsis();
        Stream<String> lines = own.length > 0 ? Arrays.stream(own) : Stream.of(synopsis(spec));
        int indent = help.synopsisHeadingLength();
        return lines.map(line -> wrap(line, indent, spec.usageMessage().width()))
                .collect(Collectors.joining(" ".repeat(indent)));
    }

    private static String synopsis(CommandSpec spec) {
        String required = spec.options().stream()
                .filter(OptionSpec::required)
                .map(option -> option.longestName() + "=" + option.paramLabel()
                        + (option.arity().max() > 1 ? "... " : " "))
                .collect(Collectors.joining());
        return spec.qualifiedName() + " " + required + "[OPTIONS]";
    }

    /** Breaks a line that starts at a column, and goes on two columns further in. */
    private static String wrap(String line, int indent, int width) {
        StringBuilder text = new StringBuilder();
        int column = indent;
        for (String word : line.split(" ")) {
            boolean fits = text.isEmpty() || column + 1 + word.length() <= width;
            String before = text.isEmpty() ? "" : fits ? " " : System.lineSeparator() + " ".repeat(indent + 2);
            text.append(before).append(word);
            column = (fits ? column + before.length() : indent + 2) + word.length();
        }
        return text.append(System.lineSeparator()).toString();
    }

    private static String footer(Help help) {
        return Arrays.stream(help.commandSpec().usageMessage().footer())
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }
}
