// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;

/**
 * Numbers among settings.
 *
 * @param settings values by key
 * @param where what to name in an error, such as the file that they come from
 */
public record NumberSettings(Map<String, String> settings, String where) {

    /**
     * A number.
     *
     * @param otherwise what holds where there is none; null for nothing
     * @throws WrongArtefactException if it is none, or not valid
     */
    public Double number(String key, Double otherwise, DoublePredicate valid, String expected) {
        String text = settings.get(key);
        if (text == null) {
            return otherwise;
        }
        double value;
        try {
            value = Decimal.parse(text);
        } catch (NumberFormatException e) {
            throw wrong(key, otherwise == null ? "a number" : "a value such as " + otherwise, text);
        }
        if (!valid.test(value)) {
            throw wrong(key, expected, text);
        }
        return value;
    }

    /**
     * A whole number.
     *
     * @param otherwise what holds where there is none
     * @throws WrongArtefactException if it is none, or not valid
     */
    public int count(String key, int otherwise, IntPredicate valid, String expected) {
        String text = settings.get(key);
        if (text == null) {
            return otherwise;
        }
        int count;
        try {
            count = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(key, "a value such as " + otherwise, text);
        }
        if (!valid.test(count)) {
            throw wrong(key, expected, text);
        }
        return count;
    }

    /** The error that a value cannot be used. */
    public WrongArtefactException wrong(String key, String expected, String found) {
        return new WrongArtefactException(where + ": " + key, expected, "'" + found + "'");
    }
}
