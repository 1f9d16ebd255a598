// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.trainer.linear.Neighbourhood;
import io.holter.trainer.network.AffineNormalisation;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.DrawnWeights;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.PlainForwardPass;
import io.holter.trainer.network.ScoreError;
import io.holter.trainer.network.Weights;
import io.holter.trainer.training.GradientFit;
import io.holter.trainer.training.GraphsThatFail;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;

class ServingGraphTest {

    /** Sums of some hundred products in single precision (7 digits), relative to errors around 1. */
    private static final double ROUNDING = 2e-5;

    private static final TrainingSettings SETTINGS = TrainingSettings.DEFAULT.with(DenseArchitecture.of(7, 4));

    private static final Scoring SCORING = Scoring.by(ScoreError.SQUARED);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"20, 1, 0", "12, 3, 0", "9, 2, 100000"})
    void errorEqualsASlowForwardPass(int length, int channels, float offset) {
        Sample sample = new Sample(new WindowShape(length, channels), offset);
        try (ServingGraph graph = sample.graph()) {
            double[] errors = graph.errors(sample.set(sample.windows));
            for (int i = 0; i < errors.length; i++) {
                double expected = sample.plain.error(sample.windows.get(i));
                assertThat(errors[i]).isCloseTo(expected, within(ROUNDING * (1 + expected)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScoreError.class)
    void neighboursCountAsMuchAsTheError(ScoreError error) {
        Sample sample = new Sample(new WindowShape(12, 3), 100);
        List<float[]> normal = sample.normalisation.normalised(sample.windows.subList(0, 5));
        Neighbourhood neighbourhood = Neighbourhood.of(normal, 1);
        double[] errors;
        try (ServingGraph alone = sample.graph(Scoring.by(error))) {
            errors = alone.errors(sample.set(sample.windows));
        }
        try (ServingGraph graph = sample.graph(new Scoring(error, Optional.of(neighbourhood)))) {
            double[] scores = graph.errors(sample.set(sample.windows));
            List<float[]> normalised = sample.normalisation.normalised(sample.windows);
            for (int i = 0; i < scores.length; i++) {
                double square = neighbourhood.squaredDistance(normalised.get(i)) / normalised.get(i).length;
                // The square of a distance near 0 is a difference of large ones: in single precision it is rounding.
                double expected = Math.sqrt(errors[i] * (error == ScoreError.SQUARED ? square : Math.sqrt(square)));
                assertThat(scores[i]).as("window %d", i).isCloseTo(expected, within(1e-2 * expected + 0.03));
            }
            assertThat(scores[0]).isLessThan(scores[10] / 20);
            float[] enormous = sample.windows.get(0).clone();
            enormous[2] = 3e38f;
            assertThat(graph.errors(sample.set(List.of(enormous)))).containsExactly(Double.POSITIVE_INFINITY);
        }
    }

    /** The mean alone: neither components nor centres among them. */
    @Test
    void windowsThatDoNotVaryHaveOneNeighbour() {
        Sample sample = new Sample(new WindowShape(6, 1), 0);
        List<float[]> one = List.of(sample.windows.get(0));
        Neighbourhood neighbourhood = Neighbourhood.of(sample.normalisation.normalised(one), 1);
        try (ServingGraph graph = sample.graph(new Scoring(ScoreError.SQUARED, Optional.of(neighbourhood)))) {
            double[] scores = graph.errors(sample.set(sample.windows));
            assertThat(scores[0]).isLessThan(1e-6);
            assertThat(scores[1]).isPositive();
        }
    }

    @Test
    void moreWindowsThanABatchAreAllScored() {
        Sample sample = new Sample(new WindowShape(4, 1), 0);
        List<float[]> many = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            many.add(sample.windows.get(i % sample.windows.size()));
        }
        try (ServingGraph graph = sample.graph()) {
            double[] errors = graph.errors(sample.set(many));
            assertThat(errors).hasSize(2500);
            double[] first = graph.errors(sample.set(sample.windows));
            for (int i = 0; i < errors.length; i++) {
                assertThat(errors[i]).isCloseTo(first[i % first.length], within(1e-5));
            }
            assertThat(graph.errors(sample.set(List.of()))).isEmpty();
        }
    }

    @Test
    void decodingTheCodesGivesTheReconstruction() throws Exception {
        Sample sample = new Sample(new WindowShape(6, 2), 5);
        try (ServingGraph graph = sample.graph()) {
            graph.export(directory);
        }
        float[][][] windows = new float[1][6][2];
        float[] window = sample.windows.get(0);
        for (int i = 0; i < window.length; i++) {
            windows[0][i / 2][i % 2] = window[i];
        }
        try (SavedModelBundle bundle = SavedModelBundle.load(directory.toString());
                TFloat32 input = TFloat32.tensorOf(StdArrays.ndCopyOf(windows));
                Result codes = bundle.function("encode").call(Map.of("windows", input));
                Result decoded = bundle.function("decode").call(Map.of("codes", codes.get(0)));
                Result scored = bundle.function("serving_default").call(Map.of("windows", input))) {
            double[] expected = sample.plain.code(window);
            TFloat32 code = (TFloat32) codes.get("codes").orElseThrow();
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) code.getFloat(0, i))
                        .isCloseTo(expected[i], within(ROUNDING * (1 + Math.abs(expected[i]))));
            }
            TFloat32 answer = (TFloat32) decoded.get("windows").orElseThrow();
            TFloat32 reconstruction = (TFloat32) scored.get("reconstruction").orElseThrow();
            for (int t = 0; t < 6; t++) {
                for (int c = 0; c < 2; c++) {
                    assertThat(answer.getFloat(0, t, c)).isCloseTo(reconstruction.getFloat(0, t, c), within(1e-5f));
                }
            }
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidInOneLine() throws Exception {
        Files.createDirectories(directory.resolve("variables/variables.index/in-the-way"));
        try (ServingGraph graph = new Sample(new WindowShape(6, 2), 5).graph()) {
            assertThatThrownBy(() -> graph.export(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("variables.index")
                    .hasMessageNotContainingAny("\n", "node");
        }
    }

    @Test
    void aGraphThatCannotBeBuiltIsClosed() {
        GraphsThatFail network = new GraphsThatFail();
        WindowShape shape = new WindowShape(4, 1);
        Normalisation none = Normalisation.of(Normalisation.Kind.NONE, shape, List.of());
        assertThatThrownBy(() -> ServingGraph.open(shape, none, network.ensemble(), new Weights(Map.of()), SCORING))
                .hasMessage("fails on purpose");
        assertThatThrownBy(() -> network.graph().operations()).isInstanceOf(IllegalStateException.class);
    }

    /** A network with random weights and biases, and windows to run through it. */
    private static final class Sample {

        private final WindowShape shape;
        private final Normalisation normalisation;
        private final Geometry geometry;
        private final Weights weights;
        private final PlainForwardPass plain;
        private final List<float[]> windows = new ArrayList<>();

        WindowSet set(List<float[]> values) {
            try {
                return WindowSet.unlabelled(shape, values, "sample");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Sample(WindowShape shape, float offset) {
            this.shape = shape;
            Random random = new Random(3);
            for (int w = 0; w < 15; w++) {
                float[] window = new float[shape.size()];
                for (int i = 0; i < window.length; i++) {
                    window[i] = offset + (float) random.nextGaussian() * (1 + i % shape.channels());
                }
                windows.add(window);
            }
            geometry = Geometry.of(shape, 0);
            normalisation = AffineNormalisation.standardising(shape, windows);
            weights = DrawnWeights.of(SETTINGS, geometry, 1);
            plain = new PlainForwardPass(SETTINGS, geometry, normalisation, weights);
        }

        ServingGraph graph() {
            return graph(SCORING);
        }

        ServingGraph graph(Scoring scoring) {
            return ServingGraph.open(shape, normalisation, GradientFit.ensemble(SETTINGS, geometry), weights, scoring);
        }
    }
}
