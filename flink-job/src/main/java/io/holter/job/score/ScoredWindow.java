// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

/**
 * A window's score on its way to the judge of its series.
 *
 * @param series what is measured
 * @param startMillis time of the first sample, milliseconds since 1970-01-01T00:00:00Z
 * @param score reconstruction error, normalised units, 0 or above or infinite
 * @param model which model scored it, by its {@link io.holter.job.model.ModelId}
 * @param evidence what an alert would need; null where the score is too low for any threshold of the policy
 */
public record ScoredWindow(String series, long startMillis, double score, long model, Evidence evidence) {}
