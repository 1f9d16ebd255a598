// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.trainer.network.Jacobi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearFitTest {

    // Components are stored in single precision.
    private static final double SINGLE = 1e-5;

    /**
     * Eigenvalues and eigenvectors by Jacobi's rotations of the whole covariance, written down from the definitions.
     */
    @ParameterizedTest
    @CsvSource({"7, 300, 1", "12, 600, 2", "20, 21, 3", "20, 20, 4", "20, 19, 5", "30, 8, 6", "1, 5, 7", "257, 300, 8"})
    void agreesWithJacobi(int size, int count, long seed) {
        List<float[]> windows = draw(size, count, seed);
        double[][] covariance = covariance(windows);
        double[][] vectors = Jacobi.diagonalise(covariance);
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += covariance[i][i];
        }
        LinearFit fit = LinearFit.of(windows, size);
        assertThat(fit.variance()).isCloseTo(trace, within(1e-9 * trace));
        assertThat(fit.eigenvalues()).hasSize(Math.min(size, count - 1));
        int[] falling = Jacobi.falling(covariance);
        for (int k = 0; k < fit.eigenvalues().length; k++) {
            double value = covariance[falling[k]][falling[k]];
            assertThat(fit.eigenvalues()[k]).isCloseTo(value, within(1e-9 * trace));
            double product = 0;
            for (int i = 0; i < size; i++) {
                product += fit.components()[k][i] * vectors[i][falling[k]];
            }
            assertThat(Math.abs(product)).isCloseTo(1, within(SINGLE));
        }
        assertThat(fit.explained()).isCloseTo(1, within(1e-9));
    }

    @Test
    void linesAreFoundWithTheirMean() {
        List<float[]> windows = new ArrayList<>();
        for (int i = -2; i <= 2; i++) {
            windows.add(new float[] {5 + 3 * i, 7 - 4 * i});
        }
        LinearFit fit = LinearFit.of(windows, 2);
        assertThat(fit.mean()).containsExactly(5, 7);
        // One direction only: the windows lie on a line. Of (3, -4) the second is farther from 0.
        assertThat(fit.components()).hasDimensions(1, 2);
        assertThat(fit.components()[0]).containsExactly(new float[] {-0.6f, 0.8f}, within(1e-6f));
        // Squares of 5i over i from -2 to 2: 250 / 5.
        assertThat(fit.eigenvalues()[0]).isCloseTo(50, within(1e-9));
        assertThat(fit.squaredError(new float[] {8, 3})).isCloseTo(0, within(1e-9));
        // Off the line by 1 and -2 along its normal (0.8, 0.6).
        assertThat(fit.squaredError(new float[] {8.8f, 3.6f})).isCloseTo(0.5, within(1e-5));
        assertThat(fit.squaredError(new float[] {6.4f, 1.8f})).isCloseTo(2, within(1e-5));
    }

    @Test
    void explainsAsMuchAsAsked() {
        // Variances 9, 4 and 1 along the axes: 64.3 %, 92.9 % and all.
        List<float[]> windows = List.of(
                new float[] {3, 2, 1}, new float[] {3, -2, -1}, new float[] {-3, 2, -1}, new float[] {-3, -2, 1});
        assertThat(LinearFit.explaining(windows, 0.6).eigenvalues()).containsExactly(new double[] {9}, within(1e-9));
        assertThat(LinearFit.explaining(windows, 0.65).eigenvalues())
                .containsExactly(new double[] {9, 4}, within(1e-9));
        assertThat(LinearFit.explaining(windows, 0.92).explained()).isCloseTo(13 / 14.0, within(1e-9));
        assertThat(LinearFit.explaining(windows, 1).eigenvalues())
                .containsExactly(new double[] {9, 4, 1}, within(1e-9));
        assertThat(LinearFit.of(windows, 2).truncated(1).components())
                .isDeepEqualTo(LinearFit.of(windows, 1).components());
    }

    @Test
    void meanAlone() {
        List<float[]> windows = List.of(new float[] {1, 2}, new float[] {3, 6});
        LinearFit fit = LinearFit.of(windows, 0);
        assertThat(fit.mean()).containsExactly(2, 4);
        assertThat(fit.components()).isEmpty();
        assertThat(fit.variance()).isEqualTo(5);
        assertThat(fit.explained()).isZero();
        assertThat(fit.squaredError(new float[] {4, 7})).isEqualTo(6.5);
    }

    @Test
    void windowsThatNeverVaryHaveNoComponents() {
        List<float[]> windows = Collections.nCopies(5, new float[] {1, 2, 3});
        LinearFit fit = LinearFit.of(windows, 3);
        assertThat(fit.components()).isEmpty();
        assertThat(fit.variance()).isZero();
        assertThat(fit.explained()).isEqualTo(1);
        assertThat(fit.squaredError(new float[] {1, 2, 6})).isEqualTo(3);
        assertThat(LinearFit.of(List.of(new float[] {1, 2}), 1).components()).isEmpty();
    }

    @Test
    void aFarMeanDoesNotDrownTheSpread() {
        Random random = new Random(3);
        List<float[]> windows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            float d = random.nextInt(9) - 4;
            windows.add(new float[] {1e6f + d, 1e6f - d});
        }
        LinearFit fit = LinearFit.of(windows, 2);
        assertThat(fit.eigenvalues()).hasSize(1);
        assertThat(fit.components()[0]).containsExactly(new float[] {0.70710677f, -0.70710677f}, within(1e-6f));
    }

    @Test
    void refusesWhatItCannotHold() {
        int most = LinearFit.LARGEST;
        List<float[]> windows = Collections.nCopies(most + 1, new float[most + 1]);
        assertThatThrownBy(() -> LinearFit.of(windows, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("principal components are computed of windows of at most 4096 values, or of at most as many"
                        + " windows, got 4097 windows of 4097 values");
        assertThat(LinearFit.of(windows, 0).size()).isEqualTo(4097);
        assertThatThrownBy(() -> LinearFit.of(List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinearFit.of(List.of(new float[1]), -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinearFit.explaining(List.of(new float[1]), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Windows that vary differently along different directions, far enough apart to be told from each other. */
    private static List<float[]> draw(int size, int count, long seed) {
        Random random = new Random(seed);
        double[][] directions = new double[size][size];
        for (double[] direction : directions) {
            for (int i = 0; i < size; i++) {
                direction[i] = random.nextGaussian();
            }
        }
        List<float[]> windows = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            float[] window = new float[size];
            for (int d = 0; d < size; d++) {
                double along = random.nextGaussian() * (d + 1);
                for (int i = 0; i < size; i++) {
                    window[i] += (float) (along * directions[d][i]);
                }
            }
            window[0] += 100;
            windows.add(window);
        }
        return windows;
    }

    private static double[][] covariance(List<float[]> windows) {
        int size = windows.get(0).length;
        double[][] covariance = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double meanI = 0;
                double meanJ = 0;
                for (float[] window : windows) {
                    meanI += window[i] / (double) windows.size();
                    meanJ += window[j] / (double) windows.size();
                }
                for (float[] window : windows) {
                    covariance[i][j] += (window[i] - meanI) * (window[j] - meanJ) / windows.size();
                }
            }
        }
        return covariance;
    }
}
