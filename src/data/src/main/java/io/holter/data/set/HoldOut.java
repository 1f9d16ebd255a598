// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import io.holter.data.set.WindowSet.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The choice of windows to measure on that none of the others shares a sample with. Windows that stand for themselves are
 * drawn one by one. Of series whose windows overlap, runs of neighbours are drawn, and what overlaps with these goes to
 * neither part: a window that is held out beside its own neighbour measures how well the neighbour was learned.
 */
public final class HoldOut {

    /** Runs that a series is represented by, where it is long enough. */
    private static final int RUNS = 5;

    /** Longer ones lose less to their edges, but a handful is enough to make that little. */
    private static final int MAX_LENGTHS = 8;

    private HoldOut() {}

    /**
     * Splits windows: the same seed gives the same parts.
     *
     * @param held how many to hold out, 0 to all of them
     * @return the windows held out, then those to learn from; together all of them, unless they overlap
     */
    public static Split of(WindowSet windows, int held, long seed) {
        return folds(windows, held, 1, seed).get(0);
    }

    /**
     * Splits windows several times, each holding out others: the first as {@link #of} does.
     *
     * @param most of so many splits; fewer where the windows do not suffice
     * @return one or more
     */
    public static List<Split> folds(WindowSet windows, int held, int most, long seed) {
        if (held < 0 || held > windows.size()) {
            throw new IllegalArgumentException("of " + windows.size() + " windows, " + held + " cannot be held out");
        }
        if (held > 0 && overlap(windows)) {
            List<Split> apart = folds(windows, inRuns(windows, held, seed), held, most, true);
            // Of a series that is hardly longer than a window, nothing would be left.
            if (apart.stream().allMatch(fold -> fold.second().size() >= held)) {
                return apart;
            }
        }
        return folds(windows, oneByOne(windows, seed), held, most, false);
    }

    private static List<Split> folds(WindowSet windows, int[] order, int held, int most, boolean apart) {
        int count = held == 0 ? 1 : Math.min(most, windows.size() / held);
        return IntStream.range(0, count)
                .mapToObj(fold -> {
                    int[] drawn = Arrays.copyOfRange(order, fold * held, (fold + 1) * held);
                    BitSet out = new BitSet();
                    Arrays.stream(drawn).forEach(out::set);
                    int[] others = Arrays.stream(order).filter(i -> !out.get(i)).toArray();
                    return new Split(
                            windows.subset(drawn), windows.subset(apart ? apart(windows, out, others) : others));
                })
                .toList();
    }

    private static boolean overlap(WindowSet windows) {
        if (windows.series().isEmpty()) {
            return false;
        }
        return starts(windows, all(windows)).values().stream().anyMatch(starts -> {
            int before = Integer.MIN_VALUE / 2;
            for (int start : starts) {
                if (start - before < windows.shape().length()) {
                    return true;
                }
                before = start;
            }
            return false;
        });
    }

    private static int[] oneByOne(WindowSet windows, long seed) {
        int[] order = IntStream.range(0, windows.size()).toArray();
        Shuffle.shuffle(order, 0, order.length, new Random(seed));
        return order;
    }

    /** All windows, in runs that lie at random; short enough for some to be held out. */
    private static int[] inRuns(WindowSet windows, int held, long seed) {
        double samples = starts(windows, all(windows)).values().stream()
                .mapToDouble(starts -> starts.last() - starts.first() + 1.0)
                .sum();
        int length = windows.shape().length();
        long run = Math.round(
                Math.max(length, Math.min(MAX_LENGTHS * (double) length, samples * held / windows.size() / RUNS)));
        TreeMap<Long, List<Integer>> runs = new TreeMap<>();
        for (int i = 0; i < windows.size(); i++) {
            long place = ((long) windows.seriesOf(i) << Integer.SIZE) + windows.startOf(i) / run;
            runs.computeIfAbsent(place, p -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> all = List.copyOf(runs.values());
        int[] order = IntStream.range(0, all.size()).toArray();
        Shuffle.shuffle(order, 0, order.length, new Random(seed));
        return Arrays.stream(order)
                .mapToObj(all::get)
                .flatMap(List::stream)
                .mapToInt(i -> i)
                .toArray();
    }

    /** Those of the others that share no sample with one held out. */
    private static int[] apart(WindowSet windows, BitSet out, int[] others) {
        TreeMap<Integer, TreeSet<Integer>> starts = starts(windows, out);
        int length = windows.shape().length();
        return Arrays.stream(others)
                .filter(i -> {
                    TreeSet<Integer> near = starts.get(windows.seriesOf(i));
                    Integer later = near == null ? null : near.higher(windows.startOf(i) - length);
                    return later == null || later >= windows.startOf(i) + length;
                })
                .toArray();
    }

    private static BitSet all(WindowSet windows) {
        BitSet all = new BitSet();
        all.set(0, windows.size());
        return all;
    }

    /** Where windows start, by series. */
    private static TreeMap<Integer, TreeSet<Integer>> starts(WindowSet windows, BitSet of) {
        TreeMap<Integer, TreeSet<Integer>> starts = new TreeMap<>();
        of.stream().forEach(i -> starts.computeIfAbsent(windows.seriesOf(i), s -> new TreeSet<>())
                .add(windows.startOf(i)));
        return starts;
    }
}
