// SPDX-License-Identifier: Apache-2.0
package io.holter.job.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.core.slicing.SampleGrid;
import io.holter.core.slicing.SlidingWindows;
import io.holter.schemas.Origin;
import io.holter.wire.DecodedWindow;
import io.holter.wire.SampleBlock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** Series of 10 Hz whose samples count, cut into windows of 10 samples every 5. */
class SliceFunctionTest {

    private static final long START = 1_700_000_000_000_000L;
    private static final SampleGrid GRID = new SampleGrid(10, 1, 2, 1_000_000, 0);

    @Test
    void stateGoesThroughNoKryo() {
        for (Class<?> type : List.of(
                SampleGrid.State.class, SlidingWindows.State.class, SliceFunction.Waiting.class, SampleBlock.class)) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
        }
    }

    @Test
    void windowsHaveTimeSeriesAndOrigin() throws Exception {
        try (Harness harness = new Harness()) {
            harness.take(block("a", 0, 7));
            harness.take(block("b", 0, 12));
            harness.take(block("a", 7, 16));
            List<DecodedWindow> windows = harness.windows();
            assertThat(windows.stream().map(SliceFunctionTest::describe)).containsExactly("b 0", "a 0", "a 5");
            DecodedWindow last = windows.get(2);
            assertThat(last.startMillis()).isEqualTo(START / 1000 + 500);
            assertThat(last.sampleRate()).isEqualTo(10);
            assertThat(last.origin().getOffset())
                    .as("of the record that completed it")
                    .isEqualTo(16);
            assertThat(last.tags()).containsExactly(Map.entry("ward", "3"));
        }
    }

    @Test
    void aSeriesThatFallsSilentHoldsNothingBack() throws Exception {
        try (Harness harness = new Harness()) {
            harness.time(50);
            harness.take(block("a", 0, 8));
            harness.take(block("a", 10, 12));
            assertThat(harness.windows()).isEmpty();
            harness.time(1_040);
            assertThat(harness.windows()).isEmpty();
            harness.time(1_060);
            assertThat(harness.windows().stream().map(SliceFunctionTest::describe))
                    .containsExactly("a 0");
            assertThat(harness.windows().get(0).tags()).containsEntry(SliceFunction.FILLED, "2");
            assertThat(harness.windows().get(0).origin()).isNotNull();
        }
    }

    @Test
    void whatWasWaitedForLeavesNoTimer() throws Exception {
        try (Harness harness = new Harness()) {
            harness.take(block("a", 0, 8));
            harness.take(block("a", 10, 12));
            assertThat(harness.timers()).isEqualTo(2);
            harness.take(block("a", 8, 10));
            assertThat(harness.timers()).isZero();
            harness.take(block("a", 13, 14));
            harness.time(5_000);
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void atTheEndNothingIsWaitedFor() throws Exception {
        try (Harness harness = new Harness()) {
            harness.take(block("a", 0, 8));
            harness.take(block("a", 9, 12));
            harness.end();
            assertThat(harness.windows().stream().map(SliceFunctionTest::describe))
                    .containsExactly("a 0");
        }
    }

    /** Wherever a checkpoint is taken and restored, the windows are those of a stream without. */
    @Test
    void windowsAreTheSameAfterAFailure() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            List<SampleBlock> blocks = troubled(new Random(seed));
            List<String> expected;
            try (Harness harness = new Harness()) {
                for (SampleBlock block : blocks) {
                    harness.take(block);
                }
                harness.end();
                expected = harness.windows().stream()
                        .map(SliceFunctionTest::describe)
                        .toList();
            }
            assertThat(expected).hasSizeGreaterThan(20);
            int at = new Random(seed).nextInt(blocks.size());
            List<String> found = new ArrayList<>();
            OperatorSubtaskState state;
            try (Harness harness = new Harness()) {
                for (SampleBlock block : blocks.subList(0, at)) {
                    harness.take(block);
                }
                state = harness.snapshot();
                harness.windows().forEach(window -> found.add(describe(window)));
            }
            try (Harness harness = new Harness(state)) {
                for (SampleBlock block : blocks.subList(at, blocks.size())) {
                    harness.take(block);
                }
                harness.end();
                harness.windows().forEach(window -> found.add(describe(window)));
            }
            assertThat(found).as("stream %d, failed at block %d", seed, at).isEqualTo(expected);
        }
    }

    /** Two series, some of whose blocks are lost, doubled, or come after the next. */
    private static List<SampleBlock> troubled(Random random) {
        List<SampleBlock> blocks = new ArrayList<>();
        for (int from = 0; from < 200; ) {
            int to = from + 1 + random.nextInt(8);
            for (String series : List.of("a", "b")) {
                int times = random.nextInt(10) == 0 ? 2 : random.nextInt(10) == 0 ? 0 : 1;
                for (int i = 0; i < times; i++) {
                    int place = random.nextInt(6) == 0 ? Math.max(0, blocks.size() - 2) : blocks.size();
                    blocks.add(place, block(series, from, to));
                }
            }
            from = to;
        }
        return blocks;
    }

    private static SampleBlock block(String series, int from, int to) {
        float[] samples = new float[to - from];
        for (int i = from; i < to; i++) {
            samples[i - from] = i;
        }
        return new SampleBlock(
                series, START + from * 100_000L, 10, 1, samples, Map.of("ward", "3"), new Origin("samples", 0, (long)
                        to));
    }

    private static String describe(DecodedWindow window) {
        return window.series() + " " + Math.round(window.values()[0]);
    }

    /** The operator, on its own. */
    private static final class Harness implements AutoCloseable {

        private final KeyedOneInputStreamOperatorTestHarness<String, SampleBlock, DecodedWindow> flink;

        Harness(OperatorSubtaskState... states) throws Exception {
            flink = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(
                            new SliceFunction(GRID, new SlidingWindows(new WindowShape(10, 1), 5), Duration.ofDays(1))),
                    SampleBlock::series,
                    Types.STRING);
            flink.setup();
            for (OperatorSubtaskState state : states) {
                flink.initializeState(state);
            }
            flink.open();
        }

        void take(SampleBlock block) throws Exception {
            flink.processElement(block, 0);
        }

        void end() throws Exception {
            flink.processWatermark(Long.MAX_VALUE);
        }

        void time(long millis) throws Exception {
            flink.setProcessingTime(millis);
        }

        int timers() {
            return flink.numProcessingTimeTimers() + flink.numEventTimeTimers();
        }

        OperatorSubtaskState snapshot() throws Exception {
            return flink.snapshot(1, 1);
        }

        List<DecodedWindow> windows() {
            return flink.getOutput().stream()
                    .filter(StreamRecord.class::isInstance)
                    .map(record -> (DecodedWindow) ((StreamRecord<?>) record).getValue())
                    .toList();
        }

        @Override
        public void close() throws IOException {
            try {
                flink.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
