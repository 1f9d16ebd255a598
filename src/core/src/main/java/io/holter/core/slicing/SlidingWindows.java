// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import io.holter.core.WindowShape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of one length, each {@code stride} samples after the one before; see {@link Slicing}. Holds the samples since
 * the start of the next window, less than a window of them.
 *
 * @param shape shape of a window
 * @param stride samples from the start of a window to the start of the next, 1 or more
 */
public record SlidingWindows(WindowShape shape, int stride) implements Slicer<SlidingWindows.State>, Serializable {

    /**
     * What is remembered of a series.
     *
     * @param seen samples seen so far
     * @param next first sample of the next window
     * @param tail the samples from {@code next} on, float[… × channels], time-major; empty where none has been seen
     */
    public record State(long seen, long next, float[] tail) implements Serializable {}

    public SlidingWindows {
        if (stride < 1) {
            throw new IllegalArgumentException("a stride is 1 sample or more, got " + stride);
        }
    }

    @Override
    public State start() {
        return new State(0, 0, new float[0]);
    }

    @Override
    public Cut<State> cut(State state, float[] samples) {
        Block block =
                new Block(state.seen - state.tail.length / shape.channels(), state.tail, samples, shape.channels());
        List<SlicedWindow> windows = new ArrayList<>();
        long next = state.next;
        for (; next + shape.length() <= block.end(); next += stride) {
            windows.add(new SlicedWindow(next, block.copy(next, next + shape.length())));
        }
        float[] tail = block.copy(Math.min(next, block.end()), block.end());
        return new Cut<>(new State(block.end(), next, tail), windows);
    }

    @Override
    public long missing(State state) {
        return state.next + shape.length() - state.seen;
    }
}
