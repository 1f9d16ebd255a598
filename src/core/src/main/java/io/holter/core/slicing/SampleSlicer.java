// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * From blocks of samples as they come to windows: the samples are put on a {@link SampleGrid}, and what is whole there
 * is cut by a {@link Slicer}, which begins anew with every run.
 *
 * @param <S> state of the slicer
 * @param grid puts samples in order
 * @param slicer cuts them
 * @param window samples of a window, per channel
 */
public record SampleSlicer<S>(SampleGrid grid, Slicer<S> slicer, int window) {

    /**
     * What is remembered of a series beside the states of grid and slicer.
     *
     * @param seen samples of the run so far
     * @param endMicros time of the sample behind the last, microseconds
     * @param filled the latest samples of the run that have a filled value, rising, counted from its first
     */
    public record Clock(long seen, long endMicros, long[] filled) implements Serializable {}

    /** All that is remembered of a series. */
    public record State<S>(SampleGrid.State grid, S slicer, Clock clock) {}

    /**
     * A window.
     *
     * @param startMicros time of its first sample, microseconds since 1970
     * @param values float[length × channels], time-major
     * @param filled how many of its samples have a value that was filled in
     */
    public record TimedWindow(long startMicros, float[] values, int filled) {}

    /** What a block comes to. */
    public record Cut<S>(State<S> state, List<TimedWindow> windows, SampleGrid.Losses losses) {}

    /** State of a series of which nothing has been seen. */
    public State<S> start() {
        return new State<>(grid.start(), slicer.start(), new Clock(0, 0, new long[0]));
    }

    /** Takes a block. */
    public Cut<S> take(State<S> state, SampleGrid.TimedBlock block) {
        return cut(state, grid.take(state.grid, block));
    }

    /** Waits no longer for what is missing. */
    public Cut<S> release(State<S> state) {
        return cut(state, grid.release(state.grid));
    }

    private Cut<S> cut(State<S> state, SampleGrid.Step step) {
        S cutting = state.slicer;
        Clock clock = state.clock;
        List<TimedWindow> windows = new ArrayList<>();
        for (SampleGrid.Run run : step.runs()) {
            if (!run.continues()) {
                cutting = slicer.start();
                clock = new Clock(0, run.startMicros(), new long[0]);
            }
            clock = after(clock, run);
            Slicer.Cut<S> cut = slicer.cut(cutting, run.samples());
            cutting = cut.state();
            for (Slicer.SlicedWindow sliced : cut.windows()) {
                windows.add(timed(sliced, clock));
            }
        }
        return new Cut<>(new State<>(step.state(), cutting, clock), windows, step.losses());
    }

    private Clock after(Clock clock, SampleGrid.Run run) {
        int count = run.samples().length / grid.channels();
        long seen = clock.seen + count;
        long end = run.startMicros() + Math.round(count * 1e6 / grid.rate());
        if (run.filled().length == 0 && clock.filled.length == 0) {
            return new Clock(seen, end, clock.filled);
        }
        // Of windows that may still come, none begins before a window's length ago.
        long[] filled = LongStream.concat(
                        Arrays.stream(clock.filled), Arrays.stream(run.filled()).mapToLong(i -> clock.seen + i))
                .filter(i -> i >= clock.seen - window)
                .toArray();
        return new Clock(seen, end, filled);
    }

    /** Times are counted back from the latest sample, as clocks run fast or slow. */
    private TimedWindow timed(Slicer.SlicedWindow sliced, Clock clock) {
        long start = clock.endMicros - Math.round((clock.seen - sliced.start()) * 1e6 / grid.rate());
        long from = sliced.start();
        int filled = (int) Arrays.stream(clock.filled)
                .filter(i -> i >= from && i < from + window)
                .count();
        return new TimedWindow(start, sliced.values(), filled);
    }
}
