// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import java.io.Serializable;
import java.util.Optional;

/**
 * Exponentially weighted mean + k·σ of the errors of a series, started from the model's card, between a floor and a
 * ceiling that the card sets.
 *
 * <p>The start is robust, m = median and σ = 0.7413·(third quartile − first quartile) of the card's errors, so that a few
 * odd windows among those that were held out do not decide it (0.7413 makes the interquartile range an estimate of a
 * normal distribution's σ). With α = 1 − 2^(−1/halfLife), a quiet score x updates {@code d = min(x − m, 3σ)}, {@code m ←
 * m + α·d}, {@code v ← (1 − α)(v + α·d²)} (Finch, <em>Incremental calculation of weighted mean and variance</em>, 2009,
 * section 9; the bound on d is Huber's, so that scores just below the threshold widen it slowly), and the threshold for
 * the next score is {@code min(ceiling, max(floor, m + k·max(√v, 0.05·m)))}: the lower bound on σ keeps a series whose
 * errors hardly vary from alarming on rounding.
 *
 * <p>Anomalies teach nothing. A score above the threshold does not enter m and v, and neither does a quiet one among alarms
 * that outnumber the quiet ones (a surplus above 0): of a patient who is ill, the beats just below the threshold are ill
 * as well, and would raise it over the rest.
 *
 * <p>The way out when the level has really shifted: alarming scores are followed apart (m', v' with the same α). Once
 * their surplus is {@code levelShiftAfter}, and they keep to one level (√v' ≤ 0.5·m') whose windows the ceiling would let
 * pass (m' + 2√v' ≤ ceiling), that level becomes the series' own: the score that completes the surplus is the last one
 * above the old threshold, and its verdict is {@link Verdict#REGIME_SHIFT}; when scores fall back, so does the level.
 * Anomalies that differ among themselves never become a level, and what the model calls abnormal by far never does,
 * however long it lasts.
 */
public final class RollingThreshold implements ThresholdPolicy<RollingThreshold.State> {

    private static final long serialVersionUID = 1L;
    private static final double MIN_RELATIVE_SIGMA = 0.05;
    private static final double MAX_RELATIVE_SIGMA_OF_A_LEVEL = 0.5;
    private static final double SIGMAS_OF_A_LEVEL = 2;
    private static final double MAX_SIGMAS = 3;
    private static final double QUARTILES_TO_SIGMA = 0.7413;

    /**
     * What is remembered of a series.
     *
     * @param count quiet scores learned from
     * @param mean weighted mean m of quiet scores
     * @param variance weighted variance v of quiet scores
     * @param surplus alarms minus quiet scores since it was last 0
     * @param alarmMean weighted mean m' of the alarms in that surplus
     * @param alarmVariance weighted variance v' of these
     * @param lastUsedMillis see {@link #lastUsedMillis(State)}
     */
    public record State(
            long count,
            double mean,
            double variance,
            int surplus,
            double alarmMean,
            double alarmVariance,
            long lastUsedMillis)
            implements Serializable {}

    /**
     * Where a threshold stays, whatever a series does.
     *
     * @param floor never gone below, 0 or above, finite
     * @param ceiling never gone above, at least the floor; infinite for none
     */
    public record Range(double floor, double ceiling) implements Serializable {

        public Range {
            if (!(floor >= 0) || !(ceiling >= floor) || Double.isInfinite(floor)) {
                throw new IllegalArgumentException(
                        "a threshold's floor is 0 or above and its ceiling no lower, got " + floor + " and " + ceiling);
            }
        }
    }

    private final State start;
    private final double k;
    private final double halfLife;
    private final double alpha;
    private final double floor;
    private final double ceiling;
    private final int levelShiftAfter;

    /**
     * @param profile errors of normal windows, from the model's card: where every series starts
     * @param k standard deviations above the mean, above 0; higher alarms less
     * @param halfLife scores after which a quiet score has half its weight, above 0
     * @param range where the threshold stays
     * @param levelShiftAfter surplus of alarms that makes a new level, 1 or more; 0 never takes a new level
     */
    public RollingThreshold(ErrorProfile profile, double k, double halfLife, Range range, int levelShiftAfter) {
        if (!(k > 0) || !(halfLife > 0) || levelShiftAfter < 0 || Double.isInfinite(k)) {
            throw new IllegalArgumentException(
                    "a rolling threshold needs k and half-life above 0, level shift 0 or above, got k " + k
                            + ", half-life " + halfLife + ", level shift after " + levelShiftAfter);
        }
        double sigma = QUARTILES_TO_SIGMA * (profile.quantile(0.75) - profile.quantile(0.25));
        this.start = new State(0, profile.quantile(0.5), sigma * sigma, 0, 0, 0, 0);
        this.k = k;
        this.halfLife = halfLife;
        this.alpha = -Math.expm1(-Math.log(2) / halfLife);
        this.floor = range.floor;
        this.ceiling = range.ceiling;
        this.levelShiftAfter = levelShiftAfter;
    }

    @Override
    public String name() {
        return PolicySettings.Rolling.NAME;
    }

    @Override
    public Optional<Class<State>> stateType() {
        return Optional.of(State.class);
    }

    @Override
    public State start() {
        return start;
    }

    @Override
    public Judgement<State> judge(State state, long timeMillis, double score) {
        double sigma = Math.max(Math.sqrt(state.variance), MIN_RELATIVE_SIGMA * state.mean);
        double threshold = Math.min(ceiling, Math.max(floor, state.mean + k * sigma));
        return score <= threshold
                ? new Judgement<>(afterQuiet(state, score, sigma), threshold, Verdict.NORMAL)
                : afterAlarm(state, score, threshold);
    }

    private State afterQuiet(State s, double score, double sigma) {
        if (s.surplus > 1) {
            return new State(
                    s.count, s.mean, s.variance, s.surplus - 1, s.alarmMean, s.alarmVariance, s.lastUsedMillis);
        }
        double d = Math.min(score - s.mean, MAX_SIGMAS * sigma);
        return new State(
                s.count + 1, s.mean + alpha * d, (1 - alpha) * (s.variance + alpha * d * d), 0, 0, 0, s.lastUsedMillis);
    }

    private Judgement<State> afterAlarm(State s, double score, double threshold) {
        if (levelShiftAfter == 0 || !Double.isFinite(score)) {
            return new Judgement<>(s, threshold, Verdict.ANOMALY);
        }
        int surplus = s.surplus + 1;
        // The first alarms of a run weigh 1, 1/2, 1/3 …, so that the run's mean does not hang on the first.
        double weight = Math.max(alpha, 1.0 / surplus);
        double d = score - s.alarmMean;
        double mean = s.alarmMean + weight * d;
        double variance = surplus == 1 ? 0 : (1 - weight) * (s.alarmVariance + weight * d * d);
        double sigma = Math.sqrt(variance);
        boolean oneLevel = sigma <= MAX_RELATIVE_SIGMA_OF_A_LEVEL * mean;
        if (surplus >= levelShiftAfter && oneLevel && mean + SIGMAS_OF_A_LEVEL * sigma <= ceiling) {
            State shifted = new State(s.count, mean, variance, 0, 0, 0, s.lastUsedMillis);
            return new Judgement<>(shifted, threshold, Verdict.REGIME_SHIFT);
        }
        State followed = new State(
                s.count, s.mean, s.variance, Math.min(surplus, levelShiftAfter), mean, variance, s.lastUsedMillis);
        return new Judgement<>(followed, threshold, Verdict.ANOMALY);
    }

    @Override
    public long lastUsedMillis(State state) {
        return state.lastUsedMillis;
    }

    @Override
    public State used(State s, long nowMillis) {
        return new State(s.count, s.mean, s.variance, s.surplus, s.alarmMean, s.alarmVariance, nowMillis);
    }

    @Override
    public double lowest() {
        return floor;
    }

    @Override
    public String toString() {
        return "rolling(k=" + k + ", halfLife=" + halfLife + ", floor=" + (float) floor + ", ceiling=" + (float) ceiling
                + ", levelShiftAfter=" + levelShiftAfter + ")";
    }
}
