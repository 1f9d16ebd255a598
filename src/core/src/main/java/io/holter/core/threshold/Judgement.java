// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

/**
 * What a policy says of one score.
 *
 * @param state what the policy remembers from here on
 * @param threshold the threshold that the score was held against, in the units of the score
 * @param verdict what follows
 * @param <S> type of the state
 */
public record Judgement<S>(S state, double threshold, Verdict verdict) {}
