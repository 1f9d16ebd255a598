// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.core.slicing.SampleGrid.TimedBlock;
import io.holter.core.slicing.SampleSlicer.TimedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Streams at 100 Hz of two channels whose samples say by their values which they are: i and 2i. A line between two of
 * them has the values in between, so that filled windows are known as well.
 */
class SampleSlicerTest {

    private static final int STREAMS = 10_000;
    private static final int SAMPLES = 400;
    private static final long SPACING = 10_000;
    private static final long START = 1_700_000_000_000_000L;
    private static final int LENGTH = 16;
    private static final int STRIDE = 8;
    private static final long LATENESS = 500_000;

    @Test
    void nothingIsChangedByTheOrderInWhichBlocksCome() {
        List<Integer> expected = starts(run(slicer(3), cut(new Random(0))).windows);
        assertThat(expected).hasSize(SAMPLES / STRIDE - 1);
        for (int seed = 0; seed < STREAMS / 2; seed++) {
            Random random = new Random(seed);
            List<TimedBlock> blocks = cut(random);
            doubleSome(blocks, random);
            delaySome(blocks, random);
            Outcome outcome = run(slicer(3), blocks);
            assertThat(starts(outcome.windows)).as("stream %d", seed).isEqualTo(expected);
            assertThat(outcome.windows).as("stream %d", seed).allMatch(window -> window.filled() == 0);
            assertThat(outcome.given).isEqualTo(SAMPLES);
        }
    }

    @Test
    void whateverIsLostNoWindowIsShiftedAndAllIsCounted() {
        int windows = 0;
        for (int seed = 0; seed < STREAMS; seed++) {
            Random random = new Random(seed);
            List<TimedBlock> blocks = cut(random);
            doubleSome(blocks, random);
            delaySome(blocks, random);
            blocks.removeIf(block -> random.nextInt(8) == 0);
            blocks.replaceAll(block -> random.nextInt(8) == 0 ? withGaps(block, random) : block);
            if (random.nextInt(4) == 0) {
                // Far too late for its place.
                blocks.add(blocks.remove(random.nextInt(blocks.size())));
            }
            int filled = seed % 2 == 0 ? 0 : random.nextInt(6);
            Outcome outcome = run(slicer(filled), blocks);
            for (TimedWindow window : outcome.windows) {
                requireConsecutive(seed, window);
            }
            windows += outcome.windows.size();
            if (filled == 0) {
                long came = blocks.stream()
                        .mapToLong(block -> block.samples().length / 2)
                        .sum();
                SampleGrid.Losses losses = outcome.losses;
                assertThat(outcome.given + losses.doubled() + losses.late() + losses.incomplete())
                        .as("stream %d: given, doubled, late and incomplete", seed)
                        .isEqualTo(came);
                assertThat(outcome.windows).allMatch(window -> window.filled() == 0);
            }
        }
        assertThat(windows).isGreaterThan(10 * STREAMS);
    }

    /** Samples 14, 15 and 16 are missing. */
    @Test
    void filledSamplesAreCountedInEachWindow() {
        SampleSlicer<SlidingWindows.State> slicer = slicer(3);
        List<TimedBlock> blocks = List.of(block(0, 14), block(17, 40));
        List<TimedWindow> windows = run(slicer, blocks).windows;
        assertThat(windows.stream().map(TimedWindow::filled)).containsExactly(2, 3, 1, 0);
        windows.forEach(window -> requireConsecutive(0, window));
    }

    private record Outcome(List<TimedWindow> windows, SampleGrid.Losses losses, long given) {}

    private static Outcome run(SampleSlicer<SlidingWindows.State> slicer, List<TimedBlock> blocks) {
        SampleSlicer.State<SlidingWindows.State> state = slicer.start();
        List<TimedWindow> windows = new ArrayList<>();
        SampleGrid.Losses losses = new SampleGrid.Losses(0, 0, 0, 0);
        long given = 0;
        for (int i = 0; i <= blocks.size(); i++) {
            SampleGrid.Step step = i < blocks.size()
                    ? slicer.grid().take(state.grid(), blocks.get(i))
                    : slicer.grid().release(state.grid());
            given += step.runs().stream()
                    .mapToLong(run -> run.samples().length / 2)
                    .sum();
            SampleSlicer.Cut<SlidingWindows.State> cut =
                    i < blocks.size() ? slicer.take(state, blocks.get(i)) : slicer.release(state);
            windows.addAll(cut.windows());
            losses = losses.plus(cut.losses());
            state = cut.state();
            assertThat(state.grid().waiting().length).isLessThan(200);
        }
        // A sample that still waits for the next value of a channel is neither given nor lost.
        long held = Math.max(0, state.grid().held().length / 2 - 1);
        return new Outcome(windows, losses, given + held);
    }

    private static void requireConsecutive(int seed, TimedWindow window) {
        int first = Math.round(window.values()[0]);
        for (int i = 0; i < LENGTH; i++) {
            assertThat(window.values()[2 * i])
                    .as("stream %d, window %d", seed, first)
                    .isEqualTo(first + i);
            assertThat(window.values()[2 * i + 1])
                    .as("stream %d, window %d", seed, first)
                    .isEqualTo(2 * (first + i));
        }
        assertThat(window.startMicros()).as("stream %d, window %d", seed, first).isEqualTo(START + first * SPACING);
    }

    private static List<Integer> starts(List<TimedWindow> windows) {
        return windows.stream().map(window -> Math.round(window.values()[0])).toList();
    }

    private static SampleSlicer<SlidingWindows.State> slicer(int filled) {
        return new SampleSlicer<>(
                new SampleGrid(100, 2, filled, LATENESS, 0),
                new SlidingWindows(new WindowShape(LENGTH, 2), STRIDE),
                LENGTH);
    }

    private static List<TimedBlock> cut(Random random) {
        List<TimedBlock> blocks = new ArrayList<>();
        for (int from = 0; from < SAMPLES; ) {
            int to = Math.min(SAMPLES, from + 1 + random.nextInt(20));
            blocks.add(block(from, to));
            from = to;
        }
        return blocks;
    }

    private static TimedBlock block(int from, int to) {
        float[] samples = new float[2 * (to - from)];
        for (int i = from; i < to; i++) {
            samples[2 * (i - from)] = i;
            samples[2 * (i - from) + 1] = 2 * i;
        }
        return new TimedBlock(START + from * SPACING, samples);
    }

    /** Some blocks come twice, as a whole or half of them. */
    private static void doubleSome(List<TimedBlock> blocks, Random random) {
        for (int k = random.nextInt(4); k > 0; k--) {
            int at = random.nextInt(blocks.size());
            TimedBlock block = blocks.get(at);
            int count = block.samples().length / 2;
            int half = random.nextInt(count);
            TimedBlock again = new TimedBlock(
                    block.startMicros() + half * SPACING,
                    Arrays.copyOfRange(block.samples(), 2 * half, block.samples().length));
            blocks.add(at + random.nextInt(Math.min(3, blocks.size() - at)) + 1, again);
        }
    }

    /** Some blocks come after later ones, by less than what is waited for. */
    private static void delaySome(List<TimedBlock> blocks, Random random) {
        for (int k = random.nextInt(6); k > 0; k--) {
            int at = random.nextInt(blocks.size());
            TimedBlock block = blocks.get(at);
            int to = at;
            while (to + 1 < blocks.size() && end(blocks.get(to + 1)) - block.startMicros() < LATENESS) {
                to++;
            }
            if (at > 0) {
                blocks.remove(at);
                blocks.add(at + random.nextInt(to - at + 1), block);
            }
        }
    }

    private static long end(TimedBlock block) {
        return block.startMicros() + block.samples().length / 2 * SPACING;
    }

    private static TimedBlock withGaps(TimedBlock block, Random random) {
        float[] samples = block.samples().clone();
        IntStream.range(0, 1 + random.nextInt(samples.length))
                .map(i -> random.nextInt(samples.length))
                .forEach(i -> samples[i] = Float.NaN);
        return new TimedBlock(block.startMicros(), samples);
    }
}
