// SPDX-License-Identifier: Apache-2.0
package io.holter.app.kafka;

import io.holter.core.WindowShape;
import io.holter.schemas.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Series made out of bare rows of values: it gives them to series in turn, and to each series' windows the
 * times one after another.
 */
public final class RecordedSeries {

    private static final long UNKNOWN_LENGTH_MILLIS = 1000;

    private final int series;
    private final int channels;
    private final float sampleRate;
    private final long startMillis;
    private long rows;

    /**
     * @param series series to spread rows over in turn, named {@code series-01} and so on, 1 or more
     * @param channels channels of a row, 1 or more
     * @param sampleRate samples per second and channel, Hz; 0 where unknown: then the windows of a series start a
     *     second apart
     * @param start start of the first window of each series
     */
    public RecordedSeries(int series, int channels, float sampleRate, Instant start) {
        if (series < 1 || channels < 1 || !(sampleRate >= 0)) {
            throw new IllegalArgumentException("series and channels are 1 or more and a sample rate is 0 or above, got "
                    + series + ", " + channels + ", " + sampleRate);
        }
        this.series = series;
        this.channels = channels;
        this.sampleRate = sampleRate;
        this.startMillis = start.toEpochMilli();
    }

    /** The name of the series that a window comes to, counted from 0. */
    static String name(int series, long window) {
        return ("series-%0" + Math.max(2, Integer.toString(series).length()) + "d").formatted(window % series + 1);
    }

    /**
     * When windows have to start that end at a time, the last of each series at the latest then.
     *
     * @param windows how many there will be in all
     * @param length samples of each
     */
    public static Instant startFor(Instant end, long windows, int series, int length, float sampleRate) {
        long turns = (windows + series - 1) / series;
        return end.minusMillis(after(turns, length, sampleRate));
    }

    /** How long after the first window of a series another starts, in milliseconds. */
    static long after(long turns, int length, float sampleRate) {
        return sampleRate > 0 ? (long) Math.ceil(turns * length * 1000.0 / sampleRate) : turns * UNKNOWN_LENGTH_MILLIS;
    }

    /**
     * The next window.
     *
     * @param values float[length × channels], time-major
     */
    public Window next(float[] values) {
        return next(values, Map.of());
    }

    /** As {@link #next(float[])}, with tags. */
    public Window next(float[] values, Map<String, String> tags) {
        long turn = rows / series;
        String name = name(series, rows);
        rows++;
        int length = values.length / channels;
        long start = startMillis + after(turn, length, sampleRate);
        WindowShape shape = new WindowShape(length, channels);
        return window(name, Instant.ofEpochMilli(start), sampleRate, shape, values, tags);
    }

    /** A window of Avro. */
    static Window window(
            String series,
            Instant start,
            float sampleRate,
            WindowShape shape,
            float[] values,
            Map<String, String> tags) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return new Window(series, start, sampleRate, shape.length(), shape.channels(), boxed, tags);
    }
}
