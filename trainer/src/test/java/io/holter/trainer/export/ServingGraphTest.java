package io.holter.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.model.Explanation;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.schemas.Channel;
import io.holter.schemas.ErrorSketch;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.ModelCard;
import io.holter.trainer.data.WindowSet;
import io.holter.trainer.network.AffineNormalisation;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.DrawnWeights;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.PlainForwardPass;
import io.holter.trainer.network.ScoreError;
import io.holter.trainer.network.Weights;
import io.holter.trainer.training.Fitting;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;

class ServingGraphTest {

    /** Sums of some hundred products in single precision (7 digits), relative to errors around 1. */
    private static final double ROUNDING = 2e-5;

    private static final TrainingSettings SETTINGS = TrainingSettings.DEFAULT.with(DenseArchitecture.of(7, 4));

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
    void exportedModelDoesTheSame() throws Exception {
        Sample sample = new Sample(new WindowShape(12, 3), 5);
        double[] before;
        try (ServingGraph graph = sample.graph()) {
            before = graph.errors(sample.set(sample.windows));
            graph.export(directory);
        }
        ModelDirectory.writeCard(directory, sample.card(directory));
        int count = sample.windows.size();
        float[] flat = sample.flat();
        float[] errors = new float[count];
        Explanation explanation;
        try (Model model = Model.open(directory)) {
            model.errors(flat, count, errors);
            explanation = model.explain(flat, count);
        }
        for (int w = 0; w < count; w++) {
            float[] window = sample.windows.get(w);
            assertThat((double) errors[w]).isCloseTo(before[w], within(1e-6 * (1 + before[w])));
            double[] channelErrors = sample.plain.channelErrors(window);
            for (int c = 0; c < 3; c++) {
                assertThat((double) explanation.channelErrors()[w * 3 + c])
                        .isCloseTo(channelErrors[c], within(ROUNDING * (1 + channelErrors[c])));
            }
            double[] reconstruction = sample.plain.reconstruction(window);
            for (int i = 0; i < window.length; i++) {
                assertThat((double) explanation.reconstruction()[w * window.length + i])
                        .isCloseTo(reconstruction[i], within(1e-4));
            }
        }
        assertThat(explanation.errors()).containsExactly(errors, within(1e-6f));
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
                assertThat((double) code.getFloat(0, i)).isCloseTo(expected[i], within(ROUNDING * (1 + expected[i])));
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
    void exportedModelEncodesAndDecodesAsASlowForwardPass() throws Exception {
        Sample sample = new Sample(new WindowShape(12, 3), 5);
        try (ServingGraph graph = sample.graph()) {
            graph.export(directory);
        }
        ModelDirectory.writeCard(directory, sample.card(directory));
        int count = sample.windows.size();
        float[] flat = sample.flat();
        try (Model model = Model.open(directory)) {
            assertThat(model.codeWidth()).isEqualTo(4);
            float[] codes = model.encode(flat, count);
            float[] windows = model.decode(codes, count);
            for (int w = 0; w < count; w++) {
                double[] code = sample.plain.code(sample.windows.get(w));
                double[] window = sample.plain.decoded(code);
                for (int i = 0; i < code.length; i++) {
                    assertThat((double) codes[w * 4 + i]).isCloseTo(code[i], within(ROUNDING * (1 + code[i])));
                }
                for (int i = 0; i < window.length; i++) {
                    assertThat((double) windows[w * window.length + i]).isCloseTo(window[i], within(1e-4));
                }
            }
        }
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
            return new ServingGraph(
                    shape, normalisation, Fitting.ensemble(SETTINGS, geometry), weights, ScoreError.SQUARED);
        }

        float[] flat() {
            float[] flat = new float[windows.size() * shape.size()];
            for (int w = 0; w < windows.size(); w++) {
                System.arraycopy(windows.get(w), 0, flat, w * shape.size(), shape.size());
            }
            return flat;
        }

        ModelCard card(Path directory) throws Exception {
            GeneratedClasses.trust();
            return ModelCard.newBuilder()
                    .setLength(shape.length())
                    .setChannels(IntStream.range(0, shape.channels())
                            .mapToObj(c -> new Channel("c" + c, ""))
                            .toList())
                    .setThreshold(1)
                    .setErrors(ErrorSketch.newBuilder()
                            .setCount(2)
                            .setQuantileLevels(List.of(0.0, 1.0))
                            .setQuantiles(List.of(0.0, 1.0))
                            .build())
                    .setSavedModelSha256(ModelDirectory.savedModelHash(directory))
                    .build();
        }
    }
}
