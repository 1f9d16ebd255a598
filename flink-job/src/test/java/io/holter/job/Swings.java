// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import io.holter.core.WindowShape;
import io.holter.job.decode.RawRecord;
import io.holter.schemas.Origin;
import io.holter.schemas.Window;
import io.holter.wire.DecodedWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Windows for {@link io.holter.model.MeanModel} whose error is known: every channel swings by an amplitude a around its
 * mean, so that its variance is a² and the error of the window a²/4, exact in binary for the amplitudes used in tests.
 */
public final class Swings {

    /** Samples per channel (even, so that the mean is exact) and channels. */
    public static final WindowShape SHAPE = new WindowShape(8, 2);

    /** Error 0.25: below every threshold and every floor of a test. */
    public static final float QUIET = 1;

    /** Error 4: far above every threshold that a policy starts with. */
    public static final float ALARMING = 4;

    /** Mean of every channel; what the model expects. */
    public static final float MEAN = 3;

    /** Time of the window at offset 0; each later offset is a second later. */
    public static final long START_MILLIS = 1_700_000_000_000L;

    private static final String TOPIC = "holter.windows";

    private Swings() {}

    /** The error that the model finds in a window of this amplitude. */
    public static double error(float amplitude) {
        return amplitude * amplitude / 4.0;
    }

    /** float[8 × 2], time-major. */
    public static float[] values(float amplitude) {
        float[] values = new float[SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / SHAPE.channels() % 2 == 0 ? MEAN + amplitude : MEAN - amplitude;
        }
        return values;
    }

    /** A window as the scoring operator takes it. */
    public static DecodedWindow decoded(String series, long offset, float amplitude) {
        return new DecodedWindow(
                series,
                START_MILLIS + offset * 1000,
                250,
                SHAPE,
                values(amplitude),
                Map.of("ward", "3b"),
                new Origin(TOPIC, 0, offset));
    }

    /** A record as it lies in the windows topic. */
    public static RawRecord record(String series, long offset, float amplitude) {
        List<Float> values = new ArrayList<>();
        for (float value : values(amplitude)) {
            values.add(value);
        }
        Window window = Window.newBuilder()
                .setSeries(series)
                .setStart(Instant.ofEpochMilli(START_MILLIS + offset * 1000))
                .setSampleRate(250)
                .setLength(SHAPE.length())
                .setChannels(SHAPE.channels())
                .setValues(values)
                .setTags(Map.of("ward", "3b"))
                .build();
        return record(series, offset, encode(window));
    }

    /** A record of any bytes. */
    public static RawRecord record(String series, long offset, byte[] value) {
        return new RawRecord(TOPIC, 0, offset, series.getBytes(StandardCharsets.UTF_8), value);
    }

    private static byte[] encode(Window window) {
        try {
            ByteBuffer buffer = Window.getEncoder().encode(window);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
