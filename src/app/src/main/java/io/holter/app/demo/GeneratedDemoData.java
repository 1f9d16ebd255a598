// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import io.holter.data.generator.BeatSeries;
import io.holter.data.generator.GeneratedWindow;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import io.holter.trainer.ModelDescription;
import io.holter.trainer.network.Activation;
import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.training.InputNoise;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Generated heartbeats. The model learns from a clean recording of the same hearts; what is replayed is another
 * recording of them.
 */
public final class GeneratedDemoData implements DemoData {

    private static final int LESSON_BEATS = 6000;
    private static final int MIN_BEATS_OF_A_SERIES = 4;

    /** Rectified: among 4,001 windows a linear code of this width raised two false alarms, this one none. */
    private static final Architecture NETWORK =
            new DenseArchitecture(List.of(64, 24), Activation.RELU, Activation.RELU);

    private static final int EPOCHS = 50;
    private static final long LESSONS = 1;
    private static final long REPLAY = 2;

    private final List<BeatSeries> series;
    private final double abnormalShare;
    private final long seed;
    private long sent;

    /**
     * @param series series to replay in turn, 1 or more
     * @param abnormalShare probability of a beat being abnormal, 0 to 1
     * @param seed what everything random is drawn from
     * @param start time of the first samples
     */
    public GeneratedDemoData(int series, double abnormalShare, long seed, Instant start) {
        this.series = BeatSeries.population(series, new BeatSeries.Origin(seed, REPLAY), abnormalShare, start);
        this.abnormalShare = abnormalShare;
        this.seed = seed;
    }

    @Override
    public ModelDescription model() {
        return new ModelDescription("heartbeats", "", List.of(new Channel("ecg", "mV")), BeatSeries.SAMPLE_RATE);
    }

    @Override
    public TrainingSettings training() {
        return TrainingSettings.DEFAULT
                .with(NETWORK)
                // Few epochs: too few to learn what is below the noise.
                .with(InputNoise.NONE)
                .withEpochs(EPOCHS)
                .withSeed(seed);
    }

    @Override
    public WindowSet trainingWindows() throws IOException {
        List<float[]> windows = new ArrayList<>();
        int beats = Math.max(MIN_BEATS_OF_A_SERIES, LESSON_BEATS / series.size());
        BeatSeries.Origin origin = new BeatSeries.Origin(seed, LESSONS);
        for (BeatSeries heart : BeatSeries.population(series.size(), origin, 0, Instant.EPOCH)) {
            for (int i = 0; i < beats; i++) {
                List<Float> values = heart.next().window().getValues();
                float[] window = new float[BeatSeries.LENGTH];
                for (int t = 0; t < window.length; t++) {
                    window[t] = values.get(t);
                }
                windows.add(window);
            }
        }
        return WindowSet.unlabelled(new WindowShape(BeatSeries.LENGTH, 1), windows, "generated heartbeats");
    }

    @Override
    public Optional<LabelledWindow> next() {
        GeneratedWindow generated = series.get((int) (sent++ % series.size())).next();
        return Optional.of(
                new LabelledWindow(generated.window(), generated.truth().isAbnormal()));
    }

    @Override
    public boolean isLabelled() {
        return true;
    }

    @Override
    public String description() {
        return "generated heartbeats of " + Count.of(series.size(), "series") + ", " + 100 * abnormalShare
                + " % of them abnormal";
    }
}
