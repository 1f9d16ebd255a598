// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.threshold.RollingThreshold.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RollingThresholdTest {

    private static final int HALF_LIFE = 50;
    private static final int LEVEL_SHIFT_AFTER = 100;
    private static final ErrorProfile PROFILE = ErrorProfile.of(normalErrors(new Random(1), 1000));
    private static final RollingThreshold POLICY =
            new RollingThreshold(PROFILE, 4, HALF_LIFE, range(0.5, 50), LEVEL_SHIFT_AFTER);

    @Test
    void startsFromTheProfile() {
        Judgement<State> first = POLICY.judge(POLICY.start(), 0, 1);
        assertThat(first.threshold()).isEqualTo(PROFILE.quantile(0.5) + 4 * sigma());
        assertThat(first.verdict()).isEqualTo(Verdict.NORMAL);
    }

    @Test
    void quietScoresWeighHalfAfterHalfALife() {
        // Within 3 standard deviations, beyond which a score weighs less.
        double[] scores = new Random(2).doubles(400, 0.9, 1.1).toArray();
        State state = POLICY.start();
        for (double score : scores) {
            state = POLICY.judge(state, 0, score).state();
        }
        // Directly: the start and every score with their weights, the newest with α, each older one with 1 − α of the
        // next.
        double alpha = 1 - Math.pow(2, -1.0 / HALF_LIFE);
        double startWeight = Math.pow(1 - alpha, scores.length);
        double mean = startWeight * PROFILE.quantile(0.5);
        for (int i = 0; i < scores.length; i++) {
            mean += alpha * Math.pow(1 - alpha, scores.length - 1 - i) * scores[i];
        }
        double startDeviation = PROFILE.quantile(0.5) - mean;
        double variance = startWeight * (Math.pow(sigma(), 2) + startDeviation * startDeviation);
        for (int i = 0; i < scores.length; i++) {
            variance += alpha * Math.pow(1 - alpha, scores.length - 1 - i) * Math.pow(scores[i] - mean, 2);
        }
        assertThat(state.count()).isEqualTo(scores.length);
        assertThat(state.mean()).isCloseTo(mean, within(1e-12));
        assertThat(state.variance()).isCloseTo(variance, within(1e-12));
        double next = POLICY.judge(state, 0, 1).threshold();
        assertThat(next).isCloseTo(mean + 4 * Math.sqrt(variance), within(1e-11));
    }

    @Test
    void longRunOfAnomaliesKeepsAlarming() {
        Random random = new Random(3);
        State state = POLICY.start();
        for (int i = 0; i < 20_000; i++) {
            // Anomalies that differ among themselves: from just above the threshold to a hundred times over.
            double anomaly = 2 * Math.exp(random.nextDouble() * Math.log(100));
            Judgement<State> judgement = POLICY.judge(state, 0, anomaly);
            assertThat(judgement.verdict()).as("anomaly %d", i).isEqualTo(Verdict.ANOMALY);
            state = judgement.state();
        }
        assertThat(state.mean()).isEqualTo(PROFILE.quantile(0.5));
        assertThat(POLICY.judge(state, 0, 1).verdict()).isEqualTo(Verdict.NORMAL);
    }

    @Test
    void withoutLevelShiftsEvenEqualAnomaliesKeepAlarming() {
        RollingThreshold policy = new RollingThreshold(PROFILE, 4, HALF_LIFE, range(0.5, 50), 0);
        State state = policy.start();
        for (int i = 0; i < 20_000; i++) {
            Judgement<State> judgement = policy.judge(state, 0, 5);
            assertThat(judgement.verdict()).isEqualTo(Verdict.ANOMALY);
            state = judgement.state();
        }
    }

    @Test
    void adaptsAfterARealShiftOfLevel() {
        Random random = new Random(4);
        State state = after(POLICY, POLICY.start(), normalErrors(random, 500));
        List<Integer> alarms = new ArrayList<>();
        List<Integer> shifts = new ArrayList<>();
        double threshold = 0;
        for (int i = 0; i < 1000; i++) {
            Judgement<State> judgement = POLICY.judge(state, 0, 5 * normalErrors(random, 1)[0]);
            if (judgement.verdict().alerted()) {
                alarms.add(i);
            }
            if (judgement.verdict() == Verdict.REGIME_SHIFT) {
                shifts.add(i);
            }
            threshold = judgement.threshold();
            state = judgement.state();
        }
        assertThat(alarms.stream().filter(i -> i < LEVEL_SHIFT_AFTER)).hasSize(LEVEL_SHIFT_AFTER);
        // Said once, of the last alarm of the run, which is still one.
        assertThat(shifts).containsExactly(LEVEL_SHIFT_AFTER - 1);
        assertThat(alarms).contains(LEVEL_SHIFT_AFTER - 1);
        // Normally distributed errors exceed 4 standard deviations in 1 of 30,000 cases.
        assertThat(alarms.stream().filter(i -> i >= LEVEL_SHIFT_AFTER)).hasSizeLessThanOrEqualTo(1);
        // Five times the profile: mean 5, standard deviation 0.5, estimated from about 70 scores' worth of weight.
        assertThat(threshold).isCloseTo(5 + 4 * 0.5, within(0.6));
        assertThat(POLICY.judge(state, 0, 15).verdict()).isEqualTo(Verdict.ANOMALY);
    }

    @Test
    void runShorterThanALevelShiftIsForgotten() {
        State state = POLICY.start();
        for (int run = 0; run < 20; run++) {
            double[] anomalies = new double[LEVEL_SHIFT_AFTER - 1];
            Arrays.fill(anomalies, 5);
            state = after(POLICY, state, anomalies);
            // One more would have completed the surplus.
            assertThat(POLICY.judge(state, 0, 5).verdict()).isEqualTo(Verdict.REGIME_SHIFT);
            state = after(POLICY, state, normalErrors(new Random(run), LEVEL_SHIFT_AFTER));
            assertThat(state.surplus()).isZero();
        }
    }

    @Test
    void infiniteAndMissingScoresAlarmAndTeachNothing() {
        State state = after(POLICY, POLICY.start(), normalErrors(new Random(5), 10));
        for (double score : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
            Judgement<State> judgement = POLICY.judge(state, 0, score);
            assertThat(judgement.verdict()).isEqualTo(Verdict.ANOMALY);
            assertThat(judgement.state()).isEqualTo(state);
        }
    }

    @Test
    void neverBelowTheFloorNorWithoutSpread() {
        RollingThreshold floored = new RollingThreshold(PROFILE, 4, HALF_LIFE, range(7, 50), 100);
        assertThat(floored.judge(floored.start(), 0, 6.9).threshold()).isEqualTo(7);
        assertThat(floored.lowest()).isEqualTo(7);

        RollingThreshold still =
                new RollingThreshold(ErrorProfile.of(new double[] {2, 2}), 3, HALF_LIFE, range(0, 50), 100);
        // Errors that never vary: the spread counts as a twentieth of the mean, 2 + 3·0.1.
        assertThat(still.judge(still.start(), 0, 2).threshold()).isCloseTo(2.3, within(1e-12));
    }

    @Test
    void foldGoesOnFromASavedState() {
        double[] scores = normalErrors(new Random(6), 300);
        for (int i = 0; i < scores.length; i += 7) {
            scores[i] *= 10;
        }
        State whole = after(POLICY, POLICY.start(), scores);
        State half = after(POLICY, POLICY.start(), Arrays.copyOf(scores, 150));
        State saved = new State(
                half.count(), half.mean(), half.variance(), half.surplus(), half.alarmMean(), half.alarmVariance(), 0);
        State rest = after(POLICY, saved, Arrays.copyOfRange(scores, 150, 300));
        assertThat(rest).isEqualTo(whole);
    }

    /** Quiet windows, alarms and shifts of the level all keep it. */
    @Test
    void theNoteOfTheLastUseChangesNothingElseAndStays() {
        double[] scores = normalErrors(new Random(7), 1000);
        for (int i = 500; i < scores.length; i++) {
            scores[i] *= 20;
        }
        State plain = POLICY.start();
        State noted = POLICY.used(POLICY.start(), 77);
        for (double score : scores) {
            plain = POLICY.judge(plain, 0, score).state();
            noted = POLICY.judge(noted, 0, score).state();
            assertThat(POLICY.lastUsedMillis(noted)).isEqualTo(77);
            assertThat(POLICY.lastUsedMillis(plain)).isZero();
            assertThat(POLICY.used(plain, 77)).isEqualTo(noted);
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new RollingThreshold(PROFILE, 0, 1, range(0, 1), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RollingThreshold(PROFILE, 1, 0, range(0, 1), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> range(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> range(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> range(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RollingThreshold(PROFILE, 1, 1, range(0, 1), -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RollingThreshold(PROFILE, Double.NaN, 1, range(0, 1), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesItselfWithItsSettings() {
        assertThat(POLICY.name()).isEqualTo("rolling");
        assertThat(POLICY).hasToString("rolling(k=4.0, halfLife=50.0, floor=0.5, ceiling=50.0, levelShiftAfter=100)");
        assertThat(POLICY.stateType()).contains(State.class);
    }

    private static RollingThreshold.Range range(double floor, double ceiling) {
        return new RollingThreshold.Range(floor, ceiling);
    }

    /** Of the start: from the quartiles. */
    private static double sigma() {
        return 0.7413 * (PROFILE.quantile(0.75) - PROFILE.quantile(0.25));
    }

    private static State after(RollingThreshold policy, State start, double... scores) {
        State state = start;
        for (double score : scores) {
            state = policy.judge(state, 0, score).state();
        }
        return state;
    }

    /** Mean 1, standard deviation 0.1, never far out. */
    private static double[] normalErrors(Random random, int count) {
        return random.doubles(count)
                .map(u -> 1 + 0.1 * Math.max(-3, Math.min(3, random.nextGaussian())))
                .toArray();
    }
}
