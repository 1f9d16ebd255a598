// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import io.holter.trainer.training.GradientFit;
import io.holter.trainer.training.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Weights that no variable has its starting value in, so that each shows in the result: for tests. */
public final class DrawnWeights {

    private DrawnWeights() {}

    /** For all variables that the network of such settings asks for; variances are above 0. */
    public static Weights of(TrainingSettings settings, Geometry geometry, long seed) {
        Random random = new Random(seed);
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Variables variables = new Variables(tf, session, Variables.drawn(seed, 0));
            Shape shape = Shape.of(Shape.UNKNOWN_SIZE, geometry.size());
            GradientFit.ensemble(settings, geometry)
                    .answers(tf, variables, tf.placeholder(TFloat32.class, Placeholder.shape(shape)), false, 0);
            Map<String, Weights.Values> values = new LinkedHashMap<>();
            variables.weights().values().forEach((name, drawn) -> {
                float[] moved = drawn.values().clone();
                for (int i = 0; i < moved.length; i++) {
                    float by = (float) random.nextGaussian() / 3;
                    moved[i] = name.endsWith("/variance") ? moved[i] + Math.abs(by) : moved[i] + by;
                }
                values.put(name, new Weights.Values(drawn.shape(), moved));
            });
            return new Weights(values);
        }
    }
}
