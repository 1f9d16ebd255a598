// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * What the default policy makes of whole streams. Errors of normal windows are log-normal, as those of networks are; the
 * card is made of 300 of them.
 */
class StreamsTest {

    private static final double SPREAD = 0.6;
    private static final ErrorProfile PROFILE = ErrorProfile.of(normal(new Random(1), 300));
    private static final double CARD_THRESHOLD = cardThreshold(normal(new Random(1), 300));
    private static final int LEVEL_SHIFT_AFTER = PolicySettings.Rolling.DEFAULT.levelShiftAfter();

    private final Random random = new Random(2);
    private final ThresholdPolicy<?> policy = PolicySettings.Rolling.DEFAULT.policyFor(PROFILE, CARD_THRESHOLD);

    @Test
    void normalWindowsHardlyAlarm() {
        assertThat(alarms(20_000, t -> normal())).isLessThan(0.015);
    }

    /** One sick patient: 100 normal beats, then 300 abnormal ones, four times over. */
    @Test
    void aPatientWhoStaysSickAlarmsInEveryRound() {
        List<Boolean> verdicts = judge(1600, t -> t % 400 < 100 ? normal() : abnormal());
        for (int round = 0; round < 4; round++) {
            List<Boolean> sick = verdicts.subList(400 * round + 100, 400 * round + 400);
            assertThat(share(sick)).as("round %d", round).isGreaterThanOrEqualTo(0.95);
        }
    }

    /** Many of his abnormal beats stay below the threshold: they do not raise it over the others. */
    @Test
    void aPatientWhoIsMildlySickIsNotForgottenEither() {
        List<Boolean> verdicts = judge(8_000, t -> t % 400 < 100 ? normal() : mild());
        for (int round = 0; round < 20; round++) {
            List<Boolean> sick = verdicts.subList(400 * round + 100, 400 * round + 400);
            assertThat(share(sick)).as("round %d", round).isGreaterThan(0.7);
        }
    }

    @Test
    void aPatientWhoIsSickForHoursAlarmsForHours() {
        List<Boolean> verdicts = judge(20_000, t -> abnormal());
        assertThat(share(verdicts.subList(10_000, 20_000))).isGreaterThanOrEqualTo(0.95);
    }

    /** Scores that stay just below the threshold, wherever it is. */
    @Test
    void nothingWidensTheThresholdWithoutBound() {
        assertThat(widened(policy, 5_000))
                .isLessThanOrEqualTo(PolicySettings.Rolling.DEFAULT.ceiling() * CARD_THRESHOLD);
    }

    /** As with a belt that is worn in: half as much again within some thousand windows. */
    @Test
    void aSlowDriftIsFollowed() {
        assertThat(alarms(4_000, t -> (1 + 0.5 * t / 4_000) * normal())).isLessThan(0.02);
    }

    /** As with a sensor that was moved: errors are half as high again from one window to the next. */
    @Test
    void aSmallStepIsFollowed() {
        List<Boolean> verdicts = judge(4_000, t -> (t < 1_000 ? 1 : 1.5) * normal());
        assertThat(share(verdicts.subList(2_000, 4_000))).isLessThan(0.02);
    }

    /** Above the card's threshold, all of them, and below the ceiling: a new normal once it has lasted. */
    @Test
    void aLevelThatTheCeilingAdmitsIsTakenAndGivenBack() {
        double level = 1.6 * CARD_THRESHOLD;
        List<Boolean> verdicts =
                judge(4_000, t -> t >= 1_000 && t < 3_000 ? level * (0.95 + 0.1 * random.nextDouble()) : normal());
        assertThat(share(verdicts.subList(1_000, 1_000 + LEVEL_SHIFT_AFTER - 20)))
                .isGreaterThan(0.95);
        assertThat(share(verdicts.subList(1_000 + LEVEL_SHIFT_AFTER + 20, 3_000)))
                .isLessThan(0.02);
        assertThat(share(verdicts.subList(3_000, 4_000))).isLessThan(0.02);
    }

    @Test
    void aBurstAlarmsFromItsFirstToItsLastWindow() {
        List<Boolean> verdicts = judge(2_000, t -> t >= 1_000 && t < 1_050 ? abnormal() : normal());
        assertThat(share(verdicts.subList(1_000, 1_050))).isGreaterThanOrEqualTo(0.95);
        assertThat(share(verdicts.subList(1_050, 2_000))).isLessThan(0.02);
    }

    /** Abnormal and normal in turns, as in a bigeminy. */
    @Test
    void aFlappingSignalAlarmsEveryOtherTime() {
        List<Boolean> verdicts = judge(4_000, t -> t % 2 == 0 ? normal() : abnormal());
        assertThat(share(verdicts.subList(2_000, 4_000))).isBetween(0.475, 0.515);
    }

    private static <S> double widened(ThresholdPolicy<S> policy, int windows) {
        S state = policy.start();
        double threshold = 0;
        for (int t = 0; t < windows; t++) {
            threshold = policy.judge(state, t, 0).threshold();
            state = policy.judge(state, t, 0.999 * threshold).state();
        }
        return threshold;
    }

    private double alarms(int windows, IntToDoubleFunction scores) {
        return share(judge(windows, scores));
    }

    private List<Boolean> judge(int windows, IntToDoubleFunction scores) {
        return fold(policy, windows, scores);
    }

    private static <S> List<Boolean> fold(ThresholdPolicy<S> policy, int windows, IntToDoubleFunction scores) {
        List<Boolean> verdicts = new ArrayList<>();
        S state = policy.start();
        for (int t = 0; t < windows; t++) {
            Judgement<S> judgement = policy.judge(state, t, scores.applyAsDouble(t));
            verdicts.add(judgement.verdict().alerted());
            state = judgement.state();
        }
        return verdicts;
    }

    private static double share(List<Boolean> verdicts) {
        return (double) verdicts.stream().filter(alarm -> alarm).count() / verdicts.size();
    }

    private double normal() {
        return normal(random, 1)[0];
    }

    /** From about twice the card's threshold on, as the abnormal beats of ECG5000 are. */
    private double abnormal() {
        return 4.5 * CARD_THRESHOLD * Math.exp(0.45 * random.nextGaussian());
    }

    /** From below the card's threshold on. */
    private double mild() {
        return 1.8 * CARD_THRESHOLD * Math.exp(0.45 * random.nextGaussian());
    }

    private static double[] normal(Random random, int count) {
        double[] errors = new double[count];
        for (int i = 0; i < count; i++) {
            errors[i] = 0.02 * Math.exp(SPREAD * random.nextGaussian());
        }
        return errors;
    }

    /** Median and six robust deviations, as on a card. */
    private static double cardThreshold(double[] errors) {
        ErrorProfile profile = ErrorProfile.of(errors);
        double[] deviations = Arrays.stream(errors)
                .map(error -> Math.abs(error - profile.quantile(0.5)))
                .toArray();
        return profile.quantile(0.5) + 6 * 1.4826 * ErrorProfile.of(deviations).quantile(0.5);
    }
}
