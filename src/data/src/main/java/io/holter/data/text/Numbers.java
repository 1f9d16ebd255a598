// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import com.fasterxml.jackson.core.io.NumberInput;
import io.holter.core.WrongArtefactException;
import java.util.function.Supplier;

/**
 * Numbers written as text, read by the fast parser of Jackson: {@link Float#parseFloat} takes more than twice as long.
 */
public final class Numbers {

    private static final int MAX_SHOWN = 40;

    private Numbers() {}

    /**
     * A finite value in single precision.
     *
     * @param expected what to say that was expected where it is no number
     */
    static float parse(Supplier<String> place, String text, String expected) {
        float value;
        try {
            value = NumberInput.parseFloat(text, true);
        } catch (NumberFormatException e) {
            throw new WrongArtefactException(place.get(), expected, describe(text), e);
        }
        if (!Float.isFinite(value)) {
            throw new WrongArtefactException(place.get(), "a finite number in single precision", describe(text));
        }
        return value;
    }

    /** Whether a text is a number, finite or not. */
    static boolean isNumber(String text) {
        try {
            NumberInput.parseFloat(text, true);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A text as it was found, short enough for a message. */
    public static String describe(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.isEmpty()
                ? "an empty field"
                : "'" + (line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line) + "'";
    }
}
