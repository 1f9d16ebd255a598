package io.holter.data.avro;

import io.holter.core.WindowShape;
import io.holter.schemas.Window;
import java.util.List;
import java.util.Map;

/**
 * A window as a producer wrote it, its sizes and values checked.
 *
 * @param series what is measured; empty where the producer did not say
 * @param startMillis time of the first sample, milliseconds since 1970-01-01T00:00:00Z; 0 where unknown
 * @param sampleRate samples per second and channel, Hz; 0 where unknown
 * @param shape its geometry
 * @param values raw units, finite, float[length × channels], time-major
 * @param tags whatever the producer added
 */
public record WindowRecord(
        String series,
        long startMillis,
        float sampleRate,
        WindowShape shape,
        float[] values,
        Map<String, String> tags) {

    /**
     * Checks a window, as the job does before it scores one.
     *
     * @throws UnfitWindowException if its sizes do not make a shape, it has more or fewer values than that, or one that
     *     is not finite
     */
    static WindowRecord of(Window window) throws UnfitWindowException {
        int length = window.getLength();
        int channels = window.getChannels();
        if (length < 1) {
            throw new UnfitWindowException("a length of 1 or more", String.valueOf(length));
        }
        if (channels < 1) {
            throw new UnfitWindowException("1 or more channels", String.valueOf(channels));
        }
        List<Float> list = window.getValues();
        if (list.size() != (long) length * channels) {
            throw new UnfitWindowException(
                    (long) length * channels + " values (length × channels)", String.valueOf(list.size()));
        }
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
            if (!Float.isFinite(values[i])) {
                throw new UnfitWindowException(
                        "finite values", values[i] + " at sample " + i / channels + " of channel " + i % channels);
            }
        }
        float rate = window.getSampleRate();
        return new WindowRecord(
                window.getSeries(),
                window.getStart().toEpochMilli(),
                Float.isFinite(rate) && rate > 0 ? rate : 0,
                new WindowShape(length, channels),
                values,
                window.getTags());
    }
}
