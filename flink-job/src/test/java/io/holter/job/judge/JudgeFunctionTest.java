// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.threshold.ErrorProfile;
import io.holter.core.threshold.FixedThreshold;
import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.RollingThreshold;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.job.judge.JudgeHarness.Backend;
import io.holter.job.judge.JudgeHarness.Verdict;
import io.holter.job.score.ScoredWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeFunctionTest {

    private static final int SERIES = 5;

    private static final ErrorProfile PROFILE = ErrorProfile.of(
            IntStream.rangeClosed(1, 30).mapToDouble(i -> i / 100.0).toArray());

    /** Adapts fast, so that lost state shows in the next thresholds. */
    private static final RollingThreshold ROLLING =
            new RollingThreshold(PROFILE, 3, 10, new RollingThreshold.Range(0.05, 100), 20);

    private static final FixedThreshold FIXED = new FixedThreshold(0.5);

    @Test
    void everySeriesIsJudgedAsIfItWereAlone() throws Exception {
        List<ScoredWindow> windows = windows(ROLLING, 2000);
        List<Verdict> together;
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
            harness.process(windows);
            together = harness.verdicts();
            assertThat(harness.flink.numKeyedStateEntries()).isEqualTo(SERIES);
        }
        // Not so few that the comparison is empty, not so many that everything alarms.
        assertThat(together.size()).isBetween(50, 1000);
        for (int s = 0; s < SERIES; s++) {
            String series = "s" + s;
            List<ScoredWindow> alone =
                    windows.stream().filter(w -> w.series().equals(series)).toList();
            List<Verdict> verdicts =
                    together.stream().filter(v -> v.series().equals(series)).toList();
            try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
                harness.process(alone);
                assertThat(harness.verdicts()).containsExactlyElementsOf(verdicts);
                assertThat(harness.flink.numKeyedStateEntries()).isOne();
            }
        }
    }

    @Test
    void verdictsAreThoseOfThePolicyFoldedByHand() throws Exception {
        List<ScoredWindow> windows = windows(ROLLING, 2000);
        Map<String, RollingThreshold.State> states = new HashMap<>();
        List<Double> thresholds = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        for (ScoredWindow window : windows) {
            RollingThreshold.State before = states.getOrDefault(window.series(), ROLLING.start());
            Judgement<RollingThreshold.State> judgement = ROLLING.judge(before, window.startMillis(), window.score());
            states.put(window.series(), judgement.state());
            if (judgement.verdict().alerted()) {
                starts.add(window.startMillis());
                thresholds.add(judgement.threshold());
            }
        }
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
            harness.process(windows);
            assertThat(harness.verdicts()).extracting(Verdict::startMillis).isEqualTo(starts);
            assertThat(harness.verdicts()).extracting(Verdict::threshold).isEqualTo(thresholds);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestoredJobGoesOnAsIfItHadNeverStopped(Backend backend) throws Exception {
        List<ScoredWindow> windows = windows(ROLLING, 1000);
        List<Verdict> uninterrupted;
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.process(windows);
            uninterrupted = harness.verdicts();
        }
        List<Verdict> interrupted = new ArrayList<>();
        OperatorSubtaskState state = null;
        for (int from = 0; from < windows.size(); from += 250) {
            try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, state)) {
                harness.process(windows.subList(from, from + 250));
                interrupted.addAll(harness.verdicts());
                state = harness.snapshot();
            }
        }
        assertThat(interrupted).containsExactlyElementsOf(uninterrupted);
    }

    @ParameterizedTest
    @EnumSource
    void whatHappensAfterACheckpointIsUndoneByAFailure(Backend backend) throws Exception {
        List<ScoredWindow> windows = windows(ROLLING, 600);
        List<Verdict> uninterrupted;
        OperatorSubtaskState state;
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.process(windows.subList(0, 300));
            state = harness.snapshot();
            harness.process(windows.subList(300, 600));
            uninterrupted = harness.verdicts();
        }
        try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, state)) {
            harness.process(windows.subList(300, 600));
            // The same ids again: a consumer can drop what came twice.
            assertThat(uninterrupted).endsWith(harness.verdicts().toArray(new Verdict[0]));
            assertThat(harness.verdicts()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void switchingToAnotherPolicyAndBackLosesNeithersState(Backend backend) throws Exception {
        List<ScoredWindow> first = windows(ROLLING, 500);
        List<ScoredWindow> between = windows(FIXED, 100);
        List<ScoredWindow> last = windows(ROLLING, 1000).subList(500, 1000);
        List<Verdict> onlyRolling;
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.process(first);
            int before = harness.verdicts().size();
            harness.process(last);
            onlyRolling = harness.verdicts().subList(before, harness.verdicts().size());
        }
        OperatorSubtaskState state = run(backend, ROLLING, null, first);
        state = run(backend, FIXED, state, between);
        try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, state)) {
            harness.process(last);
            assertThat(harness.verdicts()).containsExactlyElementsOf(onlyRolling);
        }
    }

    @Test
    void theFixedPolicyHoldsEverySeriesAgainstTheSameThreshold() throws Exception {
        List<ScoredWindow> windows = windows(FIXED, 500);
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, FIXED)) {
            harness.process(windows);
            assertThat(harness.verdicts())
                    .extracting(Verdict::startMillis)
                    .containsExactlyElementsOf(windows.stream()
                            .filter(w -> w.score() > 0.5)
                            .map(ScoredWindow::startMillis)
                            .toList());
            assertThat(harness.verdicts()).extracting(Verdict::threshold).containsOnly(0.5);
            assertThat(harness.flink.numKeyedStateEntries())
                    .as("a policy that remembers nothing")
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyModelOfASeriesHasAThresholdOfItsOwn(Backend backend) throws Exception {
        List<ScoredWindow> windows = windows(ROLLING, 400);
        List<Double> alone;
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.process(windows);
            alone = harness.verdicts().stream().map(Verdict::threshold).toList();
        }
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            for (ScoredWindow window : windows) {
                // What another model says of the same series, at another level, changes nothing.
                harness.process(List.of(byModel(window, 7, window.score()), byModel(window, 8, 40 * window.score())));
            }
            assertThat(harness.verdicts().stream()
                            .filter(v -> v.startMillis() % 2 == 0)
                            .map(Verdict::threshold))
                    .containsExactlyElementsOf(alone);
        }
    }

    /** Two windows in one millisecond's place: model 7 in even, 8 in odd milliseconds. */
    private static ScoredWindow byModel(ScoredWindow window, long model, double score) {
        return JudgeHarness.scored(
                window.series(), 2 * window.startMillis() + model - 7, score, model, ROLLING.lowest());
    }

    @ParameterizedTest
    @EnumSource
    void modelsThatAreGoneAreForgotten(Backend backend) throws Exception {
        double first = ROLLING.judge(ROLLING.start(), 0, 0).threshold();
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            for (long model = 1; model <= 5; model++) {
                for (int i = 0; i < 20; i++) {
                    harness.process(List.of(JudgeHarness.scored("a", i, 0.01, model, ROLLING.lowest())));
                }
            }
            // The fifth model has taken the place of the first four, and keeps what it knows.
            harness.process(List.of(
                    JudgeHarness.scored("a", 100, 1e6, 1, ROLLING.lowest()),
                    JudgeHarness.scored("a", 101, 1e6, 5, ROLLING.lowest())));
            assertThat(harness.verdicts().get(0).threshold()).isEqualTo(first);
            assertThat(harness.verdicts().get(1).threshold()).isLessThan(first);
        }
    }

    @Test
    void anInfiniteErrorAlarmsAndIsNotLearnedFrom() throws Exception {
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
            double infinite = Double.POSITIVE_INFINITY;
            harness.process(List.of(
                    JudgeHarness.scored("a", 1, infinite, 0),
                    JudgeHarness.scored("a", 2, infinite, 0),
                    JudgeHarness.scored("a", 3, 100, 0)));
            assertThat(harness.verdicts()).hasSize(3);
            assertThat(harness.verdicts())
                    .extracting(Verdict::threshold)
                    .containsOnly(ROLLING.judge(ROLLING.start(), 0, 0).threshold());
        }
    }

    private static OperatorSubtaskState run(
            Backend backend, ThresholdPolicy<?> policy, OperatorSubtaskState state, List<ScoredWindow> windows)
            throws Exception {
        try (JudgeHarness harness = JudgeHarness.restore(backend, policy, state)) {
            harness.process(windows);
            return harness.snapshot();
        }
    }

    /** Interleaved series whose levels of error differ, each with some spikes and a shift of level. */
    private static List<ScoredWindow> windows(ThresholdPolicy<?> policy, int count) {
        Random random = new Random(7);
        List<ScoredWindow> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int series = random.nextInt(SERIES);
            double level = 0.1 * (1 + series) * (i > count / 2 && series == 2 ? 3 : 1);
            double score = level * (1 + 0.2 * Math.abs(random.nextGaussian()));
            score *= random.nextInt(20) == 0 ? 5 : 1;
            windows.add(JudgeHarness.scored("s" + series, 1 + i, score, policy.lowest()));
        }
        return windows;
    }
}
