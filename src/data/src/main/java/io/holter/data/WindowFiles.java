package io.holter.data;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.array.ArrayReader;
import io.holter.data.avro.AvroReader;
import io.holter.data.image.PictureReader;
import io.holter.data.kafka.TopicReader;
import io.holter.data.set.Series;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.data.text.RowReader;
import io.holter.data.text.UcrReader;
import io.holter.data.wfdb.WfdbReader;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads windows from data of many kinds, plain or gzip by content, from paths, globs, http(s) URLs and
 * Kafka topics.
 *
 * <p>Whatever is wrong with the data ends the reading with a {@link WrongArtefactException} that starts with the name of
 * the file and says where in it: line and column (the number of the field, from 1), byte offset, or number of the window
 * or sample, from 0.
 */
public final class WindowFiles {

    /** All kinds of data; what none of them knows is taken for {@linkplain #ROWS rows}. */
    static final List<DataReader> READERS = List.of(
            new ArrayReader(),
            new UcrReader(),
            new PictureReader(),
            new WfdbReader(),
            new AvroReader(),
            new TopicReader());

    private static final DataReader ROWS = new RowReader();

    /** More sources than these are told by the arguments that stand for them. */
    private static final int MAX_SOURCES_SHOWN = 10;

    private WindowFiles() {}

    /**
     * Reads all windows.
     *
     * @param sources paths, globs, URLs or kafka://host:port/topic; all windows of all of them have one shape
     * @throws WrongArtefactException if something is wrong with the data, a file is empty, or no window has a normal label
     * @throws IOException if a source cannot be read
     */
    public static WindowSet read(List<String> sources, DataFormat format) throws IOException {
        return read(sources, format, line -> System.err.println("holter: " + line));
    }

    /**
     * As {@link #read(List, DataFormat)}.
     *
     * @param remarks takes a line for people on what was passed over, which without it goes to standard error
     */
    public static WindowSet read(List<String> sources, DataFormat format, Consumer<String> remarks) throws IOException {
        try (SetConsumer set = new SetConsumer(remarks)) {
            Signal signal = readAll(sources, format, set);
            return set.build(format.labels().present(), signal);
        }
    }

    /** Reads one window after another, holding no more than a few: as {@link #read}, for data of any size. */
    public static void forEach(List<String> sources, DataFormat format, WindowConsumer consumer) throws IOException {
        readAll(sources, format, CutConsumer.of(consumer));
    }

    private static Signal readAll(List<String> arguments, DataFormat format, CutConsumer consumer) throws IOException {
        List<DataSource> sources = DataSource.find(arguments);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("at least one file to read");
        }
        List<String> labels = format.labels().files();
        if (!labels.isEmpty() && labels.size() != sources.size()) {
            throw new IllegalArgumentException(
                    "as many files of labels as of data: expected " + sources.size() + ", found " + labels.size());
        }
        WindowCollector collector = new WindowCollector(format, names(arguments, sources), consumer);
        for (int i = 0; i < sources.size(); i++) {
            try (DataSource source = sources.get(i);
                    DataSource ofLabels = labels.isEmpty() ? null : new DataSource(labels.get(i));
                    LabelFile labelFile = ofLabels == null ? null : LabelFile.open(ofLabels)) {
                collector.begin(source, labelFile);
                read(source, format, collector);
                collector.end();
            }
        }
        collector.requireNormal();
        return collector.signal();
    }

    private static void read(DataSource source, DataFormat format, WindowCollector collector) throws IOException {
        DataReader reader = readerOf(source);
        requireFitting(reader, source, format);
        reader.read(source, format, collector);
    }

    private static void requireFitting(DataReader reader, DataSource source, DataFormat format) {
        boolean labelled =
                format.labels().place() == LabelPlace.FIRST || format.labels().place() == LabelPlace.LAST;
        if (reader != ROWS && labelled) {
            throw wrong("--label first and --label last are for rows of CSV and TSV files", source);
        }
        if (reader != ROWS && !format.columns().equals(DataFormat.Columns.VALUES_ONLY)) {
            throw wrong("--header and --skip-columns are for rows of CSV and TSV files", source);
        }
        if (!(reader instanceof PictureReader) && format.images() != null) {
            throw wrong("--image-size is for PNG and JPEG pictures", source);
        }
        if (!(reader instanceof WfdbReader) && format.beats() != null) {
            throw wrong("--beats is for WFDB records with annotated beats", source);
        }
        requireFittingTags(reader, source, format.labels());
    }

    private static void requireFittingTags(DataReader reader, DataSource source, Labels labels) {
        boolean tagged = reader instanceof AvroReader || reader instanceof TopicReader;
        if (tagged && labels.place() == LabelPlace.OWN) {
            throw new IllegalArgumentException("--normal needs --label tag:NAME as well for " + source.name());
        }
        if (!tagged && labels.place() == LabelPlace.TAG) {
            throw wrong("--label tag:NAME is for windows in Avro", source);
        }
    }

    private static IllegalArgumentException wrong(String option, DataSource source) {
        return new IllegalArgumentException(option + ", not for " + source.name());
    }

    private static DataReader readerOf(DataSource source) throws IOException {
        for (DataReader reader : READERS) {
            if (reader.claims(source)) {
                return reader;
            }
        }
        if (!ROWS.claims(source)) {
            byte[] start = source.start();
            for (DataReader reader : READERS) {
                if (reader.knows(start)) {
                    return reader;
                }
            }
        }
        return ROWS;
    }

    private static List<String> names(List<String> arguments, List<DataSource> sources) {
        List<DataSource> told = sources.size() <= MAX_SOURCES_SHOWN
                ? sources
                : arguments.stream().map(DataSource::new).toList();
        return told.stream().map(DataSource::shortName).toList();
    }

    /** The first window tells the shape. */
    private static final class SetConsumer implements CutConsumer, AutoCloseable {

        private final Consumer<String> remarks;
        private WindowSet.Builder builder;

        SetConsumer(Consumer<String> remarks) {
            this.remarks = remarks;
        }

        @Override
        public void remark(String line) {
            remarks.accept(line);
        }

        @Override
        public void begin(WindowShape shape, Signal signal) {
            builder = new WindowSet.Builder(shape);
        }

        @Override
        public void accept(float[] window, boolean anomaly) throws IOException {
            builder.add(window, anomaly);
        }

        @Override
        public void beginSeries() {
            builder.begin();
        }

        @Override
        public void acceptCut(float[] window, boolean anomaly, int start) throws IOException {
            builder.addCut(window, anomaly, start);
        }

        @Override
        public void endSeries(Series series) {
            builder.end(series);
        }

        WindowSet build(boolean labelled, Signal signal) throws IOException {
            return builder.build(labelled, signal);
        }

        @Override
        public void close() throws IOException {
            if (builder != null) {
                builder.close();
            }
        }
    }
}
