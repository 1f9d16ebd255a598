// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Text from outside (names of series and models, contents of files, messages of brokers) for a terminal: what moves the
 * cursor, starts another line, turns the direction of writing or cannot be seen is shown as {@code \\u001b}, or beyond
 * four digits as {@code \\U000e0041}, so that no text can forge a line or hide a part of one.
 *
 * <p>Cannot be seen: controls, formats, separators of lines and paragraphs, private and unassigned characters, halves of
 * surrogate pairs, and what Unicode calls Default_Ignorable_Code_Point (Unicode 15.1, DerivedCoreProperties.txt), such
 * as variation selectors and Hangul fillers.
 */
public final class Escaped {

    /** First and last of the ranges of Default_Ignorable_Code_Point that are no formats or unassigned. */
    private static final int[][] IGNORABLE = {
        {0x034f, 0x034f},
        {0x115f, 0x1160},
        {0x17b4, 0x17b5},
        {0x180b, 0x180f},
        {0x3164, 0x3164},
        {0xfe00, 0xfe0f},
        {0xffa0, 0xffa0},
        {0xe0000, 0xe0fff}
    };

    private Escaped() {}

    /** One line of text. */
    public static String of(String text) {
        return escape(text, c -> String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
    }

    /** One line of text in which addresses show neither names and passwords nor the values of their queries. */
    public static String withoutSecrets(String text) {
        return of(SafeAddress.in(text));
    }

    /**
     * JSON with the same values.
     *
     * @param json valid, in one line: what is to be escaped stands in strings
     */
    public static String json(String json) {
        return escape(json, c -> {
            StringBuilder units = new StringBuilder();
            for (char unit : Character.toChars(c)) {
                units.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
            return units.toString();
        });
    }

    private static String escape(String text, IntFunction<String> shown) {
        if (text.codePoints().allMatch(Escaped::isHarmless)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(shown.apply(c));
            }
        });
        return escaped.toString();
    }

    private static boolean isHarmless(int c) {
        if (c >= ' ' && c < 0x7f) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> !isIgnorable(c);
        };
    }

    private static boolean isIgnorable(int c) {
        for (int[] range : IGNORABLE) {
            if (c >= range[0] && c <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
