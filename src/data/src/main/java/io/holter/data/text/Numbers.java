// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import com.fasterxml.jackson.core.io.NumberInput;
import io.holter.core.WrongArtefactException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Numbers written as text, read by the fast parser of Jackson: {@link Float#parseFloat} takes more than twice as long.
 */
public final class Numbers {

    private static final int MAX_SHOWN = 40;
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\s*[+-]?[0-9]+,[0-9]+(?:[eE][+-]?[0-9]+)?\\s*");

    private Numbers() {}

    /**
     * A finite value in single precision.
     *
     * @param expected what to say that was expected where it is no number
     */
    static float parse(Supplier<String> place, String text, String expected) {
        float value;
        try {
            value = decimal(text);
        } catch (NumberFormatException e) {
            boolean comma = hasDecimalComma(text);
            throw new WrongArtefactException(
                    place.get(), comma ? expected + " with a decimal point" : expected, describe(text), e);
        }
        if (!Float.isFinite(value)) {
            throw new WrongArtefactException(place.get(), "a finite number in single precision", describe(text));
        }
        return value;
    }

    /** Whether a text is a number but for a comma where the decimal point belongs. */
    static boolean hasDecimalComma(String text) {
        return DECIMAL_COMMA.matcher(text).matches();
    }

    /** Whether a text is a number, finite or not. */
    static boolean isNumber(String text) {
        try {
            decimal(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** As {@link io.holter.core.Decimal} has it: the parser itself also takes suffixes and hexadecimal notation. */
    private static float decimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean suffix = c == 'f' || c == 'F' || c == 'd' || c == 'D';
            // The f of Infinity has a letter behind it.
            if (c == 'x' || c == 'X' || suffix && (i + 1 == text.length() || text.charAt(i + 1) <= ' ')) {
                throw new NumberFormatException("not a decimal number");
            }
        }
        return NumberInput.parseFloat(text, true);
    }

    /** A text as it was found, short enough for a message. */
    public static String describe(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.isEmpty()
                ? "an empty field"
                : "'" + (line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line) + "'";
    }
}
