// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One turn around the limit cycle, from θ = −π over the R peak at 0 to π: its waves, and how fast the quiet stretches
 * before the first and after the last of them are passed. Rhythm is changed in the quiet stretches only, as diastole
 * is what a changed rhythm shortens or lengthens; so ω is the same on both sides of every wave, and the wave leaves no
 * step in the baseline.
 *
 * @param waves the waves
 * @param quietUntil θ up to which the beat is quiet, rad
 * @param speedBefore how many times faster than the tachogram's pace it is passed up to there
 * @param speedAfter the same after {@link #QUIET_FROM}
 */
record Beat(List<Wave> waves, double quietUntil, double speedBefore, double speedAfter) {

    /** θ after the T wave. */
    static final double QUIET_FROM = 2.8;

    private static final double BEFORE_P = -1.9;
    private static final double BEFORE_WIDE_QRS = -0.9;

    /** A beat in the tachogram's own pace. */
    static Beat ordinary(Morphology morphology) {
        return new Beat(List.of(morphology.waves()), BEFORE_P, 1, 1);
    }

    /** This beat with one more wave. */
    Beat with(Wave wave) {
        List<Wave> more = new ArrayList<>(waves);
        more.add(wave);
        return new Beat(List.copyOf(more), quietUntil, speedBefore, speedAfter);
    }

    /** A beat without a P wave, whose QRS complex may begin at θ = −0.9, in the tachogram's own pace. */
    static Beat ventricular(Wave... waves) {
        return new Beat(Arrays.asList(waves), BEFORE_WIDE_QRS, 1, 1);
    }

    /** This beat, with the quiet stretch after it passed at another speed. */
    Beat leavingAt(double speed) {
        return new Beat(waves, quietUntil, speedBefore, speed);
    }

    /** This beat, with the quiet stretch before it passed at another speed. */
    Beat enteredAt(double speed) {
        return new Beat(waves, quietUntil, speed, speedAfter);
    }

    /**
     * The speed in the quiet stretch between two beats that makes the R–R interval longer or shorter.
     *
     * @param next the beat after the stretch
     * @param interval the R–R interval asked for, as a share of the tachogram's cycle; must leave time for the waves
     */
    static double speedFor(Beat next, double interval) {
        double quiet = (Math.PI - QUIET_FROM + Math.PI + next.quietUntil) / (2 * Math.PI);
        double left = interval - (1 - quiet);
        if (!(left > 0)) {
            throw new IllegalArgumentException("an R–R interval of " + interval
                    + " cycles leaves no time for the waves, which take " + (1 - quiet));
        }
        return quiet / left;
    }

    /** How many times faster than the tachogram's pace the angle θ is passed. */
    double speed(double angle) {
        if (angle < quietUntil) {
            return speedBefore;
        }
        return angle > QUIET_FROM ? speedAfter : 1;
    }
}
