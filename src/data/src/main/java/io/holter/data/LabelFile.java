package io.holter.data;

import io.holter.core.WrongArtefactException;
import io.holter.data.array.ArrayFile;
import io.holter.data.array.ArrayReader;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Labels in a file of their own, plain or gzip: text with one label a line, or an IDX or {@code .npy} array of one
 * dimension. Supplies where the label read last stands.
 */
interface LabelFile extends Closeable, Supplier<String> {

    /**
     * The next label.
     *
     * @param place what it is the label of
     */
    String next(Supplier<String> place) throws IOException;

    /** That there are no more labels than windows, or samples, of {@code data}. */
    void requireEnd(String data) throws IOException;

    static LabelFile open(DataSource source) throws IOException {
        Optional<ArrayFile.Kind> kind = ArrayReader.kindOf(source);
        if (kind.isEmpty()) {
            return new Lines(
                    source.name(), new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8)));
        }
        ArrayFile array = ArrayFile.open(source, kind.get());
        if (array.header().dimensions() != 1) {
            array.close();
            throw new WrongArtefactException(
                    source.name(), "one row of labels", array.header().toString());
        }
        return new Elements(array);
    }

    /** Labels in the lines of a text. */
    final class Lines implements LabelFile {

        private final String name;
        private final BufferedReader lines;
        private long line;

        private Lines(String name, BufferedReader lines) {
            this.name = name;
            this.lines = lines;
        }

        @Override
        public String get() {
            return name + ":" + line;
        }

        @Override
        public String next(Supplier<String> place) throws IOException {
            String label = lines.readLine();
            line++;
            if (label == null) {
                throw new WrongArtefactException(get(), "a label of " + place.get(), "the end");
            }
            return label;
        }

        @Override
        public void requireEnd(String data) throws IOException {
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

    /** Labels in an array. */
    final class Elements implements LabelFile {

        private final ArrayFile array;
        private long taken;

        private Elements(ArrayFile array) {
            this.array = array;
        }

        @Override
        public String get() {
            return array.header().file() + ": label " + (taken - 1);
        }

        @Override
        public String next(Supplier<String> place) throws IOException {
            if (taken == array.header().count()) {
                throw new WrongArtefactException(
                        array.header().file() + ": byte " + array.position(),
                        "a label of " + place.get(),
                        "the end after " + taken + " labels");
            }
            taken++;
            double label = array.next();
            return label == Math.rint(label) && Math.abs(label) < 1e15
                    ? Long.toString((long) label)
                    : Double.toString(label);
        }

        @Override
        public void requireEnd(String data) throws IOException {
            long more = array.header().count() - taken;
            if (more > 0) {
                throw new WrongArtefactException(
                        array.header().file() + ": byte " + array.position(),
                        "the end after " + taken + " labels, as that of " + data,
                        more + " more");
            }
            array.requireEnd();
        }

        @Override
        public void close() throws IOException {
            array.close();
        }
    }
}
