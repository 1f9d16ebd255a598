// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import java.util.BitSet;

/**
 * A long recording that windows were cut from, with a label for each of its samples.
 *
 * @param name what it is called, for messages and reports
 * @param length samples per channel
 * @param anomalies set at t where sample t is anomalous; empty without labels
 */
public record Series(String name, int length, BitSet anomalies) {

    public Series {
        anomalies = (BitSet) anomalies.clone();
        if (anomalies.length() > length) {
            throw new IllegalArgumentException(
                    name + " has " + length + " samples, and an anomaly at " + (anomalies.length() - 1));
        }
    }
}
