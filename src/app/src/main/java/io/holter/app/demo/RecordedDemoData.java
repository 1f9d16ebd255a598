// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.app.kafka.RecordedSeries;
import io.holter.core.Count;
import io.holter.data.set.WindowSet;
import io.holter.trainer.ModelDescription;
import io.holter.trainer.training.TrainingSettings;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Windows from files: half of them, drawn at random, to learn from, where they are normal; the others to replay. */
public final class RecordedDemoData implements DemoData {

    private static final double LESSONS = 0.5;

    private final WindowSet trainingWindows;
    private final WindowSet replayed;
    private final Iterator<Integer> order;
    private final RecordedSeries series;
    private final long seed;

    /**
     * @param windows windows, with labels or without
     * @param series series to spread the replayed ones over in turn, 1 or more
     * @param seed what everything random is drawn from
     * @param end time at which the last windows end
     */
    public RecordedDemoData(WindowSet windows, int series, long seed, Instant end) {
        WindowSet.Split halves = windows.split(LESSONS, seed);
        this.trainingWindows = halves.first();
        this.replayed = halves.second();
        this.order = IntStream.range(0, replayed.size()).iterator();
        Instant first = RecordedSeries.startFor(
                end, replayed.size(), series, windows.shape().length(), 0);
        this.series = new RecordedSeries(series, windows.shape().channels(), 0, first);
        this.seed = seed;
    }

    @Override
    public ModelDescription model() {
        return ModelDescription.named("demo", trainingWindows.shape().channels());
    }

    @Override
    public TrainingSettings training() {
        return TrainingSettings.DEFAULT.withSeed(seed);
    }

    @Override
    public WindowSet trainingWindows() {
        return trainingWindows;
    }

    @Override
    public Optional<LabelledWindow> next() {
        if (!order.hasNext()) {
            return Optional.empty();
        }
        int i = order.next();
        return Optional.of(new LabelledWindow(series.next(replayed.window(i)), replayed.isAnomaly(i)));
    }

    @Override
    public boolean isLabelled() {
        return replayed.labelled();
    }

    @Override
    public String description() {
        String abnormal = isLabelled() ? ", " + replayed.anomalies() + " of them abnormal" : ", without labels";
        return Count.of(replayed.size(), "window") + " of "
                + String.join(", ", replayed.signal().sources()) + abnormal;
    }
}
