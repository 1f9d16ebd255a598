// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import java.util.List;

/**
 * A way of cutting windows from the samples of one series: a fold {@code (state, samples) → (state', windows)} without
 * side effects, so that whoever holds the state (a file reader, keyed state in a job) gets the same windows from the
 * same samples, however they are divided into blocks.
 *
 * @param <S> what is remembered of a series: a public record
 */
public interface Slicer<S> {

    /** State of a series of which nothing has been seen. */
    S start();

    /**
     * Takes the next samples of the series.
     *
     * @param state state after the samples so far; unchanged
     * @param samples float[n × channels], time-major, n ≥ 0; stays the caller's
     * @return next state and the windows that these samples complete
     */
    Cut<S> cut(S state, float[] samples);

    /**
     * How many more samples complete the next window, above 0; {@link Long#MAX_VALUE} where no window is in sight.
     * Whoever gathers samples and calls {@link #cut} at that point copies each sample a bounded number of times.
     */
    long missing(S state);

    /**
     * A window.
     *
     * @param start its first sample, counted from the first of the series
     * @param values float[length × channels], time-major
     */
    record SlicedWindow(long start, float[] values) {}

    /**
     * What a block of samples comes to.
     *
     * @param state what is remembered from here on
     * @param windows in the order of their starts
     */
    record Cut<S>(S state, List<SlicedWindow> windows) {}
}
