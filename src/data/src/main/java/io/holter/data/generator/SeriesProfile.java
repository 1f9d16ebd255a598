// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import java.util.random.RandomGenerator;

/**
 * What stays the same about one series: whose heart, and which recorder.
 *
 * @param morphology waves, at the mean heart rate
 * @param beatsPerMinute mean heart rate
 * @param cycleDeviation standard deviation of the cycle's length, seconds
 * @param millivolts mV for one unit of the model's z
 * @param breath baseline wander
 * @param noise standard deviation of the white noise of measurement, mV
 */
record SeriesProfile(
        Morphology morphology,
        double beatsPerMinute,
        double cycleDeviation,
        double millivolts,
        Breath breath,
        double noise) {

    /** mV for one unit of z that make the R wave of the published table, a·b²/ω with ω = 2π/s, 1.2 mV high. */
    static final double PUBLISHED_MILLIVOLTS = 1.2 / Morphology.PUBLISHED.r().height(2 * Math.PI);

    /**
     * Baseline wander z₀(t) = amplitude·sin(2π·frequency·t).
     *
     * @param amplitude mV
     * @param frequency Hz
     */
    record Breath(double amplitude, double frequency) {}

    /** Draws a heart and a recorder: the published waves, each a little different, at 55 to 85 beats a minute. */
    static SeriesProfile draw(RandomGenerator random) {
        double beatsPerMinute = random.nextDouble(55, 85);
        Morphology m = Morphology.PUBLISHED.at(beatsPerMinute);
        Morphology own = new Morphology(
                vary(m.p(), random),
                vary(m.q(), random),
                vary(m.r(), random),
                vary(m.s(), random),
                vary(m.t(), random));
        return new SeriesProfile(
                own,
                beatsPerMinute,
                random.nextDouble(0.01, 0.03) * 60 / beatsPerMinute,
                PUBLISHED_MILLIVOLTS * random.nextDouble(0.85, 1.15),
                new Breath(random.nextDouble(0.03, 0.12), random.nextDouble(0.2, 0.3)),
                random.nextDouble(0.01, 0.025));
    }

    private static Wave vary(Wave wave, RandomGenerator random) {
        double angle = wave.angle() * random.nextDouble(0.95, 1.05);
        double width = wave.width() * random.nextDouble(0.93, 1.07);
        return new Wave(angle, wave.amplitude() * random.nextDouble(0.8, 1.2), width);
    }

    /** ω at the mean heart rate, rad/s. */
    double angularSpeed() {
        return 2 * Math.PI * beatsPerMinute / 60;
    }

    /** Baseline at a time, in units of z. */
    double baseline(double seconds) {
        return breath.amplitude / millivolts * Math.sin(2 * Math.PI * breath.frequency * seconds);
    }
}
