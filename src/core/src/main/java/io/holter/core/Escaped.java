// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from outside (names of series and models, contents of files, messages of brokers) for a terminal: what moves the
 * cursor, starts another line, turns the direction of writing or cannot be seen is shown as {@code \\u001b}, so that no
 * text can forge a line or hide a part of one.
 */
public final class Escaped {

    private static final Pattern USER = Pattern.compile("(https?://)[^/@\\s]+@", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUERY = Pattern.compile("([?&][^=&\\s]+=)[^&#\\s:,]+");

    private Escaped() {}

    /** One line of text. */
    public static String of(String text) {
        return escape(text);
    }

    /** One line of text in which addresses show neither names and passwords nor the values of their queries. */
    public static String withoutSecrets(String text) {
        String open = USER.matcher(text).replaceAll("$1…@");
        return of(ADDRESS.matcher(open)
                .replaceAll(address ->
                        Matcher.quoteReplacement(QUERY.matcher(address.group()).replaceAll("$1…"))));
    }

    private static String escape(String text) {
        int first = 0;
        while (first < text.length() && isHarmless(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }

    private static boolean isHarmless(char c) {
        if (c >= ' ' && c < 0x7f) {
            return true;
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
