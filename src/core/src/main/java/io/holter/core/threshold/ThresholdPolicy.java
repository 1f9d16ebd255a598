package io.holter.core.threshold;

import java.io.Serializable;

/**
 * Decides which scores of one series are anomalous: a fold {@code (state, score) → (state', verdict)} without side
 * effects, so that whoever holds the state (keyed state in a job, a local variable in an offline evaluation) gets the
 * same verdicts from the same scores.
 *
 * <p>A state is a public record of primitives. A new policy brings a record of its own; a record may gain components
 * later, which are 0 in a state that was saved before they existed and must mean "not known yet" there. It must not lose
 * or rename one: a state that was saved with it could not be restored.
 *
 * @param <S> what the policy remembers of a series
 */
public interface ThresholdPolicy<S> extends Serializable {

    /** Short, stable name such as {@code rolling}; a job keeps the state under it. */
    String name();

    /** The record that holds the state. */
    Class<S> stateType();

    /** State of a series of which nothing has been seen. */
    S start();

    /**
     * Judges the next score.
     *
     * @param state state after the scores so far
     * @param score reconstruction error, 0 or above; infinity and NaN count as anomalous and are not learned from
     * @return verdict and next state; the argument is unchanged
     */
    Judgement<S> judge(S state, double score);

    /**
     * A bound that no threshold of this policy ever falls below, whatever the state: a score at or below it cannot be
     * anomalous, so that nothing needs to be kept to explain it.
     */
    double lowest();
}
