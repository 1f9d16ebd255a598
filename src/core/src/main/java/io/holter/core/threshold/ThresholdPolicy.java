package io.holter.core.threshold;

import java.io.Serializable;
import java.util.Optional;

/**
 * A policy decides which scores of one series are anomalous. It is a fold {@code (state, time, score) → (state',
 * threshold, verdict)} without side effects, so that whoever holds the state (keyed state in a job, a local variable in
 * an offline evaluation) gets the same verdicts from the same scores.
 *
 * <p>A state is a public record of primitives. A new policy brings a record of its own; a record may gain components
 * later, which are 0 in a state that was saved before they existed and must mean "not known yet" there. It must not lose
 * or rename one: a state that was saved with it could not be restored. A policy that treats every score alike has no
 * state; its holder then stores nothing.
 *
 * @param <S> what the policy remembers of a series; {@link Void} where it remembers nothing
 */
public interface ThresholdPolicy<S> extends Serializable {

    /** Short, stable name such as {@code rolling}. A job keeps the state under it, and the ids of alerts hang on it. */
    String name();

    /** The record that holds the state; empty for a policy without state. */
    Optional<Class<S>> stateType();

    /** State of a series of which nothing has been seen; null for a policy without state. */
    S start();

    /**
     * Judges the next score.
     *
     * <p>Time is that of the data and not of a clock, so that a replay gives the same verdicts. Scores come in the order
     * in which a producer wrote them: a policy that measures time must expect equal times, gaps, and a time before the
     * last one.
     *
     * @param state state after the scores so far; null for a policy without state
     * @param time start of the window, milliseconds since 1970-01-01T00:00:00Z
     * @param score reconstruction error, 0 or above; infinity and NaN count as anomalous and are not learned from
     * @return verdict and next state; the argument is unchanged
     */
    Judgement<S> judge(S state, long time, double score);

    /**
     * A bound that no threshold of this policy ever falls below, whatever the state: a score at or below it cannot be
     * anomalous, so that nothing needs to be kept to explain it.
     */
    double lowest();
}
