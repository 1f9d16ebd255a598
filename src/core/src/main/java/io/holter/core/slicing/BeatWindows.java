// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import io.holter.core.WindowShape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Windows around beats, see {@link BeatWindow}. Whoever finds the beats {@linkplain #announce announces} them: at any
 * time before their windows, and no later than when the last sample of their windows has come. Holds the last samples,
 * as many as a window has.
 *
 * @param around how much of a window lies before its beat
 * @param channels channels of a sample, 1 or more
 */
public record BeatWindows(BeatWindow around, int channels) implements Slicer<BeatWindows.State>, Serializable {

    /**
     * What is remembered of a series.
     *
     * @param seen samples seen so far
     * @param tail the last of them, at most as many as a window has, float[… × channels], time-major
     * @param pending first samples of the windows to come, rising
     */
    public record State(long seen, float[] tail, long[] pending) implements Serializable {}

    public BeatWindows {
        if (channels < 1) {
            throw new IllegalArgumentException("a sample has 1 channel or more, got " + channels);
        }
    }

    /** Shape of a window. */
    public WindowShape shape() {
        return new WindowShape(around.length(), channels);
    }

    @Override
    public State start() {
        return new State(0, new float[0], new long[0]);
    }

    /**
     * Takes note of beats. One whose window begins before the series does, or before what is still known of it, has no
     * window.
     *
     * @param state unchanged
     * @param beats samples of the beats, counted from the first of the series
     */
    public State announce(State state, long... beats) {
        long oldest = state.seen - state.tail.length / channels;
        long[] starts = Arrays.stream(beats)
                .map(beat -> beat - around.before())
                .filter(start -> start >= oldest)
                .toArray();
        long[] pending = Arrays.copyOf(state.pending, state.pending.length + starts.length);
        System.arraycopy(starts, 0, pending, state.pending.length, starts.length);
        Arrays.sort(pending);
        return new State(state.seen, state.tail, pending);
    }

    @Override
    public Cut<State> cut(State state, float[] samples) {
        Block block = new Block(state.seen - state.tail.length / channels, state.tail, samples, channels);
        List<SlicedWindow> windows = new ArrayList<>();
        int done = 0;
        for (; done < state.pending.length && state.pending[done] + around.length() <= block.end(); done++) {
            long start = state.pending[done];
            windows.add(new SlicedWindow(start, block.copy(start, start + around.length())));
        }
        float[] tail = block.copy(Math.max(block.first(), block.end() - around.length()), block.end());
        long[] pending = Arrays.copyOfRange(state.pending, done, state.pending.length);
        return new Cut<>(new State(block.end(), tail, pending), windows);
    }

    /** A window that was announced when all its samples had come is due at the next sample. */
    @Override
    public long missing(State state) {
        return state.pending.length == 0
                ? Long.MAX_VALUE
                : Math.max(1, state.pending[0] + around.length() - state.seen);
    }
}
