// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import io.holter.core.WrongArtefactException;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * Text as lines of fields, read one field after another: lines may be of any length. Lines and columns count from 1.
 */
final class FieldScanner {

    /** Longer than any number, name or line of a header. */
    private static final int MAX_CHARACTERS = 1 << 16;

    private final String file;
    private final BufferedReader reader;
    private final StringBuilder text = new StringBuilder();
    private long line = 1;
    private long column = 1;
    private long fieldLine = 1;
    private long fieldColumn = 1;
    private int end = '\n';

    FieldScanner(String file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** Whether anything is left; passes over blank space and line ends before it. */
    boolean advance() throws IOException {
        while (true) {
            reader.mark(1);
            int c = reader.read();
            if (c < 0) {
                return false;
            }
            if (!Character.isWhitespace(c) && c != '\uFEFF') {
                reader.reset();
                return true;
            }
            count(c);
        }
    }

    /** The rest of the line, without blank space around it. */
    String restOfLine() throws IOException {
        return upTo("");
    }

    /** What stands before the next comma, colon or line end, without blank space around it. */
    String field() throws IOException {
        return upTo(",:");
    }

    private String upTo(String separators) throws IOException {
        text.setLength(0);
        fieldColumn = column;
        fieldLine = line;
        while (true) {
            int c = reader.read();
            end = c;
            if (c >= 0) {
                count(c);
            }
            if (c < 0 || c == '\n' || separators.indexOf(c) >= 0) {
                return text.toString().strip();
            }
            if (text.length() == MAX_CHARACTERS) {
                throw new WrongArtefactException(place(), "at most " + MAX_CHARACTERS + " characters", "more");
            }
            text.append((char) c);
        }
    }

    private void count(int c) {
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
    }

    /** Whether the field read last is the last of its line. */
    boolean endsLine() {
        return end == '\n' || end < 0;
    }

    /** Whether a comma follows the field read last. */
    boolean endsInComma() {
        return end == ',';
    }

    /** The line of the field read last: {@code file:line}. */
    String linePlace() {
        return file + ":" + fieldLine;
    }

    /** Where the field read last begins: {@code file:line:column}. */
    String place() {
        return linePlace() + ":" + fieldColumn;
    }
}
