package io.holter.job.score;

/**
 * A window's score on its way to the judge of its series.
 *
 * @param series what is measured
 * @param startMillis time of the first sample, milliseconds since 1970-01-01T00:00:00Z
 * @param score reconstruction error, normalised units, 0 or above or infinite
 * @param modelId which model scored the window, see {@link io.holter.job.model.ModelId}
 * @param evidence what an alert would need; null where the score is too low for any threshold of the policy
 */
public record ScoredWindow(String series, long startMillis, double score, long modelId, Evidence evidence) {}
