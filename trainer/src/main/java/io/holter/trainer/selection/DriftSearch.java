// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import io.holter.data.set.WindowSet;
import io.holter.trainer.linear.Drift;
import io.holter.trainer.linear.SlowDirections;
import io.holter.trainer.network.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks for drift in training windows that were cut from series; windows that each stand for themselves have no order. */
public final class DriftSearch {

    /** Windows that are looked at, at most: enough for so few directions. */
    private static final int MAX_WINDOWS = 8192;

    /** Values of these windows together, at most: 64 MiB. */
    private static final int MAX_VALUES = 1 << 24;

    /** Lengths between a window and the next, at most: across a longer gap anything may have changed. */
    private static final int MAX_GAP = 4;

    private DriftSearch() {}

    /**
     * Looks for drift.
     *
     * @param training windows to learn from
     * @param units normalises them
     */
    public static Optional<Drift> in(WindowSet training, Normalisation units) {
        if (training.series().isEmpty()) {
            return Optional.empty();
        }
        int[] order = IntStream.range(0, training.size())
                .boxed()
                .sorted((a, b) -> Long.compare(training.placeOf(a), training.placeOf(b)))
                .mapToInt(i -> i)
                .toArray();
        long[] places = Arrays.stream(order).mapToLong(training::placeOf).toArray();
        int most =
                Math.max(2, Math.min(MAX_WINDOWS, MAX_VALUES / training.shape().size()));
        // A window and the next, so that pairs stay together however many are passed over.
        int step = Math.max(1, (int) Math.ceil(2.0 * order.length / most));
        List<Integer> looked = new ArrayList<>();
        List<SlowDirections.Pair> pairs = new ArrayList<>();
        int[] number = new int[order.length];
        Arrays.fill(number, -1);
        for (int k = 0; k < order.length; k += step) {
            int next = next(places, k, training.shape().length());
            if (next >= 0) {
                pairs.add(new SlowDirections.Pair(look(k, number, looked), look(next, number, looked)));
            }
        }
        boolean[] early = new boolean[looked.size()];
        boolean[] earlyOfAll = early(places);
        for (int i = 0; i < early.length; i++) {
            early[i] = earlyOfAll[looked.get(i)];
        }
        List<float[]> windows = units.normalised(
                looked.stream().map(k -> training.window(order[k])).toList());
        return SlowDirections.of(
                windows, early, pairs, apart(places, training.shape().length()));
    }

    private static int look(int k, int[] number, List<Integer> looked) {
        if (number[k] < 0) {
            number[k] = looked.size();
            looked.add(k);
        }
        return number[k];
    }

    /** The next window that begins after one ends, not much later; −1 if there is none. */
    private static int next(long[] places, int k, int length) {
        int found = Arrays.binarySearch(places, places[k] + length);
        int next = found >= 0 ? found : -found - 1;
        return next < places.length && places[next] - places[k] <= (1L + MAX_GAP) * length ? next : -1;
    }

    /** How many windows share no sample, one after another from the first. */
    private static int apart(long[] places, int length) {
        int count = 0;
        long free = Long.MIN_VALUE;
        for (long place : places) {
            if (place >= free) {
                count++;
                free = place + length;
            }
        }
        return count;
    }

    /** Whether each lies in the earlier half of the windows of its series. */
    private static boolean[] early(long[] places) {
        boolean[] early = new boolean[places.length];
        int from = 0;
        while (from < places.length) {
            int to = from;
            while (to < places.length && places[to] >> Integer.SIZE == places[from] >> Integer.SIZE) {
                to++;
            }
            Arrays.fill(early, from, from + (to - from) / 2, true);
            from = to;
        }
        return early;
    }
}
