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
        if (held < 0 || held > windows.size()) {
            throw new IllegalArgumentException("of " + windows.size() + " windows, " + held + " cannot be held out");
        }
        if (held > 0 && overlap(windows)) {
            BitSet out = runs(windows, held, seed);
            int[] rest = apart(windows, out);
            // Of a series that is hardly longer than a window, nothing would be left.
            if (rest.length >= held) {
                return new Split(windows.subset(out.stream().toArray()), windows.subset(rest));
            }
        }
        return windows.split(held / Math.max(1.0, windows.size()), seed);
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

    /** So many windows, in runs that lie at random. */
    private static BitSet runs(WindowSet windows, int held, long seed) {
        double samples = starts(windows, all(windows)).values().stream()
                .mapToDouble(starts -> starts.last() - starts.first() + 1.0)
                .sum();
        int length = windows.shape().length();
        long run = Math.round(Math.max(
                length, Math.min(MAX_LENGTHS * (double) length, samples * held / windows.size() / RUNS)));
        TreeMap<Long, List<Integer>> blocks = new TreeMap<>();
        for (int i = 0; i < windows.size(); i++) {
            long block = ((long) windows.seriesOf(i) << Integer.SIZE) + windows.startOf(i) / run;
            blocks.computeIfAbsent(block, b -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> all = List.copyOf(blocks.values());
        int[] order = IntStream.range(0, all.size()).toArray();
        Shuffle.shuffle(order, 0, order.length, new Random(seed));
        BitSet out = new BitSet();
        Arrays.stream(order).mapToObj(all::get).flatMap(List::stream).limit(held).forEach(out::set);
        return out;
    }

    /** The windows that share no sample with one held out. */
    private static int[] apart(WindowSet windows, BitSet out) {
        TreeMap<Integer, TreeSet<Integer>> starts = starts(windows, out);
        int length = windows.shape().length();
        return IntStream.range(0, windows.size())
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
