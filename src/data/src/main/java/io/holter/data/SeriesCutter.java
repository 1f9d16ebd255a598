// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.BeatWindows;
import io.holter.core.slicing.Slicer;
import io.holter.core.slicing.SlidingWindows;
import io.holter.data.set.Series;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The cutter of one series: it gathers samples, has a {@link Slicer} cut them, and labels the windows. Holds a block of
 * samples and the labels of all.
 *
 * @param <S> state of the slicer
 */
final class SeriesCutter<S> {

    /** Samples that are gathered at most while no window is in sight. */
    private static final int MAX_GATHERED = 1 << 12;

    private final Supplier<String> place;
    private final String name;
    private final Piece.SeriesSource source;
    private final int number;
    private final WindowShape shape;
    private final Slicer<S> slicer;
    private final Iterator<Boolean> verdicts;
    private final BitSet anomalies = new BitSet();
    private final Queue<DataWindow> windows = new ArrayDeque<>();
    private S state;
    private float[] gathered;
    private int filled;
    private int length;

    private SeriesCutter(
            Piece.SeriesStart start, int number, WindowShape shape, Slicer<S> slicer, S state, List<Boolean> verdicts) {
        this.place = start.place();
        this.name = start.name();
        this.source = start.source();
        this.number = number;
        this.shape = shape;
        this.slicer = slicer;
        this.state = state;
        this.verdicts = verdicts.iterator();
        this.gathered = new float[shape.size()];
    }

    /** Cuts windows every so many samples. */
    static SeriesCutter<?> sliding(Piece.SeriesStart start, int number, WindowShape shape, int stride) {
        SlidingWindows slicer = new SlidingWindows(shape, stride);
        return new SeriesCutter<>(start, number, shape, slicer, slicer.start(), List.of());
    }

    /**
     * Cuts a window around each beat.
     *
     * @param verdicts whether each of the beats is an anomaly; empty to go by the samples
     */
    static SeriesCutter<?> around(Piece.SeriesStart start, int number, BeatWindow around, List<Boolean> verdicts) {
        BeatWindows slicer = new BeatWindows(around, start.channels());
        long[] beats = start.beats().stream().mapToLong(Piece.Beat::sample).toArray();
        BeatWindows.State state = slicer.announce(slicer.start(), beats);
        return new SeriesCutter<>(start, number, slicer.shape(), slicer, state, verdicts);
    }

    /**
     * Takes a sample.
     *
     * @param sample float[channels]; stays the caller's
     */
    void sample(float[] sample, boolean anomaly) {
        Consistency.requireFinite(place, sample, shape.channels(), length);
        if (length == Integer.MAX_VALUE) {
            throw new WrongArtefactException(place.get(), "at most " + length + " samples", "more");
        }
        if (anomaly) {
            anomalies.set(length);
        }
        length++;
        if (filled == gathered.length) {
            gathered = Arrays.copyOf(gathered, 2 * filled);
        }
        System.arraycopy(sample, 0, gathered, filled, sample.length);
        filled += sample.length;
        int samples = filled / shape.channels();
        if (samples >= Math.min(slicer.missing(state), Math.max(MAX_GATHERED, shape.length()))) {
            cut();
        }
    }

    private void cut() {
        Slicer.Cut<S> cut = slicer.cut(state, Arrays.copyOf(gathered, filled));
        state = cut.state();
        filled = 0;
        for (Slicer.SlicedWindow window : cut.windows()) {
            int start = (int) window.start();
            boolean anomaly = verdicts.hasNext() ? verdicts.next() : isAnomalous(start);
            Recorded recorded = new Recorded(source.name(), source.clock().at(start));
            windows.add(new DataWindow(window.values(), anomaly, number, start, recorded, place));
        }
    }

    /** A window is an anomaly if any of its samples is. */
    private boolean isAnomalous(int start) {
        int first = anomalies.nextSetBit(start);
        return first >= 0 && first < start + shape.length();
    }

    /** The next window that is complete; null as long as there is none. */
    DataWindow poll() {
        return windows.poll();
    }

    /**
     * Ends the series.
     *
     * @throws WrongArtefactException if it was shorter than a window
     */
    Series end() {
        if (length < shape.length()) {
            throw new WrongArtefactException(
                    place.get(),
                    "at least " + Count.of(shape.length(), "sample") + ", for one window",
                    String.valueOf(length));
        }
        return new Series(name, length, anomalies);
    }
}
