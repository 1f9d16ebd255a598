// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The samples of one series on the regular grid of their rate: a fold {@code (state, block) → (state', runs)} that puts
 * blocks in order, takes what came twice once, fills short gaps, and starts a new run where too much is missing. What
 * happens to a block, by where it starts beside the sample that is expected next:
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>a block that</th><th>is</th></tr>
 * <tr><td>starts within half a sample of it, or {@code jitter}</td><td>appended; the grid follows a quarter of the
 * difference, so that a clock may run fast or slow</td></tr>
 * <tr><td>overlaps what is known</td><td>appended without its beginning</td></tr>
 * <tr><td>is known as a whole</td><td>dropped as doubled, or as late where a gap of its time was given up</td></tr>
 * <tr><td>starts later</td><td>held until what is missing comes, or {@code lateness} has passed in the times of
 * samples</td></tr>
 * <tr><td>still leaves a gap then</td><td>appended behind the gap: up to {@code maxFilled} samples are filled by lines
 * between their neighbours, channel by channel; a longer one begins a new run</td></tr>
 * <tr><td>is, with others before it, a minute of samples whose times are known already</td><td>the first of a new run: the
 * clock was set back</td></tr>
 * </table>
 *
 * <p>Values that are not a number are gaps of their channel, and filled alike.
 *
 * @param rate samples per second, Hz, above 0
 * @param channels channels of a sample, 1 or more
 * @param maxFilled samples of a gap that are filled at most, 0 or more
 * @param latenessMicros how much later than newer samples a block may come, microseconds, 0 or more
 * @param jitterMicros how far from the expected time a block may start that follows the one before, microseconds
 */
public record SampleGrid(double rate, int channels, int maxFilled, long latenessMicros, long jitterMicros)
        implements Serializable {

    private static final double SECOND = 1e6;
    private static final double FOLLOWED = 0.25;
    private static final double CLOCK_SET_BACK = 60 * SECOND;
    private static final int MAX_WAITING = 1024;
    private static final int MAX_LOST = 16;

    /**
     * A block of samples.
     *
     * @param startMicros time of the first, microseconds since 1970
     * @param samples float[n × channels], time-major; not a number where a value is missing
     */
    public record TimedBlock(long startMicros, float[] samples) implements Serializable {}

    /**
     * A span of time that was given up.
     *
     * @param from microseconds
     * @param to microseconds
     */
    public record Span(double from, double to) implements Serializable {}

    /**
     * What is remembered of a series.
     *
     * @param next time of the sample that is expected next, microseconds; not a number before the first
     * @param newest end of the latest block that has come, microseconds
     * @param waiting blocks that wait for what is missing before them, by their starts
     * @param held the last complete sample and those after it that have gaps, float[… × channels]; empty where a run is to
     *     begin
     * @param lost the latest gaps that were given up
     * @param knownMicros how long samples have had times that are known already
     */
    public record State(double next, double newest, TimedBlock[] waiting, float[] held, Span[] lost, double knownMicros)
            implements Serializable {}

    /**
     * Consecutive samples.
     *
     * @param continues whether they follow the run before; else a new run begins
     * @param startMicros time of the first, microseconds since 1970
     * @param samples float[n × channels], n ≥ 1, all of them numbers
     * @param filled which of them have a filled value, rising, counted from the first of these
     */
    public record Run(boolean continues, long startMicros, float[] samples, int[] filled) {}

    /**
     * What became of samples that are in no run.
     *
     * @param doubled samples whose time was known
     * @param late samples that came after their gap was given up
     * @param incomplete samples that were left out since a channel was missing for too long, or where a run is to begin
     * @param gaps times that a run ended, since too much was missing
     */
    public record Losses(long doubled, long late, long incomplete, long gaps) {

        Losses plus(Losses more) {
            return new Losses(doubled + more.doubled, late + more.late, incomplete + more.incomplete, gaps + more.gaps);
        }
    }

    /** What a block comes to. */
    public record Step(State state, List<Run> runs, Losses losses) {}

    public SampleGrid {
        if (!(rate > 0) || Double.isInfinite(rate) || channels < 1) {
            throw new IllegalArgumentException(
                    "a grid has a rate above 0 and 1 channel or more, got " + rate + " Hz and " + channels);
        }
        if (maxFilled < 0 || latenessMicros < 0 || jitterMicros < 0) {
            throw new IllegalArgumentException("what is filled, waited for and tolerated is 0 or more, got " + maxFilled
                    + ", " + latenessMicros + " and " + jitterMicros);
        }
    }

    /** State of a series of which nothing has been seen. */
    public State start() {
        return new State(Double.NaN, Double.NEGATIVE_INFINITY, new TimedBlock[0], new float[0], new Span[0], 0);
    }

    /**
     * Takes a block.
     *
     * @param state unchanged
     * @param block one sample or more; stays the caller's
     */
    public Step take(State state, TimedBlock block) {
        if (block.samples.length == 0 || block.samples.length % channels != 0) {
            throw new IllegalArgumentException("a block has 1 sample of " + channels + " channels or more, got "
                    + block.samples.length + " values");
        }
        Walk walk = new Walk(state);
        walk.come(block);
        return walk.step();
    }

    /** Waits no longer for what is missing. */
    public Step release(State state) {
        Walk walk = new Walk(state);
        walk.giveUpAll();
        return walk.step();
    }

    /** Microseconds from a sample to the next. */
    double spacing() {
        return SECOND / rate;
    }

    /** One step, in the making. */
    private final class Walk {

        private final List<TimedBlock> waiting;
        private final List<Span> lost;
        private final List<Run> runs = new ArrayList<>();
        private double next;
        private double newest;
        private double knownMicros;
        private float[] held;
        private Losses losses = new Losses(0, 0, 0, 0);

        Walk(State state) {
            waiting = new ArrayList<>(Arrays.asList(state.waiting));
            lost = new ArrayList<>(Arrays.asList(state.lost));
            next = state.next;
            newest = state.newest;
            knownMicros = state.knownMicros;
            held = state.held;
        }

        Step step() {
            State after = new State(
                    next,
                    newest,
                    waiting.toArray(TimedBlock[]::new),
                    held,
                    lost.stream().skip(Math.max(0, lost.size() - MAX_LOST)).toArray(Span[]::new),
                    knownMicros);
            return new Step(after, List.copyOf(runs), losses);
        }

        void come(TimedBlock block) {
            newest = Math.max(newest, end(block));
            if (Double.isNaN(next)) {
                next = block.startMicros;
            }
            if (isKnown(block)) {
                drop(block);
                return;
            }
            knownMicros = 0;
            waiting.add(block);
            waiting.sort(Comparator.comparingLong(TimedBlock::startMicros));
            takeWaiting();
        }

        /** Takes what follows, and gives up what is too late; until something is worth waiting for. */
        private void takeWaiting() {
            while (!waiting.isEmpty()) {
                TimedBlock first = waiting.get(0);
                long gap = samplesTo(first);
                if (gap > 0 && newest - next <= latenessMicros && waiting.size() <= MAX_WAITING) {
                    return;
                }
                waiting.remove(0);
                append(first, gap);
            }
        }

        void giveUpAll() {
            while (!waiting.isEmpty()) {
                TimedBlock first = waiting.remove(0);
                append(first, samplesTo(first));
            }
        }

        /** How many samples lie between the one that is expected and a block; below 0 where they overlap. */
        private long samplesTo(TimedBlock block) {
            double difference = block.startMicros - next;
            return Math.abs(difference) <= jitterMicros ? 0 : Math.round(difference / spacing());
        }

        private boolean isKnown(TimedBlock block) {
            return samplesTo(block) + count(block) <= 0;
        }

        private void drop(TimedBlock block) {
            knownMicros += count(block) * spacing();
            if (knownMicros >= CLOCK_SET_BACK) {
                breakOff();
                lost.clear();
                waiting.clear();
                knownMicros = 0;
                next = block.startMicros;
                newest = end(block);
                append(block, 0);
                return;
            }
            double middle = (block.startMicros + end(block)) / 2;
            boolean late = lost.stream().anyMatch(span -> span.from <= middle && middle < span.to);
            losses = losses.plus(new Losses(late ? 0 : count(block), late ? count(block) : 0, 0, 0));
        }

        private void append(TimedBlock block, long gap) {
            int known = (int) Math.min(count(block), Math.max(0, -gap));
            losses = losses.plus(new Losses(known, 0, 0, 0));
            if (known == count(block)) {
                return;
            }
            float[] samples = Arrays.copyOfRange(block.samples, known * channels, block.samples.length);
            double start = block.startMicros + known * spacing();
            if (gap > 0) {
                bridge(gap, start);
            }
            double begun = next;
            next += samples.length / channels * spacing() + FOLLOWED * (start - next);
            fill(samples, begun);
        }

        /** Over a gap: missing values where they can be filled, else a new run. */
        private void bridge(long gap, double start) {
            if (gap <= maxFilled && held.length > 0) {
                float[] missing = new float[Math.toIntExact(gap * channels)];
                Arrays.fill(missing, Float.NaN);
                double begun = next;
                next += gap * spacing();
                fill(missing, begun);
            } else {
                lost.add(new Span(next, start));
                breakOff();
                next = start;
            }
        }

        private void breakOff() {
            if (held.length > 0) {
                losses = losses.plus(new Losses(0, 0, held.length / channels - 1, 1));
                held = new float[0];
            }
        }

        private void fill(float[] samples, double start) {
            GapFilling filling = GapFilling.of(SampleGrid.this, held, samples, start);
            runs.addAll(filling.runs());
            lost.addAll(filling.lost());
            losses = losses.plus(filling.losses());
            held = filling.held();
        }

        private int count(TimedBlock block) {
            return block.samples.length / channels;
        }

        private double end(TimedBlock block) {
            return block.startMicros + count(block) * spacing();
        }
    }
}
