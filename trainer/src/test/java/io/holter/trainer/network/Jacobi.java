// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Eigenvectors of a symmetric matrix by Jacobi's rotations (1846): slow and simple, for tests. */
public final class Jacobi {

    private static final int SWEEPS = 30;

    private Jacobi() {}

    /**
     * Turns a symmetric matrix into one with its eigenvalues on the diagonal, in no order.
     *
     * @return the eigenvectors, in columns
     */
    public static double[][] diagonalise(double[][] a) {
        int n = a.length;
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (a[p][q] != 0) {
                        rotate(a, v, p, q);
                    }
                }
            }
        }
        return v;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
            double kp = v[k][p];
            double kq = v[k][q];
            v[k][p] = c * kp - s * kq;
            v[k][q] = s * kp + c * kq;
        }
    }

    /** Numbers of the diagonal's values, the greatest first. */
    public static int[] falling(double[][] diagonal) {
        return IntStream.range(0, diagonal.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -diagonal[i][i]))
                .mapToInt(i -> i)
                .toArray();
    }
}
