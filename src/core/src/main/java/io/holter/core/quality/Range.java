// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * Samples that follow each other.
 *
 * @param from the first
 * @param to the one after the last
 */
record Range(int from, int to) {

    /** The longest ranges of samples that are set, in their order. */
    static List<Range> of(boolean[] samples) {
        List<Range> ranges = new ArrayList<>();
        for (int from = 0; from < samples.length; from++) {
            if (samples[from]) {
                int to = from + 1;
                while (to < samples.length && samples[to]) {
                    to++;
                }
                ranges.add(new Range(from, to));
                from = to;
            }
        }
        return ranges;
    }

    int length() {
        return to - from;
    }
}
