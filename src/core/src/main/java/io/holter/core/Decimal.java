// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import java.util.regex.Pattern;

/**
 * Numbers as people write them: an optional sign, decimal digits with at most one point, an optional exponent; or
 * {@code NaN} and {@code Infinity}. Java's own parsing also takes {@code 1f}, {@code 2d} and {@code 0x1p3}, which are
 * something else in everybody's data.
 */
public final class Decimal {

    private static final Pattern NOTATION =
            Pattern.compile("[+-]?(?:NaN|Infinity|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)");

    private Decimal() {}

    /**
     * Reads a number; blank space around it is passed over.
     *
     * @throws NumberFormatException if it is not written like one
     */
    public static double parse(String text) {
        String number = text.strip();
        if (!NOTATION.matcher(number).matches()) {
            throw new NumberFormatException("not a decimal number: " + number);
        }
        return Double.parseDouble(number);
    }
}
