// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.set.Series;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The windows of one source: its pieces, labelled, cut and checked. For one thread; to be closed.
 */
final class SourceWindows implements Closeable {

    private final DataSource source;
    private final Piece.Pieces pieces;
    private final LabelFile labelFile;
    private final DataFormat format;
    private final LabelRule rule;
    private final Consistency consistency;
    private final List<Series> series;
    private final List<String> remarks = new ArrayList<>();
    private SeriesCutter<?> cutter;
    private long given;
    private long unusable;
    private String firstUnusable;

    /**
     * @param pieces what the source holds; closed with this
     * @param labelFile its labels, closed with this; null if they are not in a file of their own
     * @param rule which labels are normal
     * @param consistency what windows of all sources have in common
     * @param series gets the series of the source
     */
    SourceWindows(
            DataSource source,
            Piece.Pieces pieces,
            LabelFile labelFile,
            DataFormat format,
            LabelRule rule,
            Consistency consistency,
            List<Series> series) {
        this.source = source;
        this.pieces = pieces;
        this.labelFile = labelFile;
        this.format = format;
        this.rule = rule;
        this.consistency = consistency;
        this.series = series;
    }

    /** The next window; null after the last. */
    DataWindow next() throws IOException {
        while (true) {
            DataWindow window = cutter == null ? null : cutter.poll();
            if (window == null) {
                Piece piece = pieces.next();
                if (piece == null) {
                    return null;
                }
                window = take(piece);
            }
            if (window != null) {
                given++;
                return window;
            }
        }
    }

    /** Takes a piece; the window that it is, if it is one. */
    private DataWindow take(Piece piece) throws IOException {
        if (piece instanceof Piece.Window window) {
            return window(window);
        }
        if (piece instanceof Piece.Sample sample) {
            boolean anomaly = isAnomaly(sample.label());
            cutter.sample(sample.values(), anomaly);
        } else if (piece instanceof Piece.SkippedSample sample) {
            isAnomaly(sample.label());
        } else if (piece instanceof Piece.SeriesStart start) {
            begin(start);
        } else if (piece instanceof Piece.SeriesEnd) {
            series.add(cutter.end());
            cutter = null;
        } else if (piece instanceof Piece.Description description) {
            consistency.require(description);
        } else if (piece instanceof Piece.Mark mark) {
            rule.isAnomaly(mark.label().place(), mark.label().text());
        } else if (piece instanceof Piece.Remark remark) {
            remarks.add(remark.text());
        } else if (piece instanceof Piece.Unusable bad) {
            unusable++;
            firstUnusable = firstUnusable == null ? bad.place().get() + ": " + bad.why() : firstUnusable;
        }
        return null;
    }

    private DataWindow window(Piece.Window window) throws IOException {
        boolean anomaly = isAnomaly(window.label());
        if (format.slicing() != null) {
            throw new DataFormatException(
                    window.place().get(),
                    "a series of samples to cut",
                    "a window of "
                            + WindowSize.describe(
                                    window.shape(), consistency.signal().height()),
                    DataFeature.SLICING);
        }
        consistency.require(window.place(), window.shape());
        Consistency.requireFinite(
                window.place(), window.values(), window.shape().channels(), 0);
        return new DataWindow(window.values(), anomaly, -1, 0, window.recorded(), window.place());
    }

    private void begin(Piece.SeriesStart start) throws IOException {
        if (format.beats() != null) {
            consistency.require(start.place(), new WindowShape(format.beats().length(), start.channels()));
            cutter = SeriesCutter.around(start, series.size(), format.beats(), verdicts(start.beats()));
            return;
        }
        if (format.slicing() == null) {
            throw new DataFormatException(
                    start.place().get(), "a length of windows to cut this series into", "none", DataFeature.SLICING);
        }
        WindowShape shape = WindowSize.of(start.place(), format.slicing().window(), start.channels());
        consistency.require(start.place(), shape);
        cutter = SeriesCutter.sliding(
                start, series.size(), shape, format.slicing().stride());
    }

    /** Whether each beat is an anomaly; empty where beats have no labels of their own. */
    private List<Boolean> verdicts(List<Piece.Beat> beats) {
        return beats.stream()
                .filter(beat -> beat.label() != null)
                .map(beat -> rule.isAnomaly(beat.label().place(), beat.label().text()))
                .toList();
    }

    private boolean isAnomaly(Piece.Label label) throws IOException {
        if (label.known() != null) {
            return label.known();
        }
        if (labelFile != null) {
            String text = labelFile.next(label.place());
            return rule.isAnomaly(labelFile::place, text);
        }
        boolean named = label.text() == null && format.labels().place() == LabelPlace.FOLDER;
        return rule.isAnomaly(label.place(), named ? source.folder() : label.text());
    }

    /**
     * After the last window: that there was one, and a label for nothing else.
     *
     * @param people takes lines on what was passed over, or else worth knowing
     */
    void requireWhole(Consumer<String> people) throws IOException {
        if (given == 0) {
            throw new WrongArtefactException(
                    source.name(),
                    "at least one window",
                    unusable == 0
                            ? "none"
                            : "none in " + Count.of(unusable, "record") + ", the first of them, " + firstUnusable);
        }
        if (labelFile != null) {
            labelFile.requireEnd(source.name());
        }
        remarks.forEach(people);
        if (unusable > 0) {
            people.accept(source.name() + ": " + unusable + " of " + Count.of(unusable + given, "record")
                    + " passed over, the first of them, " + firstUnusable);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            pieces.close();
        } finally {
            closeInputs(source, labelFile);
        }
    }

    /** Closes a source and the file of its labels, which may be null. */
    static void closeInputs(DataSource source, LabelFile labelFile) throws IOException {
        try {
            source.close();
        } finally {
            if (labelFile != null) {
                labelFile.close();
            }
        }
    }
}
