// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.schemas.Origin;
import java.util.Map;

/**
 * One or more consecutive samples of a series, as a record has them.
 *
 * @param series what is measured
 * @param startMicros time of the first sample, microseconds since 1970-01-01T00:00:00Z
 * @param sampleRate samples per second and channel, Hz; 0 where it is not said
 * @param channels channels of a sample, 1 or more
 * @param values raw units, float[samples × channels], time-major; not a number where a value is missing
 * @param tags whatever the producer wants to find again in an alert
 * @param origin the record that it came in
 */
public record SampleBlock(
        String series,
        long startMicros,
        float sampleRate,
        int channels,
        float[] values,
        Map<String, String> tags,
        Origin origin) {}
