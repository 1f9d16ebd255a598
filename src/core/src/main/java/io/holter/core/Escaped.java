// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

/**
 * Text from outside (names of series and models, contents of files, messages of brokers) for a terminal: what moves the
 * cursor, starts another line, turns the direction of writing or cannot be seen is shown as {@code \\u001b}, so that no
 * text can forge a line or hide a part of one.
 */
public final class Escaped {

    private Escaped() {}

    /** One line of text. */
    public static String of(String text) {
        return escape(text, false);
    }

    /** Lines that the program made itself: their ends stay. */
    public static String lines(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean lines) {
        int first = 0;
        while (first < text.length() && isHarmless(text.charAt(first), lines)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c, lines)) {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }

    private static boolean isHarmless(char c, boolean lines) {
        if (c >= ' ' && c < 0x7f) {
            return true;
        }
        if (c == '\n' || c == '\t') {
            return lines;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
