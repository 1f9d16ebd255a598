// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.generation;

import java.util.Random;

/**
 * A normal distribution fitted to codes, to draw further codes from: {@code c = μ + L·z} with {@code z} standard normal
 * and {@code L·Lᵀ = Σ}. Each value of a drawn code is kept within the range that the fitted codes have, since a decoder
 * has learned nothing of what lies beyond it (relu, for one, gives no code below 0).
 *
 * @param mean μ, the mean of each value of a code
 * @param factor L, lower triangular, double[K][K]: Cholesky's factor of the sample covariance Σ, divided by n − 1
 * @param lowest the lowest of each value in the fitted codes
 * @param highest the highest
 */
public record CodeDistribution(double[] mean, double[][] factor, float[] lowest, float[] highest) {

    /** Fewest codes that have a covariance. */
    public static final int MIN_CODES = 2;

    /** A pivot below this part of its variance is rounding: the value is a linear function of those before it. */
    private static final double NEGLIGIBLE = 1e-9;

    /**
     * Fits, by two passes in double precision.
     *
     * @param codes float[count × width], code after code
     * @param count codes, {@value #MIN_CODES} or more
     * @param width K, values of a code, 1 or more
     */
    public static CodeDistribution of(float[] codes, int count, int width) {
        if (count < MIN_CODES) {
            throw new IllegalArgumentException("at least " + MIN_CODES + " codes to fit to, got " + count);
        }
        double[] mean = new double[width];
        float[] lowest = new float[width];
        float[] highest = new float[width];
        for (int k = 0; k < width; k++) {
            lowest[k] = codes[k];
            highest[k] = codes[k];
            for (int i = 0; i < count; i++) {
                float value = codes[i * width + k];
                mean[k] += value / (double) count;
                lowest[k] = Math.min(lowest[k], value);
                highest[k] = Math.max(highest[k], value);
            }
        }
        return new CodeDistribution(mean, cholesky(covariance(codes, count, mean)), lowest, highest);
    }

    private static double[][] covariance(float[] codes, int count, double[] mean) {
        int width = mean.length;
        double[][] covariance = new double[width][width];
        for (int i = 0; i < count; i++) {
            for (int a = 0; a < width; a++) {
                double deviation = (codes[i * width + a] - mean[a]) / (count - 1);
                for (int b = 0; b <= a; b++) {
                    covariance[a][b] += deviation * (codes[i * width + b] - mean[b]);
                }
            }
        }
        return covariance;
    }

    /**
     * Of the lower triangle, in place; a column without a pivot of its own stays 0, as for values that never change.
     */
    private static double[][] cholesky(double[][] matrix) {
        int width = matrix.length;
        for (int k = 0; k < width; k++) {
            double variance = matrix[k][k];
            double pivot = variance;
            for (int j = 0; j < k; j++) {
                pivot -= matrix[k][j] * matrix[k][j];
            }
            boolean independent = pivot > NEGLIGIBLE * variance;
            matrix[k][k] = independent ? Math.sqrt(pivot) : 0;
            for (int i = k + 1; i < width; i++) {
                double sum = matrix[i][k];
                for (int j = 0; j < k; j++) {
                    sum -= matrix[i][j] * matrix[k][j];
                }
                matrix[i][k] = independent ? sum / matrix[k][k] : 0;
            }
        }
        return matrix;
    }

    /**
     * Draws codes.
     *
     * @return float[count × width], code after code
     */
    public float[] draw(int count, Random random) {
        int width = mean.length;
        float[] codes = new float[Math.multiplyExact(count, width)];
        double[] normal = new double[width];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                normal[k] = random.nextGaussian();
            }
            for (int k = 0; k < width; k++) {
                double value = mean[k];
                for (int j = 0; j <= k; j++) {
                    value += factor[k][j] * normal[j];
                }
                codes[i * width + k] = Math.max(lowest[k], Math.min(highest[k], (float) value));
            }
        }
        return codes;
    }
}
