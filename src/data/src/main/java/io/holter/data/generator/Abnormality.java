// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The maker of abnormal beats of one series: some as they are made, some as they are recorded. */
final class Abnormality {

    /** End of the recorder's range, ± mV. */
    static final float RAIL_MILLIVOLTS = 5;

    private static final List<Condition> KINDS =
            List.of(Condition.values()).stream().filter(Condition::isAbnormal).toList();
    private static final double ST_ANGLE = 0.75;
    private static final double ST_WIDTH = 0.3;

    private final SeriesProfile profile;
    private final RandomGenerator random;

    Abnormality(SeriesProfile profile, RandomGenerator random) {
        this.profile = profile;
        this.random = random;
    }

    /** Draws a kind of abnormality; each is as likely as another. */
    Condition drawKind() {
        return KINDS.get(random.nextInt(KINDS.size()));
    }

    /** The beat that a heart in this condition makes. */
    Beat beat(Condition condition) {
        return switch (condition) {
            case PREMATURE_VENTRICULAR -> prematureVentricular();
            case ST_ELEVATION -> shiftedSegment(1);
            case ST_DEPRESSION -> shiftedSegment(-1);
            case NORMAL, FLAT_LINE, SATURATION -> Beat.ordinary(profile.morphology());
        };
    }

    /** How long after the beat before it a premature beat comes, as a share of the cycle. */
    double drawCoupling() {
        return random.nextDouble(0.64, 0.72);
    }

    /** QRS complex 2.2 to 2.8 times as wide as the R wave alone and higher, T wave the other way. */
    private Beat prematureVentricular() {
        double omega = profile.angularSpeed();
        Wave r = profile.morphology().r();
        double height = r.height(omega);
        return Beat.ventricular(
                Wave.ofHeight(0, height * random.nextDouble(1.1, 1.5), r.width() * random.nextDouble(2.2, 2.8), omega),
                Wave.ofHeight(1.5, -height * random.nextDouble(0.3, 0.5), 0.42, omega));
    }

    private Beat shiftedSegment(int sign) {
        double millivolts = sign * random.nextDouble(0.3, 0.6);
        return Beat.ordinary(profile.morphology())
                .with(Wave.ofHeight(ST_ANGLE, millivolts / profile.millivolts(), ST_WIDTH, profile.angularSpeed()));
    }

    /** Turns a window as the electrodes gave it into what the recorder in this condition wrote, in place. */
    void record(Condition condition, float[] millivolts) {
        if (condition == Condition.FLAT_LINE) {
            float constant = (float) random.nextDouble(-0.05, 0.05);
            Arrays.fill(millivolts, constant);
        } else if (condition == Condition.SATURATION) {
            double offset = random.nextDouble(4.5, 6) * (random.nextBoolean() ? 1 : -1);
            for (int i = 0; i < millivolts.length; i++) {
                millivolts[i] = (float) (millivolts[i] * 4 + offset);
            }
        }
        for (int i = 0; i < millivolts.length; i++) {
            millivolts[i] = Math.max(-RAIL_MILLIVOLTS, Math.min(RAIL_MILLIVOLTS, millivolts[i]));
        }
    }
}
