// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import io.holter.core.Count;
import io.holter.core.WrongArtefactException;
import io.holter.data.Piece;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Samples with times, parted where a step is longer than usual or does not go forward. What is usual is the median of
 * the first steps. A part that is shorter than a window belongs to no series. Holds as many samples as that takes.
 */
final class TimedSeries {

    /** Steps that tell what is usual. */
    private static final int STEPS = 1000;

    /** Times jitter; half a sample more than usual is not yet one that is missing. */
    private static final double LONGEST = 1.5;

    private final String file;
    private final String name;
    private final String series;
    private final int window;
    private final Queue<Timed> first = new ArrayDeque<>();
    private final List<Timed> part = new ArrayList<>();
    private final Queue<Piece> pieces;
    private SampleClock clock;
    private SampleClock.Times times;
    private BigDecimal before;
    private double usual;
    private boolean inSeries;
    private int parts;
    private long longest;
    private long gaps;
    private long backward;
    private long repeated;
    private long dropped;
    private String firstBreak;

    /**
     * A sample.
     *
     * @param values float[channels]
     */
    record Timed(SampleTime stamp, float[] values, Piece.Label label) {

        BigDecimal time() {
            return stamp.value();
        }
    }

    /**
     * @param name of the file, for reports; without its ending, the series is called so
     * @param window samples of a window
     * @param pieces takes what comes of the samples
     */
    TimedSeries(String file, String name, int window, Queue<Piece> pieces) {
        this.file = file;
        this.name = name;
        this.series = name.replaceFirst("(?i)(?<=.)(\\.[a-z]{1,5})?(\\.gz)?$", "");
        this.window = window;
        this.pieces = pieces;
    }

    /** Takes the next sample. */
    void add(Timed sample) {
        if (clock == null) {
            clock = new SampleClock(sample.stamp);
        }
        if (usual > 0) {
            place(sample);
            return;
        }
        first.add(sample);
        if (first.size() > STEPS) {
            settle();
        }
    }

    /**
     * The end of the samples, and what to say of their times.
     *
     * @throws WrongArtefactException if no part was as long as a window
     */
    void end() {
        settle();
        endPart();
        if (parts == 0) {
            throw new WrongArtefactException(
                    file,
                    "at least " + Count.of(window, "sample") + " at usual steps in time, for one window",
                    firstBreak == null ? String.valueOf(longest) : "at most " + longest + ", with " + breaks());
        }
        if (firstBreak != null) {
            pieces.add(new Piece.Remark(file + ": no window reaches over " + breaks()
                    + (dropped == 0
                            ? ""
                            : "; parts shorter than a window are left out, " + Count.of(dropped, "sample"))));
        }
    }

    /** How often time did not go on as usual, and where first. */
    private String breaks() {
        List<String> kinds = new ArrayList<>();
        addCount(kinds, gaps, "gap in time", "gaps in time");
        addCount(kinds, backward, "step back in time", "steps back in time");
        addCount(kinds, repeated, "repeated time", "repeated times");
        return String.join(", ", kinds) + " (the first at " + firstBreak + ")";
    }

    private static void addCount(List<String> kinds, long count, String one, String several) {
        if (count > 0) {
            kinds.add(Count.of(count, one, several));
        }
    }

    private void settle() {
        if (usual > 0) {
            return;
        }
        double[] steps = new double[Math.max(0, first.size() - 1)];
        int count = 0;
        BigDecimal last = null;
        for (Timed sample : first) {
            double step = last == null ? 0 : sample.time().subtract(last).doubleValue();
            if (step > 0) {
                steps[count++] = step;
            }
            last = sample.time();
        }
        Arrays.sort(steps, 0, count);
        usual = count == 0 ? Double.POSITIVE_INFINITY : steps[(count - 1) / 2];
        first.forEach(this::place);
        first.clear();
    }

    private void place(Timed sample) {
        if (before != null) {
            double step = sample.time().subtract(before).doubleValue();
            if (step <= 0 || step > LONGEST * usual) {
                gaps += step > 0 ? 1 : 0;
                backward += step < 0 ? 1 : 0;
                repeated += step == 0 ? 1 : 0;
                firstBreak = firstBreak == null ? sample.label.place().get() : firstBreak;
                endPart();
            }
        }
        before = sample.time();
        if (inSeries) {
            give(sample);
            return;
        }
        part.add(sample);
        if (part.size() == window) {
            inSeries = true;
            parts++;
            String named = parts == 1 ? name : name + ", part " + parts;
            times = clock.series();
            Piece.SeriesSource source = new Piece.SeriesSource(series, times);
            pieces.add(new Piece.SeriesStart(() -> file, named, sample.values.length, List.of(), source));
            part.forEach(this::give);
            part.clear();
        }
    }

    private void give(Timed sample) {
        times.add(sample.time());
        pieces.add(new Piece.Sample(sample.values, sample.label));
    }

    private void endPart() {
        if (inSeries) {
            pieces.add(new Piece.SeriesEnd());
        }
        inSeries = false;
        longest = Math.max(longest, part.size());
        dropped += part.size();
        part.forEach(held -> pieces.add(new Piece.SkippedSample(held.label)));
        part.clear();
    }
}
