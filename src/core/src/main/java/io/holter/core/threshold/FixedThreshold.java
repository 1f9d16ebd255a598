// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import java.util.Optional;

/**
 * The same threshold for every score of every series; remembers nothing.
 *
 * @param threshold scores above it are anomalous; finite, above 0
 */
public record FixedThreshold(double threshold) implements ThresholdPolicy<Void> {

    public FixedThreshold {
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("a threshold must be finite and above 0, got " + threshold);
        }
    }

    @Override
    public String name() {
        return PolicySettings.Fixed.NAME;
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
    public Judgement<Void> judge(Void state, long timeMillis, double score) {
        return new Judgement<>(null, threshold, score <= threshold ? Verdict.NORMAL : Verdict.ANOMALY);
    }

    @Override
    public long lastUsedMillis(Void state) {
        return 0;
    }

    @Override
    public Void used(Void state, long nowMillis) {
        return null;
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
