package io.holter.core.threshold;

/**
 * The outcome of judging one score.
 *
 * @param state what the policy remembers from here on; null for a policy that remembers nothing
 * @param threshold the threshold that the score was held against, in the units of the score
 * @param verdict what the policy says of the score
 * @param <S> type of the state
 */
public record Judgement<S>(S state, double threshold, Verdict verdict) {}
