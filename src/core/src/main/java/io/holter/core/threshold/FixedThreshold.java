package io.holter.core.threshold;

import java.util.Optional;

/**
 * The same threshold for every score of every series. It has no state.
 *
 * @param threshold scores above it are anomalous; finite, above 0
 */
public record FixedThreshold(double threshold) implements ThresholdPolicy<Void> {

    /** The name of the policy. */
    public static final String NAME = "fixed";

    public FixedThreshold {
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("a threshold must be finite and above 0, got " + threshold);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Class<Void>> stateType() {
        return Optional.empty();
    }

    @Override
    public Void start() {
        return null;
    }

    @Override
    public Judgement<Void> judge(Void state, long time, double score) {
        return new Judgement<>(null, threshold, score <= threshold ? Verdict.NORMAL : Verdict.ANOMALY);
    }

    @Override
    public double lowest() {
        return threshold;
    }

    @Override
    public String toString() {
        return NAME + "(threshold=" + threshold + ")";
    }
}
