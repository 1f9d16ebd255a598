// SPDX-License-Identifier: Apache-2.0
package io.holter.app.kafka;

import io.holter.core.WindowShape;
import io.holter.data.DataWindow;
import io.holter.data.Recorded;
import io.holter.schemas.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives windows that were read a series and a time. What the data says stands; windows without a time follow one
 * another within their series, the last of each ending when the replay starts. Where it is not known how many there will
 * be, such a window ends when it is sent.
 */
public final class ReplayedSeries {

    private final Choice choice;
    private final float sampleRate;
    private final Counts undated;
    private final Instant end;
    private final Map<String, Long> turns = new HashMap<>();
    private long windows;

    /**
     * What people chose over what the data says.
     *
     * @param series how many series to spread windows over in turn, whatever they are called; 0 to go by the data, with
     *     one series for what it does not name
     * @param freshTimes whether to give new times to windows that have one
     */
    public record Choice(int series, boolean freshTimes) {

        /** Whether the time that data gives a window stands. */
        public boolean isDated(Recorded recorded) {
            return recorded.start() != null && !freshTimes;
        }

        private String series(Recorded recorded, long number) {
            return series == 0 && recorded.series() != null
                    ? recorded.series()
                    : RecordedSeries.name(Math.max(1, series), number);
        }
    }

    /** How many windows of each series have to be given a time. */
    public static final class Counts {

        private final Map<String, Long> ofSeries = new HashMap<>();
        private long windows;

        /** Counts the next window. */
        public void add(Choice choice, Recorded recorded) {
            if (!choice.isDated(recorded)) {
                ofSeries.merge(choice.series(recorded, windows), 1L, Long::sum);
            }
            windows++;
        }
    }

    /**
     * @param sampleRate samples per second and channel, Hz; 0 where unknown: then windows that are given a time start a
     *     second apart
     * @param undated null where it is not known how many there will be
     * @param end of the last window that is given a time
     */
    public ReplayedSeries(Choice choice, float sampleRate, Counts undated, Instant end) {
        this.choice = choice;
        this.sampleRate = sampleRate;
        this.undated = undated;
        this.end = end;
    }

    /**
     * The next window.
     *
     * @param now the time at which it is sent
     */
    public Window next(DataWindow window, WindowShape shape, Map<String, String> tags, Instant now) {
        String series = choice.series(window.recorded(), windows++);
        Instant start =
                choice.isDated(window.recorded()) ? window.recorded().start() : madeUp(series, shape.length(), now);
        return RecordedSeries.window(series, start, sampleRate, shape, window.values(), tags);
    }

    private Instant madeUp(String series, int length, Instant now) {
        long turn = turns.merge(series, 1L, Long::sum) - 1;
        Long count = undated == null ? null : undated.ofSeries.get(series);
        // More than were counted: the data has grown since.
        return count == null || turn >= count
                ? now.minusMillis(RecordedSeries.after(1, length, sampleRate))
                : end.minusMillis(RecordedSeries.after(count, length, sampleRate))
                        .plusMillis(RecordedSeries.after(turn, length, sampleRate));
    }
}
