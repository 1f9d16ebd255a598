// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import java.time.Duration;

/** A pace of so many times per second, which catches up where it fell behind. */
public final class Pace {

    private final double perSecond;
    private final StopSignal stop;
    private final long start = System.nanoTime();
    private long count;

    /**
     * Begins now.
     *
     * @param perSecond how often, above 0; infinite does not wait at all
     * @param stop what ends all waiting
     */
    public Pace(double perSecond, StopSignal stop) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a pace is above 0 a second, got " + perSecond);
        }
        this.perSecond = perSecond;
        this.stop = stop;
    }

    /**
     * Waits until it is time for the next.
     *
     * @return false if there should be no next
     */
    public boolean awaitNext() throws InterruptedException {
        long due = start + (long) (1e9 * count++ / perSecond);
        long early = due - System.nanoTime();
        return early > 0 ? !stop.await(Duration.ofNanos(early)) : !stop.isRequested();
    }

    /** Time since the beginning. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
