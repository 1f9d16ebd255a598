// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

/** The layers of one member of an ensemble with the weights that it has in them, computed slowly: for tests. */
record PlainLayers(Weights weights, String prefix) {

    Weights.Values values(String name) {
        Weights.Values found = weights.values().get(prefix + name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no " + prefix + name + " among " + weights.values().keySet());
        }
        return found;
    }

    double[] dense(String name, double[] x, Activation activation) {
        float[] matrix = values(name + "/weights").values();
        float[] biases = values(name + "/biases").values();
        double[] y = new double[biases.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = biases[j];
            for (int i = 0; i < x.length; i++) {
                y[j] += x[i] * matrix[i * y.length + j];
            }
            y[j] = activate(activation, y[j]);
        }
        return y;
    }

    Plane convolution(String name, Plane x, int rowStride, int columnStride) {
        return x.convolve(values(name + "/weights"), values(name + "/biases").values(), rowStride, columnStride);
    }

    Plane transposed(String name, Plane x, int[] size, int rowStride, int columnStride) {
        return x.spread(
                values(name + "/weights"),
                values(name + "/biases").values(),
                size[0],
                size[1],
                rowStride,
                columnStride);
    }

    /** Batch normalisation by what has been measured while training. */
    Plane normalised(String name, Plane x) {
        float[] scale = values(name + "/scale").values();
        float[] shift = values(name + "/shift").values();
        float[] mean = values(name + "/mean").values();
        float[] variance = values(name + "/variance").values();
        double[] flat = x.flat();
        for (int i = 0; i < flat.length; i++) {
            int c = i % x.channels();
            flat[i] = (flat[i] - mean[c]) / Math.sqrt(variance[c] + 0.001) * scale[c] + shift[c];
        }
        return Plane.of(flat, x.rows(), x.columns(), x.channels());
    }

    Plane activated(Activation activation, Plane x) {
        double[] flat = x.flat();
        for (int i = 0; i < flat.length; i++) {
            flat[i] = activate(activation, flat[i]);
        }
        return Plane.of(flat, x.rows(), x.columns(), x.channels());
    }

    private static double activate(Activation activation, double x) {
        return switch (activation.kind()) {
            case RELU -> x > 0 ? x : 0;
            case LEAKY_RELU -> x > 0 ? x : activation.slope() * x;
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case LINEAR -> x;
        };
    }
}
