// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

/**
 * A model, data file or configuration that cannot be used as it is: trying again will not help, replacing it will.
 * The message reads {@code where: expected …, found …} on one line and is meant for people.
 */
public class WrongArtefactException extends RuntimeException {

    private static final long serialVersionUID = 1L;

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
        return where + ": expected " + expected + ", found " + found;
    }
}
