package io.holter.core.threshold;

/**
 * The same threshold for every score of every series.
 *
 * @param threshold scores above it are anomalous; finite, above 0
 */
public record FixedThreshold(double threshold) implements ThresholdPolicy<FixedThreshold.State> {

    /**
     * Nothing to remember but how many scores were judged.
     *
     * @param count scores judged so far
     */
    public record State(long count) {}

    public FixedThreshold {
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("a threshold must be finite and above 0, got " + threshold);
        }
    }

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State start() {
        return new State(0);
    }

    @Override
    public Judgement<State> judge(State state, double score) {
        return new Judgement<>(new State(state.count + 1), threshold, !(score <= threshold));
    }

    @Override
    public double lowest() {
        return threshold;
    }

    @Override
    public String toString() {
        return "fixed(threshold=" + threshold + ")";
    }
}
