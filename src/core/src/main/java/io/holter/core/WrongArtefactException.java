// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

/**
 * A model, data file or configuration that cannot be used as it is: trying again will not help, replacing it will.
 * The message reads {@code where: expected …, found …} on one line and is meant for people; of what was found,
 * it shows no more than they read.
 */
public class WrongArtefactException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Of what was found: files hold texts of any length. */
    private static final int MAX_CHARACTERS = 600;

    /**
     * States what is wrong with an artefact.
     *
     * @param where path of the artefact, with line and column or key where there is one
     * @param expected what would have been right
     * @param found what was there instead
     */
    public WrongArtefactException(String where, String expected, String found) {
        super(message(where, expected, found));
    }

    /** As {@link #WrongArtefactException(String, String, String)}, with what brought it to light. */
    public WrongArtefactException(String where, String expected, String found, Throwable cause) {
        super(message(where, expected, found), cause);
    }

    private static String message(String where, String expected, String found) {
        return where + ": expected " + expected + ", found " + cut(found);
    }

    private static String cut(String text) {
        return text == null || text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
    }
}
