// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import java.time.Instant;

/**
 * What data itself says of a window, beyond its values.
 *
 * @param series name of what was measured; null where the data does not say
 * @param start time of its first sample; null where the data does not say
 */
public record Recorded(String series, Instant start) {

    /** Of data that says neither. */
    public static final Recorded NOTHING = new Recorded(null, null);
}
