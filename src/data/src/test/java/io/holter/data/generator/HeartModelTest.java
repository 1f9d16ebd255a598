// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class HeartModelTest {

    private static final double R_HEIGHT = Morphology.PUBLISHED.r().height(2 * Math.PI);
    private static final Beat PUBLISHED = Beat.ordinary(Morphology.PUBLISHED);

    @Test
    void wavesStandWhereThePublishedTableSays() {
        List<double[]> turn = secondTurn(new HeartModel(t -> 1, t -> 0, PUBLISHED));

        assertThat(extremum(turn, -1.5, -0.6, 1)).as("P").isCloseTo(-Math.PI / 3, within(0.05));
        assertThat(extremum(turn, -0.6, -0.1, -1)).as("Q").isCloseTo(-Math.PI / 12, within(0.06));
        assertThat(extremum(turn, -0.3, 0.3, 1)).as("R").isCloseTo(0, within(0.02));
        assertThat(extremum(turn, 0.1, 0.6, -1)).as("S").isCloseTo(Math.PI / 12, within(0.06));
        assertThat(extremum(turn, 0.8, 2.5, 1)).as("T").isCloseTo(Math.PI / 2, within(0.1));
    }

    @Test
    void agreesWithAnIndependentIntegrationInTinySteps() {
        DoubleUnaryOperator cycle = t -> 0.9 + 0.05 * Math.sin(0.6 * t);
        DoubleUnaryOperator baseline = t -> 0.005 * Math.sin(2 * Math.PI * 0.25 * t);
        HeartModel model = new HeartModel(cycle, baseline, PUBLISHED);
        // Euler's error is proportional to its step: at 5 µs it stays below a thousandth of the R wave.
        double[] euler = {-1, -0.0, 0};
        double tiny = 5e-6;
        int tinySteps = 400;
        for (int i = 1; i <= 1500; i++) {
            model.step(0.002);
            for (int k = 0; k < tinySteps; k++) {
                euler(euler, ((i - 1) * tinySteps + k) * tiny, tiny, cycle, baseline);
            }
            assertThat(model.z()).as("z after %d steps", i).isCloseTo(euler[2], within(1e-3 * R_HEIGHT));
        }
    }

    @Test
    void staysOnTheUnitCircleAndTurnsOnceACycle() {
        HeartModel model = new HeartModel(t -> 0.8, t -> 0, PUBLISHED);
        int turns = 0;
        double before = model.angle();
        for (int i = 0; i < 40_000; i++) {
            model.step(0.002);
            turns += before < 0 && model.angle() >= 0 && model.angle() < 1 ? 1 : 0;
            before = model.angle();
        }
        assertThat(model.seconds()).isCloseTo(80, within(1e-6));
        assertThat(turns).isEqualTo(100);
    }

    @Test
    void followsTheBaselineWithALagOfOneSecond() {
        HeartModel model = new HeartModel(t -> 1, t -> 1, Beat.ventricular());
        for (int i = 0; i < 500; i++) {
            model.step(0.002);
        }
        assertThat(model.z()).isCloseTo(1 - Math.exp(-1), within(1e-9));
    }

    private static List<double[]> secondTurn(HeartModel model) {
        List<double[]> turn = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            model.step(0.002);
            if (i >= 500) {
                turn.add(new double[] {model.angle(), model.z()});
            }
        }
        return turn;
    }

    private static double extremum(List<double[]> turn, double from, double to, int sign) {
        return turn.stream()
                .filter(p -> p[0] >= from && p[0] <= to)
                .max((a, b) -> Double.compare(sign * a[1], sign * b[1]))
                .orElseThrow()[0];
    }

    private static void euler(double[] s, double t, double h, DoubleUnaryOperator cycle, DoubleUnaryOperator baseline) {
        double[] angles = {-Math.PI / 3, -Math.PI / 12, 0, Math.PI / 12, Math.PI / 2};
        double[] amplitudes = {1.2, -5, 30, -7.5, 0.75};
        double[] widths = {0.25, 0.1, 0.1, 0.1, 0.4};
        double alpha = 1 - Math.hypot(s[0], s[1]);
        double omega = 2 * Math.PI / cycle.applyAsDouble(t);
        double theta = Math.atan2(s[1], s[0]);
        double dz = -(s[2] - baseline.applyAsDouble(t));
        for (int i = 0; i < angles.length; i++) {
            double d = Math.IEEEremainder(theta - angles[i], 2 * Math.PI);
            dz -= amplitudes[i] * d * Math.exp(-d * d / (2 * widths[i] * widths[i]));
        }
        double dx = alpha * s[0] - omega * s[1];
        double dy = alpha * s[1] + omega * s[0];
        s[0] += h * dx;
        s[1] += h * dy;
        s[2] += h * dz;
    }
}
