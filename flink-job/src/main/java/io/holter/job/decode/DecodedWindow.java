package io.holter.job.decode;

import io.holter.schemas.Origin;
import java.util.Map;

/**
 * A window that the model can score: its shape is the model's and all its values are finite.
 *
 * @param series what is measured, not empty
 * @param startMillis time of the first sample, milliseconds since 1970-01-01T00:00:00Z, above 0
 * @param sampleRate samples per second and channel, Hz; 0 where unknown
 * @param values raw units, float[length × channels], time-major
 * @param tags whatever the producer wants to find again in an alert
 * @param origin the record that it came in
 */
public record DecodedWindow(
        String series, long startMillis, float sampleRate, float[] values, Map<String, String> tags, Origin origin) {}
