// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The dynamical model of McSharry, Clifford, Tarassenko and Smith (IEEE TBME 50(3), 2003, equations 1 and 2), three
 * coupled ordinary differential equations:
 *
 * <pre>
 *   x' = αx − ωy
 *   y' = αy + ωx                                  α = 1 − √(x² + y²),  θ = atan2(y, x)
 *   z' = −Σ aᵢ Δθᵢ exp(−Δθᵢ²/2bᵢ²) − (z − z₀(t))   Δθᵢ = (θ − θᵢ) mod 2π
 * </pre>
 *
 * <p>(x, y) runs around the unit circle once a beat at ω = 2π·speed(θ)/T(t), with T from the tachogram; z is the
 * electrocardiogram; z₀(t) is the baseline, wandering with the breath. Solved by the classical Runge–Kutta method of
 * fourth order with a fixed step.
 */
final class HeartModel {

    /** Waves further away than this many widths add less than 1e-8 of their strength. */
    private static final double REACH = 6;

    private final DoubleUnaryOperator cycleSeconds;
    private final DoubleUnaryOperator baseline;
    private final double[] k = new double[3];
    private double[] angles;
    private double[] amplitudes;
    private double[] widths;
    private Beat beat;
    private double x = -1;
    private double y = -0.0;
    private double z;
    private double seconds;

    /**
     * Starts at θ = −π with z = 0.
     *
     * @param cycleSeconds T(t): time in seconds to the length of the cycle in seconds, above 0
     * @param baseline z₀(t): time in seconds to the baseline, in the units of z
     * @param first the first beat
     */
    HeartModel(DoubleUnaryOperator cycleSeconds, DoubleUnaryOperator baseline, Beat first) {
        this.cycleSeconds = cycleSeconds;
        this.baseline = baseline;
        enter(first);
    }

    /** Changes the beat; to be called while θ is in a quiet stretch, best at ±π. */
    void enter(Beat next) {
        beat = next;
        List<Wave> waves = next.waves();
        angles = waves.stream().mapToDouble(Wave::angle).toArray();
        amplitudes = waves.stream().mapToDouble(Wave::amplitude).toArray();
        widths = waves.stream().mapToDouble(Wave::width).toArray();
    }

    /** Time since the start, seconds. */
    double seconds() {
        return seconds;
    }

    /** θ, rad, −π to π. */
    double angle() {
        return Math.atan2(y, x);
    }

    /** The electrocardiogram, in the model's own units. */
    double z() {
        return z;
    }

    /** Goes on by h seconds. */
    void step(double h) {
        slope(seconds, x, y, z);
        double x1 = k[0];
        double y1 = k[1];
        double z1 = k[2];
        slope(seconds + h / 2, x + h / 2 * x1, y + h / 2 * y1, z + h / 2 * z1);
        double x2 = k[0];
        double y2 = k[1];
        double z2 = k[2];
        slope(seconds + h / 2, x + h / 2 * x2, y + h / 2 * y2, z + h / 2 * z2);
        double x3 = k[0];
        double y3 = k[1];
        double z3 = k[2];
        slope(seconds + h, x + h * x3, y + h * y3, z + h * z3);
        x += h / 6 * (x1 + 2 * x2 + 2 * x3 + k[0]);
        y += h / 6 * (y1 + 2 * y2 + 2 * y3 + k[1]);
        z += h / 6 * (z1 + 2 * z2 + 2 * z3 + k[2]);
        seconds += h;
    }

    private void slope(double at, double atX, double atY, double atZ) {
        double alpha = 1 - Math.sqrt(atX * atX + atY * atY);
        double angle = Math.atan2(atY, atX);
        double omega = 2 * Math.PI * beat.speed(angle) / cycleSeconds.applyAsDouble(at);
        k[0] = alpha * atX - omega * atY;
        k[1] = alpha * atY + omega * atX;
        double sum = 0;
        for (int i = 0; i < angles.length; i++) {
            double distance = aroundZero(angle - angles[i]);
            double widthsAway = distance / widths[i];
            if (Math.abs(widthsAway) < REACH) {
                sum += amplitudes[i] * distance * Math.exp(-widthsAway * widthsAway / 2);
            }
        }
        k[2] = -sum - (atZ - baseline.applyAsDouble(at));
    }

    private static double aroundZero(double angle) {
        if (angle > Math.PI) {
            return angle - 2 * Math.PI;
        }
        return angle < -Math.PI ? angle + 2 * Math.PI : angle;
    }
}
