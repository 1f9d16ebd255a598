// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import io.holter.core.WindowShape;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.model.device.Device;
import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.training.GradientFit;
import io.holter.trainer.training.InputNoise;
import io.holter.trainer.training.Optimisation;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Training of one network with one batch size on one device, as {@code train} does it: windows shuffled, copied,
 * normalised, a step of Adam for each batch.
 *
 * @param device where it computes
 * @param architecture the network
 * @param batch windows in a step
 */
record TrainingRun(Device device, Architecture architecture, int batch) {

    private static final WindowShape SHAPE = new WindowShape(140, 1);
    private static final int WARM_UP_EPOCHS = 2;

    /** The windows to train on: random walks of 140 samples. */
    static WindowSet windows(int count) throws IOException {
        Random random = new Random(1);
        try (WindowSet.Builder windows = new WindowSet.Builder(SHAPE)) {
            float[] window = new float[SHAPE.size()];
            for (int w = 0; w < count; w++) {
                float level = 0;
                for (int i = 0; i < window.length; i++) {
                    level = 0.9f * level + (float) random.nextGaussian();
                    window[i] = level;
                }
                windows.add(window, false);
            }
            return windows.build(false, Signal.from(List.of("random walks")));
        }
    }

    /**
     * Windows a second, median over epochs after {@value #WARM_UP_EPOCHS} that are not counted. An epoch's measuring of
     * two held-out windows is in it.
     *
     * @param epochs epochs that are counted, 1 or more
     */
    double windowsPerSecond(WindowSet windows, int epochs) {
        TrainingSettings settings = TrainingSettings.DEFAULT
                .with(architecture)
                .with(architecture instanceof DenseArchitecture ? InputNoise.DEFAULT : InputNoise.NONE)
                .with(new Optimisation(
                        WARM_UP_EPOCHS + epochs,
                        batch,
                        TrainingSettings.DEFAULT.optimisation().rate(),
                        0,
                        0));
        Normalisation units = Normalisation.of(Normalisation.Kind.STANDARD, SHAPE, windows.windows());
        // as train has it: a small dense network is fastest in the calling thread
        int threads = architecture instanceof DenseArchitecture ? 1 : Device.AUTOMATIC_THREADS;
        List<Double> figures = new ArrayList<>();
        long[] before = {0};
        Progress stopwatch = (epoch, all, loss, validationLoss) -> {
            long now = System.nanoTime();
            if (epoch > WARM_UP_EPOCHS) {
                figures.add(windows.size() / ((now - before[0]) / 1e9));
            }
            before[0] = now;
        };
        try (GradientFit fitting = new GradientFit(settings, Geometry.of(SHAPE, 0), units, device.config(threads))) {
            fitting.fit(windows, windows.where(i -> i < 2), stopwatch);
        }
        return BenchCommand.median(figures);
    }
}
