// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a {@code .ts} file says of its cases.
 *
 * @param dimensions how many dimensions a case has; 0 where that is not said
 * @param length how many values a dimension has; 0 where that is not said
 * @param labelled whether a case has a class label
 * @param classes the class labels; empty where they are not listed
 */
record UcrHeader(int dimensions, int length, boolean labelled, List<String> classes) {

    /** More than any header has, descriptions and all. */
    private static final int MAX_CHARACTERS = 1 << 20;

    private static final Set<String> ARFF = Set.of("@relation", "@attribute");
    private static final String NOT_ARFF = " (ARFF is not read: take the .ts file of the set)";

    private static final UcrHeader SILENT = new UcrHeader(0, 0, false, List.of());

    /** Reads up to {@code @data}. */
    static UcrHeader read(FieldScanner text) throws IOException {
        UcrHeader header = SILENT;
        int characters = 0;
        while (text.advance()) {
            String line = text.restOfLine();
            characters += line.length() + 1;
            if (characters > MAX_CHARACTERS) {
                throw new WrongArtefactException(
                        text.linePlace(), "@data within " + MAX_CHARACTERS + " characters", "more before it");
            }
            String[] words = line.split("\\s+");
            String name = words[0].toLowerCase(Locale.ROOT);
            if (name.equals("@data")) {
                return header;
            }
            if (name.startsWith("@")) {
                header = header.with(text, name, Arrays.asList(words).subList(1, words.length));
            } else if (!name.startsWith("#")) {
                throw new WrongArtefactException(
                        text.linePlace(),
                        "a line that begins with @ or #" + (name.startsWith("%") ? NOT_ARFF : ""),
                        Numbers.describe(line));
            }
        }
        throw new WrongArtefactException(text.linePlace(), "@data further on", "the end");
    }

    private UcrHeader with(FieldScanner text, String name, List<String> values) {
        switch (name) {
            case "@timestamps" -> refuse(text, "true", values, name + " false, as the values alone make a window");
            case "@targetlabel" -> refuse(text, "true", values, name + " false, a target being no class");
            case "@equallength" -> refuse(text, "false", values, name + " true, as all windows are as long");
            case "@univariate" -> {
                boolean one = isTrue(text, name, values) && dimensions == 0;
                return new UcrHeader(one ? 1 : dimensions, length, labelled, classes);
            }
            case "@dimension", "@dimensions" -> {
                return new UcrHeader(number(text, name, values), length, labelled, classes);
            }
            case "@serieslength" -> {
                return new UcrHeader(dimensions, number(text, name, values), labelled, classes);
            }
            case "@classlabel" -> {
                boolean is = isTrue(text, name, values);
                return new UcrHeader(dimensions, length, is, is ? values.subList(1, values.size()) : List.of());
            }
            case "@problemname", "@missing" -> {}
            default ->
                throw new WrongArtefactException(
                        text.linePlace(),
                        "a tag of .ts" + (ARFF.contains(name) ? NOT_ARFF : ""),
                        Numbers.describe(name));
        }
        return this;
    }

    private static void refuse(FieldScanner text, String refused, List<String> values, String expected) {
        if (String.join(" ", values).equalsIgnoreCase(refused)) {
            throw new WrongArtefactException(text.linePlace(), expected, refused);
        }
    }

    private static boolean isTrue(FieldScanner text, String name, List<String> values) {
        String value = values.isEmpty() ? "" : values.get(0).toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw new WrongArtefactException(text.linePlace(), name + " true or false", Numbers.describe(value));
        }
        return value.equals("true");
    }

    private static int number(FieldScanner text, String name, List<String> values) {
        String value = String.join(" ", values);
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number that is too small
        }
        throw new WrongArtefactException(text.linePlace(), name + " with a number from 1 on", Numbers.describe(value));
    }
}
