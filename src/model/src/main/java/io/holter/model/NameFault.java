// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import java.util.Optional;

/**
 * What keeps a text from being a name or a unit on a card, which go to alerts and terminals.
 *
 * @param expected what would have been right
 * @param found what was there instead
 */
public record NameFault(String expected, String found) {

    private static final int MAX_CHARACTERS = 256;

    /** The fault of a name; empty if it has none. */
    public static Optional<NameFault> of(String name) {
        if (name.length() > MAX_CHARACTERS) {
            return Optional.of(new NameFault("at most " + MAX_CHARACTERS + " characters", name.length() + ""));
        }
        return name.chars().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
                ? Optional.of(new NameFault("text without control characters", "some"))
                : Optional.empty();
    }
}
