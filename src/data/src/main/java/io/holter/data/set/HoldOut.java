// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import io.holter.data.set.WindowSet.Split;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
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
        long[] places = places(windows, IntStream.range(0, windows.size()));
        return IntStream.range(1, places.length)
                .anyMatch(k -> places[k] - places[k - 1] < windows.shape().length());
    }

    private static int[] oneByOne(WindowSet windows, long seed) {
        int[] order = IntStream.range(0, windows.size()).toArray();
        Shuffle.shuffle(order, 0, order.length, new Random(seed));
        return order;
    }

    /** All windows, in runs that lie at random; short enough for some to be held out. */
    private static int[] inRuns(WindowSet windows, int held, long seed) {
        int length = windows.shape().length();
        double samples = samples(places(windows, IntStream.range(0, windows.size())));
        long run = Math.round(
                Math.max(length, Math.min(MAX_LENGTHS * (double) length, samples * held / windows.size() / RUNS)));
        long[] runs = IntStream.range(0, windows.size())
                .mapToLong(i -> place(windows.seriesOf(i), windows.startOf(i) / run))
                .toArray();
        long[] distinct = Arrays.stream(runs).sorted().distinct().toArray();
        int[] drawn = IntStream.range(0, distinct.length).toArray();
        Shuffle.shuffle(drawn, 0, drawn.length, new Random(seed));
        int[] turns = new int[drawn.length];
        for (int turn = 0; turn < drawn.length; turn++) {
            turns[drawn[turn]] = turn;
        }
        // By the turn of its run, then by its number.
        return IntStream.range(0, runs.length)
                .mapToLong(i -> place(turns[Arrays.binarySearch(distinct, runs[i])], i))
                .sorted()
                .mapToInt(place -> (int) place)
                .toArray();
    }

    /** From the first start to the last of every series. */
    private static double samples(long[] places) {
        double samples = 1;
        for (int k = 1; k < places.length; k++) {
            long step = places[k] - places[k - 1];
            samples += step <= Integer.MAX_VALUE ? step : 1;
        }
        return samples;
    }

    /** Those of the others that share no sample with one held out. */
    private static int[] apart(WindowSet windows, BitSet out, int[] others) {
        long[] places = places(windows, out.stream());
        int length = windows.shape().length();
        return Arrays.stream(others)
                .filter(i -> {
                    long from = windows.placeOf(i);
                    int found = Arrays.binarySearch(places, from - length + 1);
                    int next = found >= 0 ? found : -found - 1;
                    return next == places.length || places[next] >= from + length;
                })
                .toArray();
    }

    /** Where some windows start, rising: 8 bytes each, as there may be more windows than fit into memory. */
    private static long[] places(WindowSet windows, IntStream some) {
        return some.mapToLong(windows::placeOf).sorted().toArray();
    }

    /** Orders by series and then by sample; samples of two series are further apart than any window is long. */
    private static long place(int series, long sample) {
        return ((long) series << Integer.SIZE) + sample;
    }
}
