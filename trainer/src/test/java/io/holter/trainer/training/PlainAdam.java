// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.trainer.network.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Adam in the order that section 2 of its paper ends with, with gradients from differences of losses: for tests. */
final class PlainAdam {

    /** Small enough for the curvature; losses are summed in double precision. */
    private static final float APART = 1e-4f;

    private final double rate;
    private final double decay;
    private final Map<String, double[]> momenta = new LinkedHashMap<>();
    private final Map<String, double[]> velocities = new LinkedHashMap<>();
    private Weights weights;
    private int steps;

    PlainAdam(Weights weights, double rate, double decay) {
        this.weights = weights;
        this.rate = rate;
        this.decay = decay;
        weights.values().forEach((name, values) -> {
            momenta.put(name, new double[values.values().length]);
            velocities.put(name, new double[values.values().length]);
        });
    }

    Weights weights() {
        return weights;
    }

    void step(ToDoubleFunction<Weights> loss) {
        steps++;
        Map<String, Weights.Values> moved = new LinkedHashMap<>();
        weights.values().forEach((name, values) -> {
            float[] after = values.values().clone();
            for (int i = 0; i < after.length; i++) {
                double gradient = gradient(loss, values.values(), i);
                double m = momenta.get(name)[i] = 0.9 * momenta.get(name)[i] + 0.1 * gradient;
                double v = velocities.get(name)[i] = 0.999 * velocities.get(name)[i] + 0.001 * gradient * gradient;
                double corrected = rate * Math.sqrt(1 - Math.pow(0.999, steps)) / (1 - Math.pow(0.9, steps));
                double x = after[i] - corrected * m / (Math.sqrt(v) + 1e-8);
                after[i] = (float) (name.endsWith("/weights") ? x - rate * decay * x : x);
            }
            moved.put(name, new Weights.Values(values.shape(), after));
        });
        weights = new Weights(moved);
    }

    private double gradient(ToDoubleFunction<Weights> loss, float[] values, int i) {
        float before = values[i];
        values[i] = before + APART;
        double above = loss.applyAsDouble(weights);
        double width = values[i];
        values[i] = before - APART;
        double below = loss.applyAsDouble(weights);
        width -= values[i];
        values[i] = before;
        return (above - below) / width;
    }
}
