// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.data.set.WindowSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The windows that a report speaks of, with their errors. Not copied.
 *
 * @param windows the windows, with or without labels
 * @param errors double[windows], the error of each; +∞ where it could not be computed
 * @param threshold an error above it is an alarm
 * @param subject what windows these are, in a few words, for example <em>held-out normal windows and all anomalies of
 *     beats.csv</em>
 */
record Scored(WindowSet windows, double[] errors, double threshold, String subject) {

    Scored {
        if (errors.length != windows.size() || errors.length == 0) {
            throw new IllegalArgumentException("as many errors as windows and at least one, got " + errors.length
                    + " errors and " + windows.size() + " windows");
        }
    }

    /** Number of windows. */
    int size() {
        return errors.length;
    }

    /** Whether there are both normal windows and anomalies, so that figures of quality exist. */
    boolean bothClasses() {
        int anomalies = windows.anomalies();
        return anomalies > 0 && anomalies < size();
    }

    /** Whether a window's error is above the threshold; NaN counts as above. */
    boolean alarm(int window) {
        return !(errors[window] <= threshold);
    }

    /** Number of windows whose error is above the threshold. */
    long alarms() {
        return IntStream.range(0, size()).filter(this::alarm).count();
    }

    /** The windows of one class, in their order. */
    int[] members(boolean anomalous) {
        return IntStream.range(0, size())
                .filter(i -> windows.isAnomaly(i) == anomalous)
                .toArray();
    }

    /** The windows of one class, by rising error. */
    int[] ranked(boolean anomalous) {
        return Arrays.stream(members(anomalous))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> errors[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** The finite errors, rising. */
    double[] sortedErrors() {
        return Arrays.stream(errors).filter(Double::isFinite).sorted().toArray();
    }

    /** Where a window stands: its series and first sample, else its number among these windows, from 1. */
    String place(int window) {
        if (windows.series().isEmpty()) {
            return String.format(Wording.LOCALE, "window %,d", window + 1);
        }
        return String.format(
                Wording.LOCALE,
                "%s, sample %,d",
                windows.series().get(windows.seriesOf(window)).name(),
                windows.startOf(window));
    }
}
