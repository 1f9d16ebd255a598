// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * VUS-PR: the area under a precision–recall curve of the samples of a series that forgives alarms beside an anomaly,
 * averaged over how far that may be (Paparrizos, Boniol, Palpanas, Tsay, Elmore, Franklin, <em>Volume Under the
 * Surface</em>, PVLDB 15(11), 2022, section 4). For each buffer length ℓ = 0, 1, …, L:
 *
 * <ul>
 *   <li>The label of a sample is 1 in an anomaly, {@code √(1 − d/ℓ)} at a distance of d ≤ ⌊ℓ/2⌋ samples from one
 *       (summed, and at most 1, between two anomalies), else 0.
 *   <li>At a threshold, TP is the sum of the labels of the samples alarmed, precision = TP / samples alarmed, and
 *       {@code recall = min(1, TP / (A + B/2)) · E}, where A is the number of anomalous samples, B the sum of the
 *       labels of alarmed samples beside anomalies, and E the share of anomalies of which, buffers included, at least
 *       one sample is alarmed; anomalies whose buffers share a sample count as one.
 *   <li>The area is average precision: Σ (recallᵢ − recallᵢ₋₁)·precisionᵢ over the thresholds from the highest down.
 * </ul>
 *
 * <p>B and the sum are as in the authors' program for the TSB-AD benchmark (Liu and Paparrizos, NeurIPS 2024), so that
 * its figures compare; an earlier one took B as the sum over all samples, and straight lines between the points. Theirs
 * takes 250 of the thresholds; here it is every distinct score, which gives the same where there are no more than 250.
 */
public final class VolumeUnderSurface {

    private VolumeUnderSurface() {}

    /**
     * VUS-PR of one series. O(n log n + n·L).
     *
     * @param scores a score for each sample, alarmed when so high or higher; NaN where there is none: such samples are
     *     left out, as if neither alarmed nor labelled
     * @param anomalies the label of each, true in an anomaly
     * @param longest L, the longest buffer in samples, 0 or more; usually the length of a window
     * @return 0 to 1; NaN without a scored sample that is anomalous
     */
    public static double pr(double[] scores, boolean[] anomalies, int longest) {
        Sweep.requireSameLength(scores, anomalies);
        if (longest < 0) {
            throw new IllegalArgumentException("a buffer of 0 samples or more, got " + longest);
        }
        Ranks ranks = Ranks.of(scores);
        boolean[] scored = anomalies.clone();
        long[] hits = new long[ranks.alarmed.length];
        for (int i = 0; i < scored.length; i++) {
            scored[i] &= ranks.of[i] >= 0;
            if (scored[i]) {
                hits[ranks.of[i]]++;
            }
        }
        List<Range> ranges = Range.of(scored);
        if (ranges.isEmpty()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int buffer = 0; buffer <= longest; buffer++) {
            sum += area(ranks, hits, ranges, buffer);
        }
        return sum / (longest + 1);
    }

    /**
     * Area under the curve for one buffer length.
     *
     * @param hits anomalous samples of each rank
     */
    private static double area(Ranks ranks, long[] hits, List<Range> ranges, int buffer) {
        double[] labels = labels(ranks.of.length, ranges, buffer);
        double[] gained = new double[ranks.alarmed.length];
        for (int i = 0; i < labels.length; i++) {
            if (ranks.of[i] >= 0) {
                gained[ranks.of[i]] += labels[i];
            }
        }
        List<Range> regions = regions(ranks.of.length, ranges, buffer / 2);
        int[] met = firstMet(ranks, regions);
        long anomalous = Arrays.stream(hits).sum();
        double area = 0;
        double tp = 0;
        long hit = 0;
        int found = 0;
        double recallBefore = 0;
        for (int r = 0; r < gained.length; r++) {
            tp += gained[r];
            hit += hits[r];
            found += met[r];
            double recall = Math.min(1, tp / (anomalous + (tp - hit) / 2)) * found / regions.size();
            area += (recall - recallBefore) * tp / ranks.alarmed[r];
            recallBefore = recall;
        }
        return area;
    }

    private static double[] labels(int length, List<Range> ranges, int buffer) {
        double[] labels = new double[length];
        for (Range range : ranges) {
            Arrays.fill(labels, range.from(), range.to(), 1);
        }
        for (Range range : ranges) {
            for (int d = 1; d <= buffer / 2; d++) {
                double label = Math.sqrt(1 - (double) d / buffer);
                int before = range.from() - d;
                int after = range.to() - 1 + d;
                if (before >= 0) {
                    labels[before] = Math.min(1, labels[before] + label);
                }
                if (after < length) {
                    labels[after] = Math.min(1, labels[after] + label);
                }
            }
        }
        return labels;
    }

    /** Anomalies with their buffers, those that share a sample as one. */
    private static List<Range> regions(int length, List<Range> ranges, int half) {
        List<Range> regions = new ArrayList<>();
        for (Range range : ranges) {
            int from = Math.max(0, range.from() - half);
            int to = Math.min(length, range.to() + half);
            Range last = regions.isEmpty() ? null : regions.get(regions.size() - 1);
            if (last != null && from < last.to()) {
                regions.set(regions.size() - 1, new Range(last.from(), to));
            } else {
                regions.add(new Range(from, to));
            }
        }
        return regions;
    }

    /** How many regions are first alarmed at each rank. */
    private static int[] firstMet(Ranks ranks, List<Range> regions) {
        int[] met = new int[ranks.alarmed.length];
        for (Range region : regions) {
            int first = Integer.MAX_VALUE;
            for (int i = region.from(); i < region.to(); i++) {
                first = ranks.of[i] >= 0 ? Math.min(first, ranks.of[i]) : first;
            }
            met[first]++;
        }
        return met;
    }

    /**
     * Where scores stand among the distinct ones, 0 being the highest.
     *
     * @param of the rank of every sample, −1 without a score
     * @param alarmed how many samples rank so high or higher
     */
    private record Ranks(int[] of, long[] alarmed) {

        static Ranks of(double[] scores) {
            double[] distinct = Arrays.stream(scores)
                    .filter(score -> !Double.isNaN(score))
                    .map(Sweep::ranked)
                    .sorted()
                    .distinct()
                    .toArray();
            int[] of = new int[scores.length];
            long[] alarmed = new long[distinct.length];
            for (int i = 0; i < of.length; i++) {
                of[i] = Double.isNaN(scores[i])
                        ? -1
                        : distinct.length - 1 - Arrays.binarySearch(distinct, Sweep.ranked(scores[i]));
                if (of[i] >= 0) {
                    alarmed[of[i]]++;
                }
            }
            for (int r = 1; r < alarmed.length; r++) {
                alarmed[r] += alarmed[r - 1];
            }
            return new Ranks(of, alarmed);
        }
    }
}
