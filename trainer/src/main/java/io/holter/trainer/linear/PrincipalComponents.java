// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Principal components of windows, in double precision: the eigenvectors of their covariance, or where there are fewer
 * windows than values those of the Gram matrix of the centred windows, which has the same eigenvalues (Jolliffe,
 * <em>Principal Component Analysis</em>, 2nd edition, 2002, section 3.5).
 */
final class PrincipalComponents {

    /** Windows that are centred at once. */
    private static final int BLOCK = 256;

    /** Variance along a component, relative to that along the first, that is no more than rounding. */
    private static final double ROUNDING = 1e-12;

    private PrincipalComponents() {}

    /** Mean window. */
    static double[] mean(List<float[]> windows) {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("at least one window to fit to");
        }
        double[] sum = new double[windows.get(0).length];
        for (float[] window : windows) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += window[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= windows.size();
        }
        return sum;
    }

    /** Mean squared distance of the windows from their mean. */
    static double variance(List<float[]> windows, double[] mean) {
        double sum = 0;
        for (float[] window : windows) {
            for (int i = 0; i < mean.length; i++) {
                double d = window[i] - mean[i];
                sum += d * d;
            }
        }
        return sum / windows.size();
    }

    /** How many components to keep. */
    @FunctionalInterface
    interface Choice {

        /**
         * Chooses.
         *
         * @param eigenvalues variance along each component, falling, all above 0
         * @param variance variance along all directions together
         * @return 0 to as many as there are eigenvalues
         */
        int components(double[] eigenvalues, double variance);
    }

    /** Mean, and those that are chosen of the components along which the windows vary by more than rounding. */
    static LinearFit decompose(List<float[]> windows, Choice choice) {
        double[] mean = mean(windows);
        int least = Math.min(mean.length, windows.size());
        if (least > LinearFit.LARGEST) {
            throw new IllegalArgumentException("principal components are computed of windows of at most "
                    + LinearFit.LARGEST + " values, or of at most as many windows, got " + windows.size()
                    + " windows of " + mean.length + " values");
        }
        boolean byValues = mean.length <= windows.size();
        Axes axes = Axes.of(byValues ? covariance(windows, mean) : gram(windows, mean));
        int kept = choice.components(axes.values, axes.trace);
        double[][] chosen = Arrays.copyOf(axes.vectors, kept);
        float[][] components = Arrays.stream(byValues ? chosen : combine(windows, mean, chosen))
                .map(PrincipalComponents::unit)
                .toArray(float[][]::new);
        return new LinearFit(LinearFit.narrow(mean), components, Arrays.copyOf(axes.values, kept), axes.trace);
    }

    /** double[size][size], its upper triangle: the mean of (xᵢ − mᵢ)(xⱼ − mⱼ). */
    private static double[][] covariance(List<float[]> windows, double[] mean) {
        int size = mean.length;
        double[][] sums = new double[size][size];
        for (int from = 0; from < windows.size(); from += BLOCK) {
            double[][] block = centred(windows, mean, from, Math.min(windows.size(), from + BLOCK));
            IntStream.range(0, size).parallel().forEach(i -> addProducts(block, i, sums[i]));
        }
        for (double[] row : sums) {
            for (int j = 0; j < size; j++) {
                row[j] /= windows.size();
            }
        }
        return sums;
    }

    /** Two windows at once, so that the row of sums is read and written half as often. */
    private static void addProducts(double[][] block, int i, double[] sums) {
        int w = 0;
        for (; w + 1 < block.length; w += 2) {
            double[] a = block[w];
            double[] b = block[w + 1];
            double ai = a[i];
            double bi = b[i];
            for (int j = i; j < sums.length; j++) {
                sums[j] += ai * a[j] + bi * b[j];
            }
        }
        if (w < block.length) {
            double[] a = block[w];
            double ai = a[i];
            for (int j = i; j < sums.length; j++) {
                sums[j] += ai * a[j];
            }
        }
    }

    /** double[windows][windows], its upper triangle: products of the centred windows over their number. */
    private static double[][] gram(List<float[]> windows, double[] mean) {
        int count = windows.size();
        double[][] products = new double[count][count];
        for (int from = 0; from < count; from += BLOCK) {
            int first = from;
            double[][] rows = centred(windows, mean, from, Math.min(count, from + BLOCK));
            IntStream.range(from, count).parallel().forEach(j -> {
                double[] other = centred(windows.get(j), mean);
                for (int i = 0; i < rows.length && first + i <= j; i++) {
                    products[first + i][j] = dot(rows[i], other) / count;
                }
            });
        }
        return products;
    }

    /** From eigenvectors u of the Gram matrix to components: Σ uₙ·(xₙ − m), of any length. */
    private static double[][] combine(List<float[]> windows, double[] mean, double[][] vectors) {
        double[][] sums = new double[vectors.length][mean.length];
        for (int from = 0; from < windows.size(); from += BLOCK) {
            int first = from;
            double[][] block = centred(windows, mean, from, Math.min(windows.size(), from + BLOCK));
            IntStream.range(0, sums.length).parallel().forEach(k -> {
                for (int w = 0; w < block.length; w++) {
                    double weight = vectors[k][first + w];
                    for (int i = 0; i < mean.length; i++) {
                        sums[k][i] += weight * block[w][i];
                    }
                }
            });
        }
        return sums;
    }

    private static double[][] centred(List<float[]> windows, double[] mean, int from, int to) {
        return IntStream.range(from, to)
                .parallel()
                .mapToObj(w -> centred(windows.get(w), mean))
                .toArray(double[][]::new);
    }

    private static double[] centred(float[] window, double[] mean) {
        double[] centred = new double[mean.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = window[i] - mean[i];
        }
        return centred;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Length 1, and the value farthest from 0 positive: an eigenvector's sign is otherwise arbitrary. */
    private static float[] unit(double[] vector) {
        double farthest = 0;
        for (double v : vector) {
            farthest = Math.abs(v) > Math.abs(farthest) ? v : farthest;
        }
        double length = Math.copySign(Math.sqrt(dot(vector, vector)), farthest);
        return LinearFit.narrow(Arrays.stream(vector).map(v -> v / length).toArray());
    }

    /**
     * Eigenvectors of a symmetric matrix by falling eigenvalue, without those of eigenvalue 0.
     *
     * @param vectors eigenvectors, each of length 1
     * @param values their eigenvalues
     * @param trace sum of all eigenvalues
     */
    private record Axes(double[][] vectors, double[] values, double trace) {

        static Axes of(double[][] upperTriangle) {
            int n = upperTriangle.length;
            DMatrixRMaj matrix = new DMatrixRMaj(n, n);
            double trace = 0;
            for (int i = 0; i < n; i++) {
                trace += upperTriangle[i][i];
                for (int j = i; j < n; j++) {
                    matrix.set(i, j, upperTriangle[i][j]);
                    matrix.set(j, i, upperTriangle[i][j]);
                }
                upperTriangle[i] = null;
            }
            EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
            if (!eigen.decompose(matrix)) {
                throw new IllegalArgumentException("components of windows with finite values only");
            }
            double[] all = IntStream.range(0, n)
                    .mapToDouble(i -> eigen.getEigenvalue(i).getReal())
                    .toArray();
            double floor = ROUNDING * Arrays.stream(all).max().orElse(0);
            int[] falling = IntStream.range(0, n)
                    .filter(i -> all[i] > floor)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -all[i]))
                    .mapToInt(i -> i)
                    .toArray();
            return new Axes(
                    Arrays.stream(falling)
                            .mapToObj(i -> eigen.getEigenVector(i).data)
                            .toArray(double[][]::new),
                    Arrays.stream(falling).mapToDouble(i -> all[i]).toArray(),
                    trace);
        }
    }
}
