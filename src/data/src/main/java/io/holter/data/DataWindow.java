// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import java.util.function.Supplier;

/**
 * A window as it was read.
 *
 * @param values float[length × channels], time-major, raw units, finite; the reader's again when the next is asked for
 * @param anomaly whether its label says anomaly; false without labels
 * @param series number of the series that it was cut from, in {@link WindowStream#series()}; -1 for one that stands for
 *     itself
 * @param start its first sample in that series; 0 for one that stands for itself
 * @param recorded what the data says of its series and its time
 * @param place where it stands in its source, or that of its series; to be asked before the next window is
 */
public record DataWindow(
        float[] values, boolean anomaly, int series, int start, Recorded recorded, Supplier<String> place) {

    /** Whether it was cut from a series. */
    public boolean isCut() {
        return series >= 0;
    }
}
