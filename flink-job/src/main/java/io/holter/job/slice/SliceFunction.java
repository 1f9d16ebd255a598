// SPDX-License-Identifier: Apache-2.0
package io.holter.job.slice;

import io.holter.core.WindowShape;
import io.holter.core.slicing.SampleGrid;
import io.holter.core.slicing.SampleSlicer;
import io.holter.core.slicing.SlidingWindows;
import io.holter.schemas.GeneratedClasses;
import io.holter.wire.DecodedWindow;
import io.holter.wire.SampleBlock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The operator that puts the samples of each series in order and cuts windows from them, see {@link SampleGrid} for what
 * happens to samples that come late, twice or not at all.
 *
 * <p>What is missing is waited for in the times of samples; where no more samples come, in the time of the machine, so
 * that a series that falls silent holds nothing back. At the end of the input nothing is waited for.
 *
 * <p>Keyed state: {@code grid}, {@code slicer} and {@code clock}, the folds' records, and {@code waiting}, until
 * when. A series without samples for as long as judge remembers one is forgotten. Metrics:
 * {@code windowsCut}, and of samples {@code doubled}, {@code late}, {@code incomplete}, and {@code gaps}.
 */
public final class SliceFunction extends KeyedProcessFunction<String, SampleBlock, DecodedWindow> {

    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_MILLI = 1000;

    /** The last watermark of all. */
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    static {
        GeneratedClasses.trust();
    }

    /** The tag of windows some of whose samples have a filled value. */
    public static final String FILLED = "holter.filled";

    /**
     * What is remembered while samples wait for others.
     *
     * @param dueMillis time of the machine at which they wait no longer
     * @param last the last block, without its samples, for the windows that come of waiting no longer
     */
    public record Waiting(long dueMillis, SampleBlock last) {}

    private final SampleGrid grid;
    private final SlidingWindows windows;
    private final Duration expireAfter;
    private transient SampleSlicer<SlidingWindows.State> slicer;
    private transient ValueState<SampleGrid.State> gridState;
    private transient ValueState<SlidingWindows.State> slicerState;
    private transient ValueState<SampleSlicer.Clock> clockState;
    private transient ValueState<Waiting> waiting;
    private transient Counter cut;
    private transient Counter doubled;
    private transient Counter late;
    private transient Counter incomplete;
    private transient Counter gaps;

    /**
     * @param grid puts samples in order
     * @param windows cuts them
     * @param expireAfter how long a series may be silent before it is forgotten; zero for ever
     */
    public SliceFunction(SampleGrid grid, SlidingWindows windows, Duration expireAfter) {
        this.grid = grid;
        this.windows = windows;
        this.expireAfter = expireAfter;
    }

    @Override
    public void open(OpenContext context) {
        slicer = new SampleSlicer<>(grid, windows, windows.shape().length());
        gridState = state("grid", SampleGrid.State.class);
        slicerState = state("slicer", SlidingWindows.State.class);
        clockState = state("clock", SampleSlicer.Clock.class);
        waiting = state("waiting", Waiting.class);
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        cut = metrics.counter("windowsCut");
        doubled = metrics.counter("doubled");
        late = metrics.counter("late");
        incomplete = metrics.counter("incomplete");
        gaps = metrics.counter("gaps");
    }

    private <T> ValueState<T> state(String name, Class<T> type) {
        ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, TypeInformation.of(type));
        if (!expireAfter.isZero()) {
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(expireAfter)
                    .cleanupIncrementally(10, false)
                    .build());
        }
        return getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(SampleBlock block, Context context, Collector<DecodedWindow> out) throws Exception {
        SampleSlicer.State<SlidingWindows.State> before = current();
        SampleSlicer.Cut<SlidingWindows.State> step =
                slicer.take(before, new SampleGrid.TimedBlock(block.startMicros(), block.values()));
        give(step, block, out);
        boolean moved = step.state().grid().next() != before.grid().next();
        await(step.state().grid(), moved, block, context);
    }

    /** From the first sample that waits on: so long as nothing is waited for, a series needs no timer. */
    private void await(SampleGrid.State after, boolean moved, SampleBlock block, Context context) throws Exception {
        Waiting before = waiting.value();
        if (after.waiting().length == 0) {
            end(before, context);
        } else if (moved || before == null) {
            end(before, context);
            long due = context.timerService().currentProcessingTime() + grid.latenessMicros() / MICROS_PER_MILLI + 1;
            waiting.update(new Waiting(due, withoutSamples(block)));
            context.timerService().registerProcessingTimeTimer(due);
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
    }

    private void end(Waiting ended, Context context) {
        if (ended != null) {
            waiting.clear();
            context.timerService().deleteProcessingTimeTimer(ended.dueMillis);
            context.timerService().deleteEventTimeTimer(END_OF_INPUT);
        }
    }

    private static SampleBlock withoutSamples(SampleBlock block) {
        return new SampleBlock(
                block.series(),
                block.startMicros(),
                block.sampleRate(),
                block.channels(),
                new float[0],
                block.tags(),
                block.origin());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DecodedWindow> out) throws Exception {
        Waiting ended = waiting.value();
        if (ended != null && timestamp >= ended.dueMillis) {
            end(ended, context);
            give(slicer.release(current()), ended.last, out);
        }
    }

    private SampleSlicer.State<SlidingWindows.State> current() throws Exception {
        SampleGrid.State ofGrid = gridState.value();
        SlidingWindows.State ofSlicer = slicerState.value();
        SampleSlicer.Clock ofClock = clockState.value();
        return ofGrid == null || ofSlicer == null || ofClock == null
                ? slicer.start()
                : new SampleSlicer.State<>(ofGrid, ofSlicer, ofClock);
    }

    private void give(SampleSlicer.Cut<SlidingWindows.State> step, SampleBlock last, Collector<DecodedWindow> out)
            throws Exception {
        gridState.update(step.state().grid());
        slicerState.update(step.state().slicer());
        clockState.update(step.state().clock());
        doubled.inc(step.losses().doubled());
        late.inc(step.losses().late());
        incomplete.inc(step.losses().incomplete());
        gaps.inc(step.losses().gaps());
        for (SampleSlicer.TimedWindow window : step.windows()) {
            cut.inc();
            out.collect(decoded(window, last));
        }
    }

    private DecodedWindow decoded(SampleSlicer.TimedWindow window, SampleBlock last) {
        Map<String, String> tags = last.tags();
        if (window.filled() > 0) {
            tags = new HashMap<>(tags);
            tags.put(FILLED, Integer.toString(window.filled()));
        }
        WindowShape shape = windows.shape();
        return new DecodedWindow(
                last.series(),
                Math.floorDiv(window.startMicros(), MICROS_PER_MILLI),
                (float) grid.rate(),
                shape,
                window.values(),
                tags,
                last.origin());
    }
}
