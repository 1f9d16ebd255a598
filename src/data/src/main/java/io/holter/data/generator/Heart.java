// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import java.util.random.RandomGenerator;

/** One heart beating: the model, with the next beat chosen each time an R peak is passed. */
final class Heart {

    private static final double STEP_SECONDS = 0.002;

    private final SeriesProfile profile;
    private final Abnormality abnormality;
    private final double abnormalShare;
    private final RandomGenerator random;
    private final HeartModel model;
    private Condition condition = Condition.NORMAL;
    private Beat beat;
    private Condition nextCondition = Condition.NORMAL;
    private Beat nextBeat;
    private double intervalAhead = 1;

    Heart(SeriesProfile profile, Abnormality abnormality, double abnormalShare, RandomGenerator random) {
        this.profile = profile;
        this.abnormality = abnormality;
        this.abnormalShare = abnormalShare;
        this.random = random;
        Tachogram tachogram = new Tachogram(60 / profile.beatsPerMinute(), profile.cycleDeviation(), random);
        beat = Beat.ordinary(profile.morphology());
        nextBeat = beat;
        model = new HeartModel(tachogram::cycleSeconds, profile::baseline, beat);
    }

    /** What the present beat is. */
    Condition condition() {
        return condition;
    }

    /** The electrocardiogram now, mV. */
    double millivolts() {
        return model.z() * profile.millivolts();
    }

    /**
     * Goes on in time.
     *
     * @param seconds how far, a multiple of 2 ms
     * @return whether an R peak was reached or passed on the way
     */
    boolean advance(double seconds) {
        boolean peak = false;
        double before = model.angle();
        for (long steps = Math.round(seconds / STEP_SECONDS); steps > 0; steps--) {
            model.step(STEP_SECONDS);
            double after = model.angle();
            if (before < 0 && after >= 0 && after < 1) {
                peak = true;
                planNext();
            } else if (before > 2 && after < -2) {
                condition = nextCondition;
                beat = nextBeat;
                model.enter(beat);
            }
            before = after;
        }
        return peak;
    }

    /**
     * Chooses the beat after the present one, and how soon it comes: a premature one early, and the one after it so
     * late that both intervals together are two cycles (a full compensatory pause).
     */
    private void planNext() {
        nextCondition = drawNext();
        nextBeat = abnormality.beat(nextCondition);
        double interval = intervalAhead;
        intervalAhead = 1;
        if (nextCondition == Condition.PREMATURE_VENTRICULAR) {
            interval = abnormality.drawCoupling();
            intervalAhead = 2 - interval;
        }
        if (interval != 1) {
            double speed = Beat.speedFor(nextBeat, interval);
            beat = beat.leavingAt(speed);
            nextBeat = nextBeat.enteredAt(speed);
            model.enter(beat);
        }
    }

    private Condition drawNext() {
        if (random.nextDouble() >= abnormalShare) {
            return Condition.NORMAL;
        }
        Condition drawn = abnormality.drawKind();
        while (drawn == Condition.PREMATURE_VENTRICULAR && condition == Condition.PREMATURE_VENTRICULAR) {
            drawn = abnormality.drawKind();
        }
        return drawn;
    }
}
