// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.export;

import static io.holter.trainer.network.Activation.Kind.LEAKY_RELU;
import static io.holter.trainer.network.Activation.Kind.SIGMOID;
import static io.holter.trainer.network.Activation.Kind.TANH;
import static io.holter.trainer.network.ConvArchitecture.Down.POOL;
import static io.holter.trainer.network.ConvArchitecture.Down.STRIDE;
import static io.holter.trainer.network.ConvArchitecture.Up.NEAREST;
import static io.holter.trainer.network.ConvArchitecture.Up.TRANSPOSED;

import io.holter.trainer.network.Activation;
import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.ConvArchitecture;
import io.holter.trainer.network.ConvArchitecture.Block;
import io.holter.trainer.network.ConvArchitecture.Bottleneck;
import io.holter.trainer.network.ConvArchitecture.Sampling;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.LinearArchitecture;
import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Output;
import io.holter.trainer.network.ScoreError;
import io.holter.trainer.training.Objective;
import io.holter.trainer.training.TrainingSettings;
import java.util.List;

/** The kinds of model there are, each small, so that every part of one is in some of them: for tests. */
enum ModelKind {
    DENSE_RELU(time(12, 2), DenseArchitecture.of(7, 4)),
    DENSE_LEAKY_RELU(time(12, 2), dense(new Activation(LEAKY_RELU, 0.2), Activation.LINEAR, 5)),
    DENSE_TANH(time(9, 1), dense(new Activation(TANH, 0), Activation.LINEAR, 6, 3)),
    DENSE_SIGMOID(time(9, 3), dense(new Activation(SIGMOID, 0), new Activation(TANH, 0), 6, 5, 3)),
    DENSE_LINEAR_WITH_A_RELU_CODE(time(8, 1), dense(Activation.LINEAR, Activation.RELU, 5, 6)),
    DENSE_SPIRAL(time(2, 1), dense(Activation.RELU, Activation.LINEAR, 10, 10, 1)),
    DENSE_OF_THREE(time(12, 2), DenseArchitecture.of(7, 4), 3),
    DENSE_MINMAX_SIGMOID_OUTPUT(time(10, 1), DenseArchitecture.of(5), minmax(Loss.MAE, ScoreError.ABSOLUTE)),
    DENSE_WINDOW(time(10, 2), DenseArchitecture.of(5), units(Normalisation.Kind.WINDOW, ScoreError.SQUARED)),
    DENSE_NONE_ABSOLUTE(time(10, 2), DenseArchitecture.of(5), units(Normalisation.Kind.NONE, ScoreError.ABSOLUTE)),

    CONV_STRIDES(time(16, 1), conv(7, new Sampling(2, STRIDE, TRANSPOSED), 3, false, 4, 3)),
    CONV_OF_CHANNELS(time(12, 3), conv(3, new Sampling(2, STRIDE, TRANSPOSED), 0, false, 4, 3)),
    CONV_EVEN_KERNEL(time(12, 2), conv(4, new Sampling(2, STRIDE, TRANSPOSED), 2, true, 3)),
    CONV_KERNEL_SMALLER_THAN_FACTOR(time(18, 1), conv(2, new Sampling(3, STRIDE, TRANSPOSED), 0, true, 3, 2)),
    CONV_POOL(time(12, 2), conv(5, new Sampling(3, POOL, TRANSPOSED), 2, false, 4)),
    CONV_NEAREST(time(16, 2), conv(3, new Sampling(4, STRIDE, NEAREST), 0, false, 2, 3)),
    CONV_POOL_NEAREST(time(16, 1), conv(3, new Sampling(2, POOL, NEAREST), 4, true, 3, 2)),
    CONV_PADDED(time(13, 2), conv(5, new Sampling(2, STRIDE, TRANSPOSED), 3, false, 4, 3)),
    CONV_PADDED_POOL(time(11, 1), conv(3, new Sampling(3, POOL, TRANSPOSED), 0, true, 3, 2)),
    CONV_PADDED_NEAREST(time(10, 1), conv(4, new Sampling(4, STRIDE, NEAREST), 2, false, 3)),
    CONV_BATCH_NORMALISATION(time(8, 2), normalised(conv(3, new Sampling(2, STRIDE, TRANSPOSED), 3, true, 3, 2))),
    CONV_WINDOW(
            time(8, 2),
            conv(3, new Sampling(2, STRIDE, TRANSPOSED), 3, false, 3),
            units(Normalisation.Kind.WINDOW, ScoreError.ABSOLUTE)),
    CONV_OF_TWO(time(8, 1), normalised(conv(3, new Sampling(2, POOL, TRANSPOSED), 3, false, 3)), 2),

    IMAGE_STRIDES(new Geometry(8, 8, 1), conv(3, new Sampling(2, STRIDE, TRANSPOSED), 5, false, 4, 3)),
    IMAGE_WIDER_THAN_HIGH(new Geometry(4, 6, 3), conv(4, new Sampling(2, STRIDE, TRANSPOSED), 0, true, 3)),
    IMAGE_PADDED(new Geometry(5, 7, 1), conv(3, new Sampling(2, POOL, TRANSPOSED), 3, false, 3, 2)),
    IMAGE_POOL_NEAREST(new Geometry(6, 4, 2), conv(3, new Sampling(2, POOL, NEAREST), 0, true, 4)),
    IMAGE_BATCH_NORMALISATION(
            new Geometry(4, 4, 3),
            normalised(conv(3, new Sampling(2, STRIDE, TRANSPOSED), 4, false, 3)),
            minmax(Loss.BCE, ScoreError.SQUARED)),
    IMAGE_DENSE(new Geometry(3, 5, 2), DenseArchitecture.of(6)),

    PCA(time(9, 2), new LinearArchitecture(4)),
    PCA_MINMAX(time(9, 2), new LinearArchitecture(2), units(Normalisation.Kind.MINMAX, ScoreError.ABSOLUTE)),
    PCA_WINDOW(time(9, 2), new LinearArchitecture(2), units(Normalisation.Kind.WINDOW, ScoreError.SQUARED)),
    MEAN(time(9, 2), new LinearArchitecture(0)),
    MEAN_OF_IMAGES(
            new Geometry(3, 4, 1), new LinearArchitecture(0), units(Normalisation.Kind.NONE, ScoreError.ABSOLUTE));

    private final Geometry geometry;
    private final TrainingSettings settings;

    ModelKind(Geometry geometry, Architecture architecture) {
        this(geometry, architecture, 1);
    }

    ModelKind(Geometry geometry, Architecture architecture, int members) {
        this.geometry = geometry;
        this.settings = TrainingSettings.DEFAULT.with(architecture).withMembers(members);
    }

    ModelKind(Geometry geometry, Architecture architecture, Objective objective) {
        this.geometry = geometry;
        this.settings = TrainingSettings.DEFAULT.with(architecture).with(objective);
    }

    Geometry geometry() {
        return geometry;
    }

    TrainingSettings settings() {
        return settings;
    }

    private static Geometry time(int length, int channels) {
        return new Geometry(length, 1, channels);
    }

    private static DenseArchitecture dense(Activation activation, Activation code, Integer... hidden) {
        return new DenseArchitecture(List.of(hidden), activation, code);
    }

    private static ConvArchitecture conv(
            int kernel, Sampling sampling, int code, boolean convolved, Integer... filters) {
        Block block = new Block(new Activation(LEAKY_RELU, 0.1), false, 0);
        return new ConvArchitecture(List.of(filters), kernel, sampling, new Bottleneck(code, convolved), block);
    }

    /** With batch normalisation, and units that drop out while training. */
    private static ConvArchitecture normalised(ConvArchitecture conv) {
        Block block = new Block(conv.block().activation(), true, 0.5);
        return new ConvArchitecture(conv.filters(), conv.kernel(), conv.sampling(), conv.bottleneck(), block);
    }

    private static Objective minmax(Loss loss, ScoreError error) {
        return new Objective(Normalisation.Kind.MINMAX, Output.SIGMOID, loss, error);
    }

    private static Objective units(Normalisation.Kind kind, ScoreError error) {
        return new Objective(kind, Output.LINEAR, Loss.MSE, error);
    }
}
