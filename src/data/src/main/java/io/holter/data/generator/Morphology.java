// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

/**
 * The five waves of a heartbeat.
 *
 * @param p contraction of the atria
 * @param q first, negative part of the QRS complex
 * @param r its peak
 * @param s its negative end
 * @param t recovery of the ventricles
 */
public record Morphology(Wave p, Wave q, Wave r, Wave s, Wave t) {

    /**
     * The table published for 60 beats a minute: P. E. McSharry, G. D. Clifford, L. Tarassenko, L. A. Smith, <em>A
     * dynamical model for generating synthetic electrocardiogram signals</em>, IEEE Transactions on Biomedical
     * Engineering 50(3), 2003, Table I.
     */
    public static final Morphology PUBLISHED = new Morphology(
            new Wave(-Math.PI / 3, 1.2, 0.25),
            new Wave(-Math.PI / 12, -5.0, 0.1),
            new Wave(0, 30.0, 0.1),
            new Wave(Math.PI / 12, -7.5, 0.1),
            new Wave(Math.PI / 2, 0.75, 0.4));

    /**
     * These waves at another heart rate: widths grow with √(rate/60), angles of Q and S with it too, those of P and T
     * with its square root, as in the authors' program ECGSYN. With these widths the heights a·b²/ω do not depend on
     * the rate.
     *
     * @param beatsPerMinute mean heart rate, above 0
     */
    public Morphology at(double beatsPerMinute) {
        double factor = Math.sqrt(beatsPerMinute / 60);
        double root = Math.sqrt(factor);
        return new Morphology(
                scaled(p, root, factor),
                scaled(q, factor, factor),
                scaled(r, 1, factor),
                scaled(s, factor, factor),
                scaled(t, root, factor));
    }

    private static Wave scaled(Wave wave, double angle, double width) {
        return new Wave(wave.angle() * angle, wave.amplitude(), wave.width() * width);
    }

    /** The waves in the order in which they are passed. */
    public Wave[] waves() {
        return new Wave[] {p, q, r, s, t};
    }
}
