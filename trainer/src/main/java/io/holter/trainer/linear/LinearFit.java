// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.linear;

import java.util.Arrays;
import java.util.List;

/**
 * The mean of windows and the directions in which they vary most: principal components, computed exactly. Without
 * components it is the mean window alone. All values are in the units of the windows that it was fitted to, which are
 * meant to be normalised ones.
 *
 * <p>With the mean m and the components vⱼ, the code of a window x is {@code zⱼ = vⱼ·(x − m)}, and its reconstruction
 * {@code m + Σ zⱼ·vⱼ}: of all linear maps to so few numbers and back the one with the least squared error (Pearson,
 * 1901; Jolliffe, <em>Principal Component Analysis</em>, 2nd edition, 2002, section 3.2).
 *
 * @param mean float[size], the mean window
 * @param components float[k][size], orthonormal, by falling variance; of each the value farthest from 0 is positive
 * @param eigenvalues double[k], variance of the windows along each component (divided by the number of windows)
 * @param variance variance of the windows along all directions together
 */
public record LinearFit(float[] mean, float[][] components, double[] eigenvalues, double variance) {

    /** Widest covariance that is decomposed: 128 MiB in double precision, and minutes. */
    public static final int LARGEST = 4096;

    public LinearFit {
        if (components.length != eigenvalues.length) {
            throw new IllegalArgumentException(
                    "as many eigenvalues as components, got " + eigenvalues.length + " and " + components.length);
        }
        for (float[] component : components) {
            if (component.length != mean.length) {
                throw new IllegalArgumentException(
                        "components as long as the mean, got " + component.length + " and " + mean.length);
            }
        }
    }

    /**
     * Fits the mean and a number of components.
     *
     * @param windows at least one, each float[size]; looked at twice, by several threads at once, one copy after
     *     another: they may be more than the heap holds
     * @param components 0 for the mean alone; the fit has fewer where the windows vary in fewer directions
     * @throws IllegalArgumentException if components are asked for and there are more than {@value #LARGEST} windows of
     *     more than {@value #LARGEST} values
     */
    public static LinearFit of(List<float[]> windows, int components) {
        if (components < 0) {
            throw new IllegalArgumentException("0 components or more, got " + components);
        }
        if (components == 0) {
            double[] mean = PrincipalComponents.mean(windows);
            return new LinearFit(
                    narrow(mean), new float[0][], new double[0], PrincipalComponents.variance(windows, mean));
        }
        return PrincipalComponents.decompose(
                windows, (eigenvalues, variance) -> Math.min(components, eigenvalues.length));
    }

    /**
     * Fits the mean and as few components as explain a share of the variance.
     *
     * @param windows as for {@link #of(List, int)}
     * @param share above 0 and at most 1, of the variance of the windows
     */
    public static LinearFit explaining(List<float[]> windows, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of the variance is above 0 and at most 1, got " + share);
        }
        return PrincipalComponents.decompose(windows, (eigenvalues, variance) -> {
            int k = 0;
            double explained = 0;
            while (k < eigenvalues.length && explained < share * variance) {
                explained += eigenvalues[k++];
            }
            return k;
        });
    }

    /** Values of a window. */
    public int size() {
        return mean.length;
    }

    /** The same with the first k components only. */
    public LinearFit truncated(int k) {
        return new LinearFit(mean, Arrays.copyOf(components, k), Arrays.copyOf(eigenvalues, k), variance);
    }

    /** Share of the variance that the components explain, 0 to 1; 1 where the windows do not vary. */
    public double explained() {
        return variance > 0 ? Math.min(1, Arrays.stream(eigenvalues).sum() / variance) : 1;
    }

    /** The code of a window, float[size]: float[k]. */
    public float[] code(float[] window) {
        float[] code = new float[components.length];
        for (int j = 0; j < code.length; j++) {
            double sum = 0;
            for (int i = 0; i < mean.length; i++) {
                sum += components[j][i] * ((double) window[i] - mean[i]);
            }
            code[j] = (float) sum;
        }
        return code;
    }

    /** Mean over the values of the squared difference between a window, float[size], and its reconstruction. */
    public double squaredError(float[] window) {
        double[] rest = new double[mean.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = (double) window[i] - mean[i];
        }
        for (float[] component : components) {
            double code = 0;
            for (int i = 0; i < rest.length; i++) {
                code += rest[i] * component[i];
            }
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= code * component[i];
            }
        }
        double sum = 0;
        for (double r : rest) {
            sum += r * r;
        }
        return sum / rest.length;
    }

    static float[] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }
}
