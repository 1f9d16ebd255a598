// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.core.WindowShape;
import io.holter.schemas.Origin;
import java.util.Map;

/**
 * A window as a producer wrote it, its shape and values checked.
 *
 * @param series what is measured; empty only in a file whose writer did not say
 * @param startMillis time of the first sample, milliseconds since 1970-01-01T00:00:00Z; 0 only in a file whose writer
 *     did not say
 * @param sampleRate samples per second and channel, Hz, finite; 0 where unknown
 * @param shape length and channels
 * @param values raw units, finite, float[length × channels], time-major
 * @param tags whatever the producer wants to find again in an alert
 * @param origin the record that it came in
 */
public record DecodedWindow(
        String series,
        long startMillis,
        float sampleRate,
        WindowShape shape,
        float[] values,
        Map<String, String> tags,
        Origin origin) {}
