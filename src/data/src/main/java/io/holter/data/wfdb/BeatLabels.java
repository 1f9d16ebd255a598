// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Which samples are anomalous, by the annotated beats: each beat stands for the samples that lie nearer to it than to
 * any other beat, at most a second away, and those of a beat that is not normal are anomalous. So are the flutter waves
 * ({@code !}), which count as beats here, and all that lies between {@code [} and {@code ]}, ventricular flutter or
 * fibrillation. No other annotation says anything about a sample.
 */
public final class BeatLabels {

    /**
     * Symbols of normal beats where nothing else is asked for: those of class N of ANSI/AAMI EC57, which takes in
     * bundle branch blocks and escape beats from above the ventricles.
     */
    public static final List<String> NORMAL = List.of("N", "L", "R", "B", "e", "j");

    private static final String FLUTTER_WAVE = "!";
    private static final String FLUTTER_BEGINS = "[";
    private static final String FLUTTER_ENDS = "]";
    private static final double MAX_DISTANCE_SECONDS = 1;

    private BeatLabels() {}

    /** Tells beats that are not normal. */
    @FunctionalInterface
    public interface BeatRule {

        /** Whether a beat, or a flutter wave, is an anomaly. */
        boolean isAnomaly(Annotation beat);
    }

    /**
     * The anomalous samples of a record.
     *
     * @param annotations in any order
     * @param rule asked once for each beat and flutter wave, in the order of their samples
     * @param frequency samples per second
     * @param length samples of the record
     */
    public static BitSet anomalies(List<Annotation> annotations, BeatRule rule, double frequency, int length) {
        BitSet anomalies = new BitSet();
        List<Annotation> beats = annotations.stream()
                .filter(a -> a.isBeat() || a.symbol().equals(FLUTTER_WAVE))
                .sorted(Comparator.comparingInt(Annotation::sample))
                .toList();
        long maxDistance = Math.min(Integer.MAX_VALUE, Math.round(MAX_DISTANCE_SECONDS * frequency));
        for (int i = 0; i < beats.size(); i++) {
            long beat = beats.get(i).sample();
            if (rule.isAnomaly(beats.get(i))) {
                // Half way, a sample belongs to the earlier beat.
                long from = i == 0 ? 0 : middle(beats.get(i - 1).sample(), beat) + 1;
                long to = i + 1 == beats.size()
                        ? length
                        : middle(beat, beats.get(i + 1).sample()) + 1;
                set(anomalies, Math.max(from, beat - maxDistance), Math.min(to, beat + maxDistance + 1), length);
            }
        }
        markFlutter(annotations, anomalies, length);
        return anomalies;
    }

    private static void markFlutter(List<Annotation> annotations, BitSet anomalies, int length) {
        int start = -1;
        for (Annotation annotation : annotations) {
            if (annotation.symbol().equals(FLUTTER_BEGINS)) {
                start = annotation.sample();
            } else if (annotation.symbol().equals(FLUTTER_ENDS) && start >= 0) {
                set(anomalies, start, annotation.sample() + 1, length);
                start = -1;
            }
        }
        if (start >= 0) {
            set(anomalies, start, length, length);
        }
    }

    private static long middle(long earlier, long later) {
        return (earlier + later) / 2;
    }

    private static void set(BitSet anomalies, long from, long to, int length) {
        long first = Math.max(0, from);
        long end = Math.min(to, length);
        if (first < end) {
            anomalies.set((int) first, (int) end);
        }
    }
}
