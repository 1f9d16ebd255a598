// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import java.io.Serializable;
import java.util.Optional;

/**
 * A policy that decides which windows of one series are anomalous: a fold
 * {@code (state, time, score) → (state', threshold, verdict)} without side effects, so that whoever holds the state
 * (keyed state in a job, a local variable in an offline evaluation) gets the same verdicts from the same scores.
 *
 * <p>A state is a public record of primitives. A new policy brings a record of its own; a record may gain components
 * later, which are 0 in a state that was saved before they existed and must mean "not known yet" there. It must not
 * lose or rename one: a state that was saved with it could not be restored.
 *
 * @param <S> what the policy remembers of a series
 */
public interface ThresholdPolicy<S> extends Serializable {

    /** Short, stable name such as {@code rolling}: a job keeps the state under it, and alerts get their ids by it. */
    String name();

    /** The record that holds the state; empty for a policy that remembers nothing, whose state is always null. */
    Optional<Class<S>> stateType();

    /** State of a series of which nothing has been seen. */
    S start();

    /**
     * Judges the next window.
     *
     * @param state state after the windows so far; unchanged
     * @param timeMillis start of the window, milliseconds since 1970-01-01T00:00:00Z, as its producer states it: it may
     *     repeat or go back
     * @param score reconstruction error, 0 or above; infinity and NaN count as anomalous and are not learned from
     * @return verdict and next state
     */
    Judgement<S> judge(S state, long timeMillis, double score);

    /**
     * When a state was last used, as {@link #used} noted it: milliseconds since 1970-01-01T00:00:00Z, by the clock of
     * whoever holds it; 0 where nobody did.
     */
    long lastUsedMillis(S state);

    /** The same state, with a note of when it was used, so that one that is no longer used can be found. */
    S used(S state, long nowMillis);

    /**
     * A bound that no threshold of this policy ever falls below, whatever the state: a score at or below it cannot be
     * anomalous, so that nothing needs to be kept to explain it.
     */
    double lowest();
}
