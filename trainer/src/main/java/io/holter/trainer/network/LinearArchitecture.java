// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import io.holter.core.Count;
import io.holter.core.WrongArtefactException;
import io.holter.trainer.linear.LinearFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * A reference model that is fitted exactly: the mean window, and as many principal components beside it. The code of a
 * window n is {@code V·(n − μ)}, its reconstruction {@code μ + Vᵀ·code}.
 *
 * @param components rows of V; 0 answers every window with the mean one
 */
public record LinearArchitecture(int components) implements Architecture {

    /** Name of μ among the weights: [1, size]. */
    public static final String MEAN = "mean";

    /** Name of Vᵀ among the weights: [size, components]. */
    public static final String COMPONENTS = "components";

    public LinearArchitecture {
        if (components < 0) {
            throw new IllegalArgumentException("0 or more components, got " + components);
        }
    }

    @Override
    public String name() {
        return components == 0 ? "mean" : "pca";
    }

    @Override
    public Map<String, String> settings() {
        return components == 0 ? Map.of() : Map.of("components", String.valueOf(components));
    }

    /**
     * Fits exactly.
     *
     * @param windows at least one, raw units
     * @throws io.holter.core.WrongArtefactException if they vary in fewer directions than there are components
     */
    public Weights fit(List<float[]> windows, Normalisation units) {
        LinearFit fit = LinearFit.of(units.normalised(windows), components);
        int size = fit.size();
        if (fit.components().length < components) {
            throw new WrongArtefactException(
                    "principal components",
                    "windows that vary in " + components + " directions or more",
                    fit.components().length + " directions: take fewer components");
        }
        float[] transposed = new float[size * components];
        for (int k = 0; k < components; k++) {
            for (int i = 0; i < size; i++) {
                transposed[i * components + k] = fit.components()[k][i];
            }
        }
        Map<String, Weights.Values> values = new LinkedHashMap<>();
        values.put(MEAN, new Weights.Values(Shape.of(1, size), fit.mean()));
        if (components > 0) {
            values.put(COMPONENTS, new Weights.Values(Shape.of(size, components), transposed));
        }
        return new Weights(values);
    }

    @Override
    public Network network(Geometry geometry) {
        if (components >= geometry.size()) {
            throw new IllegalArgumentException("a model of " + Count.of(components, "component")
                    + " keeps all of windows of " + Count.of(geometry.size(), "value") + ": take fewer");
        }
        return new LinearNetwork(geometry.size());
    }

    private final class LinearNetwork implements Network {

        private final int size;

        LinearNetwork(int size) {
            this.size = size;
        }

        @Override
        public int codeWidth() {
            return components;
        }

        @Override
        public List<Integer> widths() {
            return components == 0 ? List.of(size, size) : List.of(size, components, size);
        }

        @Override
        public Operand<TFloat32> encode(Layers layers, Operand<TFloat32> windows) {
            var tf = layers.tf();
            // TensorFlow's native library ends the process when it multiplies by a matrix without columns.
            return components == 0
                    ? tf.slice(windows, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 0}))
                    : tf.linalg.matMul(tf.math.sub(windows, mean(layers)), components(layers));
        }

        @Override
        public Operand<TFloat32> decode(Layers layers, Operand<TFloat32> codes) {
            var tf = layers.tf();
            if (components == 0) {
                Operand<TFloat32> zeros = tf.sum(codes, tf.constant(1), Sum.keepDims(true));
                return tf.math.add(zeros, mean(layers));
            }
            var transposed = tf.linalg.transpose(components(layers), tf.constant(new int[] {1, 0}));
            return tf.math.add(tf.linalg.matMul(codes, transposed), mean(layers));
        }

        private Operand<TFloat32> mean(Layers layers) {
            return layers.fixed(MEAN, Shape.of(1, size));
        }

        private Operand<TFloat32> components(Layers layers) {
            return layers.fixed(COMPONENTS, Shape.of(size, components));
        }
    }
}
