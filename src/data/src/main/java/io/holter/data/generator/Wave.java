// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

/**
 * One wave of a heartbeat: in the model of McSharry et al. an attractor or repellor a·Δθ·exp(−Δθ²/2b²) on the way
 * around the limit cycle, which leaves a bump of height a·b²/ω in the signal.
 *
 * @param angle θ, where on the cycle it stands, rad, −π to π; the R peak is at 0
 * @param amplitude a, its strength; below 0 for a trough
 * @param width b, its width, rad, above 0
 */
public record Wave(double angle, double amplitude, double width) {

    public Wave {
        if (!(Math.abs(angle) <= Math.PI) || !Double.isFinite(amplitude) || !(width > 0)) {
            throw new IllegalArgumentException(
                    "a wave needs an angle from −π to π, a finite amplitude and a width above 0, got " + angle + ", "
                            + amplitude + ", " + width);
        }
    }

    /**
     * The wave that leaves a bump of the given height.
     *
     * @param height signed height, in the units of the model's z
     * @param angularSpeed ω while it is passed, rad/s
     */
    static Wave ofHeight(double angle, double height, double width, double angularSpeed) {
        return new Wave(angle, height * angularSpeed / (width * width), width);
    }

    /** Signed height a·b²/ω of the bump, in the units of the model's z. */
    double height(double angularSpeed) {
        return amplitude * width * width / angularSpeed;
    }
}
