// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import org.tensorflow.ndarray.Shape;

/**
 * Rows, columns and channels in double precision, with the layers that the network has for them, each written down from
 * its definition: for tests.
 *
 * @param values [row][column][channel]
 */
record Plane(double[][][] values) {

    /** From row (row·columns + column)·channels + channel of a flat window. */
    static Plane of(double[] flat, int rows, int columns, int channels) {
        double[][][] values = new double[rows][columns][channels];
        for (int i = 0; i < flat.length; i++) {
            values[i / channels / columns][i / channels % columns][i % channels] = flat[i];
        }
        return new Plane(values);
    }

    int rows() {
        return values.length;
    }

    int columns() {
        return values[0].length;
    }

    int channels() {
        return values[0][0].length;
    }

    double[] flat() {
        double[] flat = new double[rows() * columns() * channels()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = values[i / channels() / columns()][i / channels() % columns()][i % channels()];
        }
        return flat;
    }

    /**
     * Cross-correlation with strides. As many places as a stride of the size needs to cover it; what lies outside is 0,
     * and of an odd number of places outside the larger half is at the end.
     *
     * @param filter [rows, columns, channels in, channels out]
     */
    Plane convolve(Weights.Values filter, float[] biases, int rowStride, int columnStride) {
        int out = biases.length;
        double[][][] sums = zeros(up(rows(), rowStride), up(columns(), columnStride), out);
        Shape shape = filter.shape();
        int top = before(rows(), shape.get(0), rowStride);
        int left = before(columns(), shape.get(1), columnStride);
        for (int r = 0; r < sums.length; r++) {
            for (int c = 0; c < sums[0].length; c++) {
                for (int o = 0; o < out; o++) {
                    sums[r][c][o] = biases[o];
                    for (int i = 0; i < shape.get(0); i++) {
                        for (int j = 0; j < shape.get(1); j++) {
                            sums[r][c][o] += dot(filter, i, j, o, r * rowStride + i - top, c * columnStride + j - left);
                        }
                    }
                }
            }
        }
        return new Plane(sums);
    }

    private double dot(Weights.Values filter, int i, int j, int out, int row, int column) {
        double sum = 0;
        if (row >= 0 && row < rows() && column >= 0 && column < columns()) {
            for (int in = 0; in < channels(); in++) {
                sum += values[row][column][in] * at(filter, i, j, in, out);
            }
        }
        return sum;
    }

    /**
     * The transpose, as a linear map, of the convolution above: each value is spread over the places that it would have
     * been summed from.
     *
     * @param filter [rows, columns, channels out, channels in]
     * @param rows rows of the result
     * @param columns columns of the result
     */
    Plane spread(Weights.Values filter, float[] biases, int rows, int columns, int rowStride, int columnStride) {
        double[][][] sums = zeros(rows, columns, biases.length);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                for (int o = 0; o < biases.length; o++) {
                    sums[r][c][o] = biases[o];
                }
            }
        }
        int top = before(rows, filter.shape().get(0), rowStride);
        int left = before(columns, filter.shape().get(1), columnStride);
        for (int r = 0; r < rows(); r++) {
            for (int c = 0; c < columns(); c++) {
                for (int i = 0; i < filter.shape().get(0); i++) {
                    for (int j = 0; j < filter.shape().get(1); j++) {
                        int row = r * rowStride + i - top;
                        int column = c * columnStride + j - left;
                        if (row >= 0 && row < rows && column >= 0 && column < columns) {
                            add(sums[row][column], filter, i, j, values[r][c]);
                        }
                    }
                }
            }
        }
        return new Plane(sums);
    }

    private static void add(double[] sums, Weights.Values filter, int i, int j, double[] x) {
        for (int out = 0; out < sums.length; out++) {
            for (int in = 0; in < x.length; in++) {
                sums[out] += x[in] * at(filter, i, j, out, in);
            }
        }
    }

    /** The greatest of each block, of which those at the edges may be smaller. */
    Plane greatest(int blockRows, int blockColumns) {
        double[][][] greatest = zeros(up(rows(), blockRows), up(columns(), blockColumns), channels());
        int top = before(rows(), blockRows, blockRows);
        int left = before(columns(), blockColumns, blockColumns);
        for (int r = 0; r < greatest.length; r++) {
            for (int c = 0; c < greatest[0].length; c++) {
                for (int k = 0; k < channels(); k++) {
                    greatest[r][c][k] = Double.NEGATIVE_INFINITY;
                    for (int i = 0; i < blockRows * blockColumns; i++) {
                        int row = r * blockRows + i / blockColumns - top;
                        int column = c * blockColumns + i % blockColumns - left;
                        if (row >= 0 && row < rows() && column >= 0 && column < columns()) {
                            greatest[r][c][k] = Math.max(greatest[r][c][k], values[row][column][k]);
                        }
                    }
                }
            }
        }
        return new Plane(greatest);
    }

    /** Each value repeated. */
    Plane repeated(int rows, int columns) {
        double[][][] repeated = new double[rows][columns][];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                repeated[r][c] = values[r * rows() / rows][c * columns() / columns].clone();
            }
        }
        return new Plane(repeated);
    }

    private static double[][][] zeros(int rows, int columns, int channels) {
        return new double[rows][columns][channels];
    }

    /** Divided and rounded up. */
    static int up(int size, int factor) {
        return (size + factor - 1) / factor;
    }

    private static int before(int size, long filter, int stride) {
        return (int) Math.max(0, (up(size, stride) - 1) * stride + filter - size) / 2;
    }

    private static double at(Weights.Values filter, int i, int j, int k, int l) {
        Shape shape = filter.shape();
        return filter.values()[(int) (((i * shape.get(1) + j) * shape.get(2) + k) * shape.get(3) + l)];
    }
}
