// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.WindowShape;
import io.holter.data.set.Series;
import io.holter.data.set.Signal;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Windows from sources of any kind, one by one, never more than a few in memory; see {@link WindowFiles#open}. What is
 * wrong is thrown when it is come to. For one thread; to be closed, whether or not all windows were taken.
 */
public final class WindowStream implements Closeable {

    private final Iterator<DataSource> sources;
    private final Iterator<String> labelFiles;
    private final DataFormat format;
    private final Consumer<String> remarks;
    private final LabelRule rule;
    private final Consistency consistency;
    private final List<Series> series = new ArrayList<>();
    private SourceWindows current;

    /**
     * @param names of the sources, for the signal
     * @param labelFiles as many as sources, or none
     */
    WindowStream(
            List<DataSource> sources,
            List<String> names,
            List<String> labelFiles,
            DataFormat format,
            Consumer<String> remarks) {
        this.sources = sources.iterator();
        this.labelFiles = labelFiles.iterator();
        this.format = format;
        this.remarks = remarks;
        this.rule = new LabelRule(format.labels());
        this.consistency = new Consistency(format.channels(), names);
    }

    /**
     * The next window; null after the last.
     *
     * @throws io.holter.core.WrongArtefactException if something is wrong with the data, a source is empty, or after
     *     the last no window had a normal label
     * @throws DataFormatException if a source cannot be read as the format asks for
     * @throws IOException if a source cannot be read
     */
    public DataWindow next() throws IOException {
        while (current != null || sources.hasNext()) {
            if (current == null) {
                current = open(sources.next());
            }
            DataWindow window = current.next();
            if (window != null) {
                return window;
            }
            current.requireWhole(remarks);
            close();
        }
        rule.requireNormal();
        return null;
    }

    private SourceWindows open(DataSource source) throws IOException {
        LabelFile labels = null;
        try {
            labels = labelFiles.hasNext() ? WindowFiles.openLabels(labelFiles.next()) : null;
            WindowShape shape = consistency.shape();
            int height = shape == null ? 0 : signal().height();
            Piece.Pieces pieces = WindowFiles.openPieces(source, format, new DataReader.Known(shape, height));
            return new SourceWindows(source, pieces, labels, format, rule, consistency, series);
        } catch (IOException | RuntimeException e) {
            SourceWindows.closeInputs(source, labels);
            throw e;
        }
    }

    /** The shape of the windows; null before the first. */
    public WindowShape shape() {
        return consistency.shape();
    }

    /** What is known of the windows beyond their shape; all of it from the first one on. */
    public Signal signal() {
        return consistency.signal();
    }

    /** The series that windows were cut from and that are at their end, in their order. */
    public List<Series> series() {
        return Collections.unmodifiableList(series);
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            SourceWindows closing = current;
            current = null;
            closing.close();
        }
    }
}
