package io.holter.trainer.data;

import io.holter.core.WrongArtefactException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Labels in a file of their own: text, plain or gzip, one label a line. */
final class LabelFile implements Closeable, Supplier<String> {

    private final String name;
    private final BufferedReader lines;
    private long line;

    private LabelFile(String name, BufferedReader lines) {
        this.name = name;
        this.lines = lines;
    }

    static LabelFile open(DataSource source) throws IOException {
        return new LabelFile(
                source.name(), new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8)));
    }

    /** Where the label read last stands. */
    @Override
    public String get() {
        return name + ":" + line;
    }

    /**
     * The next label.
     *
     * @param place what it is the label of
     */
    String next(Supplier<String> place) throws IOException {
        String label = lines.readLine();
        line++;
        if (label == null) {
            throw new WrongArtefactException(get(), "a label for " + place.get(), "the end of the file");
        }
        return label;
    }

    /** That there are no more labels than windows, or samples, of {@code data}. */
    void requireEnd(String data) throws IOException {
        for (String rest = lines.readLine(); rest != null; rest = lines.readLine()) {
            line++;
            if (!rest.isBlank()) {
                throw new WrongArtefactException(get(), "the end, as that of " + data, "one more label");
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
