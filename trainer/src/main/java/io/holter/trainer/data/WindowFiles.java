package io.holter.trainer.data;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.util.List;

/**
 * Reads windows from CSV and TSV files (the separator is a tab, else a semicolon, else a comma, whichever the first row
 * has), plain or gzip by content, from paths, globs and http(s) URLs: one window a row, no header. Empty lines are
 * passed over.
 *
 * <p>Whatever is wrong with a row ends the reading with a {@link WrongArtefactException} that starts with
 * {@code file:line:column:}, where the column is the number of the field, from 1.
 */
public final class WindowFiles {

    private WindowFiles() {}

    /** Receives one row after another. */
    @FunctionalInterface
    public interface RowConsumer {

        /**
         * Takes a row.
         *
         * @param window float[length × channels], time-major, finite; the receiver's to keep
         * @param anomaly whether its label says anomaly; false without labels
         */
        void accept(float[] window, boolean anomaly) throws IOException;
    }

    /**
     * Reads all windows.
     *
     * @param sources paths, globs or URLs; all rows of all of them have as many fields
     * @throws WrongArtefactException if a row is wrong, a file is empty, or no window has the normal label
     * @throws IOException if a source cannot be read
     */
    public static WindowSet read(List<String> sources, RowFormat format) throws IOException {
        List<DataSource> found = DataSource.find(sources);
        try (Collected collected = new Collected(format.channels())) {
            readAll(found, format, collected);
            return collected.builder.build(
                    format.label() != LabelColumn.NONE,
                    Signal.from(found.stream().map(DataSource::shortName).toList()));
        }
    }

    /** The first row tells the shape. */
    private static final class Collected implements RowConsumer, AutoCloseable {

        private final int channels;
        private WindowSet.Builder builder;

        Collected(int channels) {
            this.channels = channels;
        }

        @Override
        public void accept(float[] window, boolean anomaly) throws IOException {
            if (builder == null) {
                builder = new WindowSet.Builder(new WindowShape(window.length / channels, channels));
            }
            builder.add(window, anomaly);
        }

        @Override
        public void close() throws IOException {
            if (builder != null) {
                builder.close();
            }
        }
    }

    /** Reads one window after another, holding no more than one: as {@link #read}, for data of any size. */
    public static void forEach(List<String> sources, RowFormat format, RowConsumer consumer) throws IOException {
        readAll(DataSource.find(sources), format, consumer);
    }

    private static void readAll(List<DataSource> sources, RowFormat format, RowConsumer consumer) throws IOException {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("at least one file to read");
        }
        RowParser parser = new RowParser(format);
        for (DataSource source : sources) {
            WindowFile.forEachRow(source, parser, consumer);
        }
        parser.requireNormalLabel();
    }
}
