// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.data.set.WindowSet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * The entry to reading windows from data of many kinds, plain or gzip by content, from paths, globs, http(s) URLs and
 * Kafka topics.
 *
 * <p>What is wrong with the data ends the reading with a {@link io.holter.core.WrongArtefactException} that starts with
 * the name of the source and says where in it: line and column (the number of the field, from 1), byte offset, or
 * number of the window or sample, from 0.
 */
public final class WindowFiles {

    /** All kinds of data, in the order in which they are asked. The last takes what nobody else knows. */
    private static final List<DataReader> READERS =
            ServiceLoader.load(DataReader.class, WindowFiles.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    /** More sources than these go by the arguments that stand for them. */
    private static final int MAX_SOURCES_SHOWN = 10;

    private WindowFiles() {}

    /**
     * Opens sources, to take their windows one by one.
     *
     * @param sources paths, globs, URLs or kafka://host:port/topic; all windows of all of them have one shape
     * @param remarks takes lines for people on what was passed over
     * @throws io.holter.core.WrongArtefactException if a glob matches nothing
     */
    public static WindowStream open(List<String> sources, DataFormat format, Consumer<String> remarks)
            throws IOException {
        List<DataSource> found = SourceFiles.find(sources);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("at least one file to read");
        }
        List<String> labels = format.labels().files();
        if (!labels.isEmpty() && labels.size() != found.size()) {
            throw new IllegalArgumentException(
                    "as many files of labels as of data: expected " + found.size() + ", found " + labels.size());
        }
        return new WindowStream(found, names(sources, found), labels, format, remarks);
    }

    /**
     * Reads all windows.
     *
     * @see #open
     * @see WindowStream#next
     */
    public static WindowSet read(List<String> sources, DataFormat format, Consumer<String> remarks) throws IOException {
        try (WindowStream stream = open(sources, format, remarks)) {
            DataWindow window = stream.next();
            try (WindowSet.Builder set = new WindowSet.Builder(stream.shape())) {
                for (; window != null; window = stream.next()) {
                    if (window.isCut()) {
                        set.addCut(window.values(), window.anomaly(), window.series(), window.start());
                    } else {
                        set.add(
                                window.values(),
                                window.anomaly(),
                                window.place().get());
                    }
                }
                return set.build(format.labels().present(), stream.signal(), stream.series());
            }
        }
    }

    /** Opens what a source holds. */
    static Piece.Pieces openPieces(DataSource source, DataFormat format, DataReader.Known known) throws IOException {
        DataReader reader = readerOf(source);
        for (DataFeature feature : format.features()) {
            if (!reader.supports(feature)) {
                throw new DataFormatException(source.name(), feature.where(), reader.kind(), feature);
            }
        }
        return reader.open(source, format, known);
    }

    /** Opens a file of labels. */
    static LabelFile openLabels(String name) throws IOException {
        DataSource source = new DataSource(name);
        for (DataReader reader : READERS) {
            Optional<LabelFile> labels = reader.openLabels(source);
            if (labels.isPresent()) {
                return labels.get();
            }
        }
        throw new IllegalStateException("rows take any file of labels");
    }

    private static DataReader readerOf(DataSource source) throws IOException {
        for (DataReader reader : READERS) {
            if (reader.claims(source)) {
                return reader;
            }
        }
        byte[] start = source.start();
        return READERS.stream()
                .filter(reader -> reader.knows(start))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(List<String> arguments, List<DataSource> sources) {
        List<DataSource> named = sources.size() <= MAX_SOURCES_SHOWN
                ? sources
                : arguments.stream().map(DataSource::new).toList();
        return named.stream().map(DataSource::shortName).toList();
    }
}
