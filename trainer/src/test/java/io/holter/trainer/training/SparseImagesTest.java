// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.model.device.Device;
import io.holter.trainer.network.Activation;
import io.holter.trainer.network.ConvArchitecture;
import io.holter.trainer.network.ConvArchitecture.Block;
import io.holter.trainer.network.ConvArchitecture.Bottleneck;
import io.holter.trainer.network.ConvArchitecture.Down;
import io.holter.trainer.network.ConvArchitecture.Sampling;
import io.holter.trainer.network.ConvArchitecture.Up;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Output;
import io.holter.trainer.network.ScoreError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** White on black: a network that starts at grey rushes to black, where its rectified units die. */
class SparseImagesTest {

    private static final int SIDE = 16;
    private static final int STROKE = 9;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aNetworkOfRectifiedUnitsLearnsThem(long seed) throws IOException {
        WindowSet images = strokes(600, seed);
        Normalisation units = Normalisation.of(Normalisation.Kind.MINMAX, images.shape(), images.windows());
        ConvArchitecture architecture = new ConvArchitecture(
                List.of(16, 8),
                3,
                new Sampling(2, Down.STRIDE, Up.TRANSPOSED),
                new Bottleneck(0, false),
                new Block(Activation.RELU, false, 0));
        TrainingSettings settings = TrainingSettings.DEFAULT
                .with(InputNoise.NONE)
                .with(architecture)
                .with(new Objective(Normalisation.Kind.MINMAX, Output.SIGMOID, Loss.MSE, ScoreError.SQUARED))
                .with(new Optimisation(6, 16, LearningRate.constant(0.003), 0, 0))
                .withSeed(seed);
        double share = STROKE / (double) (SIDE * SIDE);
        double ofTheMean = share * (1 - share);
        try (GradientFit fitting = new GradientFit(
                settings, new Geometry(SIDE, SIDE, 1), units, Device.cpu().config(1))) {
            FitResult fit = fitting.fit(images, images, Progress.SILENT);
            assertThat(fit.history().get(fit.kept() - 1).validationLoss()).isLessThan(ofTheMean / 2);
        }
    }

    /** Of each image one row or one column has a white stroke. */
    private static WindowSet strokes(int count, long seed) throws IOException {
        Random random = new Random(seed);
        List<float[]> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] image = new float[SIDE * SIDE];
            int line = random.nextInt(SIDE);
            int from = random.nextInt(SIDE - STROKE + 1);
            boolean isRow = random.nextBoolean();
            for (int p = from; p < from + STROKE; p++) {
                image[isRow ? line * SIDE + p : p * SIDE + line] = 255;
            }
            images.add(image);
        }
        return WindowSet.unlabelled(new WindowShape(SIDE * SIDE, 1), images, "strokes");
    }
}
