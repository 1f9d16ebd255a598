// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.ArrayList;
import java.util.List;

/** A network's encoder and decoder on plain arrays, in normalised units: for tests. */
interface PlainNetwork {

    double[] encode(double[] window);

    /** Before the output's function. */
    double[] decode(double[] code);

    static PlainNetwork of(Architecture architecture, Geometry geometry, PlainLayers layers) {
        if (architecture instanceof DenseArchitecture dense) {
            return new Dense(dense, layers);
        }
        return architecture instanceof ConvArchitecture conv
                ? new Conv(conv, geometry.isImage() ? geometry : Conv.lying(geometry), layers)
                : new Linear((LinearArchitecture) architecture, layers);
    }

    /** Layers dense1, dense2 and so on, the code in the middle. */
    record Dense(DenseArchitecture architecture, PlainLayers layers) implements PlainNetwork {

        @Override
        public double[] encode(double[] window) {
            double[] x = window;
            int code = architecture.hidden().size();
            for (int layer = 1; layer <= code; layer++) {
                x = layers.dense("dense" + layer, x, layer == code ? architecture.code() : architecture.activation());
            }
            return x;
        }

        @Override
        public double[] decode(double[] code) {
            double[] x = code;
            int half = architecture.hidden().size();
            for (int layer = half + 1; layer <= 2 * half; layer++) {
                x = layers.dense("dense" + layer, x, layer == 2 * half ? Activation.LINEAR : architecture.activation());
            }
            return x;
        }
    }

    /** V·(x − μ), and μ + Vᵀ·code. */
    record Linear(LinearArchitecture architecture, PlainLayers layers) implements PlainNetwork {

        @Override
        public double[] encode(double[] window) {
            double[] code = new double[architecture.components()];
            float[] mean = layers.values("mean").values();
            for (int k = 0; k < code.length; k++) {
                for (int i = 0; i < window.length; i++) {
                    code[k] += layers.values("components").values()[i * code.length + k] * (window[i] - mean[i]);
                }
            }
            return code;
        }

        @Override
        public double[] decode(double[] code) {
            float[] mean = layers.values("mean").values();
            double[] window = new double[mean.length];
            for (int i = 0; i < window.length; i++) {
                window[i] = mean[i];
                for (int k = 0; k < code.length; k++) {
                    window[i] += layers.values("components").values()[i * code.length + k] * code[k];
                }
            }
            return window;
        }
    }

    /** Stages down1, down2 and so on, code and uncode, middle, the stages back to up1, and last. */
    record Conv(ConvArchitecture architecture, Geometry geometry, PlainLayers layers) implements PlainNetwork {

        /** Time goes along a single row. */
        static Geometry lying(Geometry time) {
            return new Geometry(1, time.rows(), time.channels());
        }

        @Override
        public double[] encode(double[] window) {
            Plane x = Plane.of(window, geometry.rows(), geometry.columns(), geometry.channels());
            int factor = architecture.sampling().factor();
            int rowFactor = rowFactor();
            boolean pooled = architecture.sampling().down() == ConvArchitecture.Down.POOL;
            for (int stage = 1; stage <= architecture.filters().size(); stage++) {
                String name = "down" + stage;
                x = layers.convolution(name, x, pooled ? 1 : rowFactor, pooled ? 1 : factor);
                x = after(name, x);
                x = pooled ? x.greatest(rowFactor, factor) : x;
            }
            return hasDenseCode() ? layers.dense("code", x.flat(), Activation.LINEAR) : x.flat();
        }

        @Override
        public double[] decode(double[] code) {
            List<int[]> sizes = sizes();
            int stages = architecture.filters().size();
            double[] values = hasDenseCode() ? layers.dense("uncode", code, activation()) : code;
            Plane x = Plane.of(
                    values,
                    sizes.get(0)[0],
                    sizes.get(0)[1],
                    architecture.filters().get(stages - 1));
            if (architecture.bottleneck().convolved()) {
                x = after("middle", layers.convolution("middle", x, 1, 1));
            }
            for (int stage = stages; stage >= 1; stage--) {
                String name = "up" + stage;
                int[] size = sizes.get(stages + 1 - stage);
                x = architecture.sampling().up() == ConvArchitecture.Up.NEAREST
                        ? layers.convolution(name, x.repeated(size[0], size[1]), 1, 1)
                        : layers.transposed(
                                name,
                                x,
                                size,
                                rowFactor(),
                                architecture.sampling().factor());
                x = after(name, x);
            }
            return layers.convolution("last", x, 1, 1).flat();
        }

        /** Rows and columns of each stage, the smallest first. */
        private List<int[]> sizes() {
            List<int[]> sizes = new ArrayList<>();
            int[] size = {geometry.rows(), geometry.columns()};
            for (int stage = 0; stage <= architecture.filters().size(); stage++) {
                sizes.add(0, size);
                size = new int[] {
                    Plane.up(size[0], rowFactor()),
                    Plane.up(size[1], architecture.sampling().factor())
                };
            }
            return sizes;
        }

        private int rowFactor() {
            return geometry.rows() > 1 ? architecture.sampling().factor() : 1;
        }

        private Plane after(String name, Plane x) {
            boolean normalised = architecture.block().batchNormalisation();
            return layers.activated(activation(), normalised ? layers.normalised(name, x) : x);
        }

        private boolean hasDenseCode() {
            return architecture.bottleneck().code() > 0;
        }

        private Activation activation() {
            return architecture.block().activation();
        }
    }
}
