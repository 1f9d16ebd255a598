// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataSource;
import io.holter.data.LabelFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Supplier;

/** A text with one label a line. */
final class LabelLines implements LabelFile {

    /** Longer than any label. */
    private static final int MAX_CHARACTERS = 1 << 12;

    private final String name;
    private final BufferedReader lines;
    private long line;

    private LabelLines(String name, BufferedReader lines) {
        this.name = name;
        this.lines = lines;
    }

    static LabelLines open(DataSource source) throws IOException {
        return new LabelLines(source.name(), TextSource.open(source));
    }

    @Override
    public String place() {
        return name + ":" + line;
    }

    @Override
    public String next(Supplier<String> place) throws IOException {
        String label = readLine();
        if (label == null) {
            throw new WrongArtefactException(place(), "a label of " + place.get(), "the end");
        }
        return label;
    }

    @Override
    public void requireEnd(String data) throws IOException {
        for (String rest = readLine(); rest != null; rest = readLine()) {
            if (!rest.isBlank()) {
                throw new WrongArtefactException(place(), "the end, as that of " + data, "one more label");
            }
        }
    }

    /** The next line; null after the last. */
    private String readLine() throws IOException {
        line++;
        StringBuilder text = new StringBuilder();
        int c = lines.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = lines.read()) {
            if (text.length() == MAX_CHARACTERS) {
                throw new WrongArtefactException(place(), "at most " + MAX_CHARACTERS + " characters", "more");
            }
            text.append((char) c);
        }
        return TextSource.requireUtf8(this::place, text.toString());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
