// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.model.device.Device;
import io.holter.trainer.network.Activation;
import io.holter.trainer.network.AffineNormalisation;
import io.holter.trainer.network.ConvArchitecture.Block;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Weights;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What training does to windows and units at random, and what it does not do when it measures. */
class NoiseTest {

    private static final Geometry GEOMETRY = new Geometry(4, 1, 1);
    private static final int WINDOWS = 10_000;

    /**
     * A network that answers with what it sees: its squared error against the clean window is the variance of the
     * noise, here of deviation 1/2. Cut to the range from 0 to 1, a value of 0 becomes min(max(z/2, 0), 1), whose mean
     * square is (Φ(2) − 1/2 − 2φ(2))/4 + 1 − Φ(2) = 0.115067; one of 1/2 becomes 1/2 + z/2 between −1 and 1 standard
     * deviations, and the mean square is (2Φ(1) − 1 − 2φ(1))/4 + (1 − Φ(1))/2 = 0.129014.
     */
    @ParameterizedTest
    @CsvSource({"false, 0, 0.25", "false, 0.5, 0.25", "true, 0, 0.115067", "true, 0.5, 0.129014"})
    void noiseIsAddedToWhatTheNetworkSeesAlone(boolean bounded, float level, double expected) {
        TrainingSettings settings = TrainingSettings.DEFAULT
                .with(new DenseArchitecture(List.of(4), Activation.LINEAR, Activation.LINEAR))
                .with(new InputNoise(0.5, Augmentation.NONE));
        Normalisation units =
                new AffineNormalisation(new WindowShape(4, 1), new float[] {-level}, new float[] {1}, bounded, 0, "");
        try (TrainingGraph graph = TrainingGraph.open(
                        settings,
                        GradientFit.ensemble(settings, GEOMETRY),
                        units,
                        4,
                        Device.cpu().config(1));
                TFloat32 zeros = SmallGraphs.tensor(Collections.nCopies(WINDOWS, new float[4]))) {
            graph.restore(identity());
            double first = graph.step(zeros, 0);
            double second = graph.step(zeros, 0);
            // 40,000 values, whose mean square has a standard error below 0.002.
            assertThat(first).isCloseTo(expected, within(0.01)).isNotEqualTo(second);
            assertThat(second).isCloseTo(expected, within(0.01));
            assertThat(graph.loss(zeros)).isZero();
            double[] errors = new double[WINDOWS];
            graph.errors(zeros, errors, 0);
            assertThat(errors).containsOnly(0);
        }
    }

    @Test
    void unitsDropOutOfStepsAlone() {
        Geometry geometry = new Geometry(6, 1, 2);
        TrainingSettings settings =
                TrainingSettings.DEFAULT.with(SmallGraphs.conv(new Block(SmallGraphs.TANH, false, 0.5)));
        try (TrainingGraph graph = SmallGraphs.graph(settings, geometry);
                TFloat32 batch = SmallGraphs.tensor(SmallGraphs.uniform(geometry, 8, 1))) {
            float measured = graph.loss(batch);
            float first = graph.step(batch, 0);
            assertThat(graph.step(batch, 0)).isNotEqualTo(first);
            assertThat(first).isNotEqualTo(measured);
            assertThat(graph.loss(batch)).isEqualTo(measured);
        }
    }

    private static Weights identity() {
        float[] matrix = new float[16];
        for (int i = 0; i < 4; i++) {
            matrix[i * 5] = 1;
        }
        Weights.Values weights = new Weights.Values(Shape.of(4, 4), matrix);
        Weights.Values biases = new Weights.Values(Shape.of(4), new float[4]);
        return new Weights(Map.of(
                "dense1/weights",
                weights,
                "dense1/biases",
                biases,
                "dense2/weights",
                weights,
                "dense2/biases",
                biases));
    }
}
