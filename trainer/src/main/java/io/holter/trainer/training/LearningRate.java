// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import java.util.Locale;

/**
 * How large the steps are, from the first to the last.
 *
 * @param schedule how the rate goes from its start to its end
 * @param start rate of the first step, above 0
 * @param decay end / start, above 0 and at most 1; 1 with {@link Schedule#CONSTANT}
 */
public record LearningRate(Schedule schedule, double start, double decay) {

    /** The ways from start to end; p is the share of steps done, 0 to below 1. */
    public enum Schedule {
        /** start. */
        CONSTANT,
        /** start, from p = 1/2 on start·√decay, from p = 3/4 on start·decay. */
        STEP,
        /** start·decayᵖ. */
        EXPONENTIAL,
        /** start·(decay + (1 − decay)·(1 + cos πp)/2) (Loshchilov and Hutter, ICLR 2017). */
        COSINE
    }

    public LearningRate {
        if (!(start > 0) || Double.isInfinite(start)) {
            throw new IllegalArgumentException("a learning rate is above 0, got " + start);
        }
        if (!(decay > 0 && decay <= 1)) {
            throw new IllegalArgumentException("the rate decays to a share above 0 and at most 1, got " + decay);
        }
    }

    /** The same rate from the first step to the last. */
    public static LearningRate constant(double rate) {
        return new LearningRate(Schedule.CONSTANT, rate, 1);
    }

    /**
     * The rate of a step.
     *
     * @param step steps done before, 0 or more
     * @param steps steps in all
     */
    public double at(long step, long steps) {
        double p = (double) step / steps;
        return start
                * switch (schedule) {
                    case CONSTANT -> 1;
                    case STEP -> p < 0.5 ? 1 : p < 0.75 ? Math.sqrt(decay) : decay;
                    case EXPONENTIAL -> Math.pow(decay, p);
                    case COSINE -> decay + (1 - decay) * (1 + Math.cos(Math.PI * p)) / 2;
                };
    }

    @Override
    public String toString() {
        return schedule == Schedule.CONSTANT
                ? String.valueOf(start)
                : start + ", " + schedule.name().toLowerCase(Locale.ROOT) + " to " + start * decay;
    }
}
