// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

/** How many of something, in words for people. */
public final class Count {

    private Count() {}

    /**
     * A number and its noun, such as {@code 1 window}, {@code 2 windows} or {@code 3 series}.
     *
     * @param singular noun whose plural ends in s; one that ends in s, such as series, is its own plural
     */
    public static String of(long number, String singular) {
        return of(number, singular, singular.endsWith("s") ? singular : singular + "s");
    }

    /** As {@link #of(long, String)}, for a noun with another plural, such as anomaly. */
    public static String of(long number, String singular, String plural) {
        return number + " " + (number == 1 ? singular : plural);
    }
}
