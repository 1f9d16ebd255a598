// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.model.Explanation;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.schemas.Channel;
import io.holter.schemas.ErrorSketch;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.ModelCard;
import io.holter.trainer.network.DrawnWeights;
import io.holter.trainer.network.Ensemble;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.PlainForwardPass;
import io.holter.trainer.network.Weights;
import io.holter.trainer.training.GradientFit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of model gives, exported and opened again, what a slow forward pass in double precision gives. */
class EveryModelTest {

    private static final int COUNT = 5;

    /** Sums of some hundred products in single precision (7 digits), relative to values around 1. */
    private static final double ROUNDING = 5e-5;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void opensAsWhatASlowForwardPassComputes(ModelKind kind) throws Exception {
        Geometry geometry = kind.geometry();
        WindowShape shape = new WindowShape(geometry.length(), geometry.channels());
        List<float[]> windows = windows(geometry);
        Normalisation normalisation =
                Normalisation.of(kind.settings().objective().normalisation(), shape, windows);
        Weights weights = DrawnWeights.of(kind.settings(), geometry, 1);
        Ensemble ensemble = GradientFit.ensemble(kind.settings(), geometry);
        PlainForwardPass plain = new PlainForwardPass(kind.settings(), geometry, normalisation, weights);
        try (ServingGraph graph = ServingGraph.open(
                shape,
                normalisation,
                ensemble,
                weights,
                Scoring.by(kind.settings().objective().error()))) {
            double[] errors = graph.errors(WindowSet.unlabelled(shape, windows, "drawn"));
            assertClose(
                    errors,
                    windows.stream().map(w -> new double[] {plain.error(w)}).toList());
            graph.export(directory);
        }
        ModelDirectory.writeCard(directory, card(shape, ensemble));
        try (Model model = Model.open(directory)) {
            compare(model, plain, windows);
        }
    }

    private static void compare(Model model, PlainForwardPass plain, List<float[]> windows) {
        int size = windows.get(0).length;
        float[] flat = new float[COUNT * size];
        for (int w = 0; w < COUNT; w++) {
            System.arraycopy(windows.get(w), 0, flat, w * size, size);
        }
        float[] errors = new float[COUNT];
        model.errors(flat, COUNT, errors);
        assertClose(
                widen(errors),
                windows.stream().map(w -> new double[] {plain.error(w)}).toList());
        Explanation explanation = model.explain(flat, COUNT);
        assertClose(
                widen(explanation.errors()),
                windows.stream().map(w -> new double[] {plain.error(w)}).toList());
        assertClose(
                widen(explanation.channelErrors()),
                windows.stream().map(plain::channelErrors).toList());
        assertClose(
                widen(explanation.reconstruction()),
                windows.stream().map(plain::reconstruction).toList());

        List<double[]> codes = windows.stream().map(plain::code).toList();
        assertThat(model.codeWidth()).isEqualTo(codes.get(0).length);
        if (model.codeWidth() == 0) {
            assertThatThrownBy(() -> model.encode(flat, COUNT)).hasMessage("the model has no codes");
            return;
        }
        float[] encoded = model.encode(flat, COUNT);
        assertClose(widen(encoded), codes);
        assertClose(
                widen(model.decode(encoded, COUNT)),
                codes.stream().map(plain::decoded).toList());
    }

    private static void assertClose(double[] found, List<double[]> expected) {
        double[] flat = expected.stream().flatMapToDouble(Arrays::stream).toArray();
        assertThat(found).hasSize(flat.length);
        for (int i = 0; i < flat.length; i++) {
            assertThat(found[i]).as("value %d", i).isCloseTo(flat[i], within(ROUNDING * (1 + Math.abs(flat[i]))));
        }
    }

    private static double[] widen(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** Channels of different level and amplitude, the first window without any change. */
    private static List<float[]> windows(Geometry geometry) {
        Random random = new Random(3);
        List<float[]> windows = new ArrayList<>();
        for (int w = 0; w < COUNT; w++) {
            float[] window = new float[geometry.size()];
            for (int i = 0; i < window.length; i++) {
                int channel = i % geometry.channels();
                window[i] = 5 * channel + (w == 0 ? 0 : (float) random.nextGaussian() * (1 + channel));
            }
            windows.add(window);
        }
        return windows;
    }

    private ModelCard card(WindowShape shape, Ensemble ensemble) throws Exception {
        GeneratedClasses.trust();
        return ModelCard.newBuilder()
                .setLength(shape.length())
                .setChannels(IntStream.range(0, shape.channels())
                        .mapToObj(c -> new Channel("c" + c, ""))
                        .toList())
                .setCodeWidth(ensemble.codeWidth())
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
