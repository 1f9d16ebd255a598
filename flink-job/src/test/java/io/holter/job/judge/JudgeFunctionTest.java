package io.holter.job.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.threshold.ErrorProfile;
import io.holter.core.threshold.FixedThreshold;
import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.RollingThreshold;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.job.judge.JudgeHarness.Alerted;
import io.holter.job.judge.JudgeHarness.Backend;
import io.holter.job.model.ModelId;
import io.holter.job.score.ScoredWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeFunctionTest {

    private static final int SERIES = 5;

    private static final ErrorProfile PROFILE = ErrorProfile.of(
            IntStream.rangeClosed(1, 30).mapToDouble(i -> i / 100.0).toArray());

    /** Adapts fast, so that lost state shows in the next thresholds. */
    private static final RollingThreshold ROLLING = new RollingThreshold(PROFILE, 3, 10, 0.05, 20);

    private static final FixedThreshold FIXED = new FixedThreshold(0.5);

    @Test
    void everySeriesIsJudgedAsIfItWereAlone() throws Exception {
        List<ScoredWindow> windows = windows(ROLLING, 2000);
        List<Alerted> together;
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
            harness.process(windows);
            together = harness.alerted();
            assertThat(harness.flink.numKeyedStateEntries()).isEqualTo(SERIES);
        }
        // Not so few that the comparison is empty, not so many that everything alarms.
        assertThat(together.size()).isBetween(50, 1000);
        for (int s = 0; s < SERIES; s++) {
            String series = "s" + s;
            List<ScoredWindow> alone =
                    windows.stream().filter(w -> w.series().equals(series)).toList();
            List<Alerted> verdicts =
                    together.stream().filter(v -> v.series().equals(series)).toList();
            try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
                harness.process(alone);
                assertThat(harness.alerted()).containsExactlyElementsOf(verdicts);
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
            assertThat(harness.alerted()).extracting(Alerted::startMillis).isEqualTo(starts);
            assertThat(harness.alerted()).extracting(Alerted::threshold).isEqualTo(thresholds);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestoredJobGoesOnAsIfItHadNeverStopped(Backend backend) throws Exception {
        List<ScoredWindow> windows = windows(ROLLING, 1000);
        List<Alerted> uninterrupted;
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.process(windows);
            uninterrupted = harness.alerted();
        }
        List<Alerted> interrupted = new ArrayList<>();
        OperatorSubtaskState state = null;
        for (int from = 0; from < windows.size(); from += 250) {
            try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, state)) {
                harness.process(windows.subList(from, from + 250));
                interrupted.addAll(harness.alerted());
                state = harness.snapshot();
            }
        }
        assertThat(interrupted).containsExactlyElementsOf(uninterrupted);
    }

    @ParameterizedTest
    @EnumSource
    void whatHappensAfterACheckpointIsUndoneByAFailure(Backend backend) throws Exception {
        List<ScoredWindow> windows = windows(ROLLING, 600);
        List<Alerted> uninterrupted;
        OperatorSubtaskState state;
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.process(windows.subList(0, 300));
            state = harness.snapshot();
            harness.process(windows.subList(300, 600));
            uninterrupted = harness.alerted();
        }
        try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, state)) {
            harness.process(windows.subList(300, 600));
            // The same ids again: a consumer can drop what came twice.
            assertThat(uninterrupted).endsWith(harness.alerted().toArray(new Alerted[0]));
            assertThat(harness.alerted()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void switchingToAnotherPolicyAndBackLosesNeithersState(Backend backend) throws Exception {
        List<ScoredWindow> first = windows(ROLLING, 500);
        List<ScoredWindow> between = windows(FIXED, 100);
        List<ScoredWindow> last = windows(ROLLING, 1000).subList(500, 1000);
        List<Alerted> onlyRolling;
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.process(first);
            int before = harness.alerted().size();
            harness.process(last);
            onlyRolling = harness.alerted().subList(before, harness.alerted().size());
        }
        OperatorSubtaskState state = run(backend, ROLLING, null, first);
        state = run(backend, FIXED, state, between);
        try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, state)) {
            harness.process(last);
            assertThat(harness.alerted()).containsExactlyElementsOf(onlyRolling);
        }
    }

    @Test
    void theFixedPolicyHoldsEverySeriesAgainstTheSameThreshold() throws Exception {
        List<ScoredWindow> windows = windows(FIXED, 500);
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, FIXED)) {
            harness.process(windows);
            assertThat(harness.alerted())
                    .extracting(Alerted::startMillis)
                    .containsExactlyElementsOf(windows.stream()
                            .filter(w -> w.score() > 0.5)
                            .map(ScoredWindow::startMillis)
                            .toList());
            assertThat(harness.alerted()).extracting(Alerted::threshold).containsOnly(0.5);
        }
    }

    @Test
    void aPolicyWithoutStateWritesNone() throws Exception {
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, FIXED)) {
            harness.process(windows(FIXED, 500));
            assertThat(harness.alerted()).isNotEmpty();
            assertThat(harness.flink.numKeyedStateEntries()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherModelStartsFromTheCardAndLeavesNothingOfTheOneBefore(Backend backend) throws Exception {
        String other = "cd".repeat(32);
        List<ScoredWindow> first = windows(ROLLING, 500);
        List<ScoredWindow> last = windows(other, ROLLING, 500);
        List<Alerted> fresh;
        try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, other, null)) {
            harness.process(last);
            fresh = harness.alerted();
        }
        OperatorSubtaskState state = run(backend, ROLLING, null, first);
        try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, other, state)) {
            harness.process(last);
            assertThat(harness.alerted()).containsExactlyElementsOf(fresh).isNotEmpty();
            state = harness.snapshot();
        }
        // Back to the first model: what it had learned went with the second model's first windows.
        List<Alerted> afresh;
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.process(first);
            afresh = harness.alerted();
        }
        try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, state)) {
            harness.process(first);
            assertThat(harness.alerted()).containsExactlyElementsOf(afresh);
        }
    }

    @Test
    void aSeriesHoldsTheRecordOfOneModelOnly() throws Exception {
        OperatorSubtaskState state = null;
        for (int model = 1; model <= 4; model++) {
            String hash = String.valueOf(model).repeat(64);
            try (JudgeHarness harness = JudgeHarness.restore(Backend.HEAP, ROLLING, hash, state)) {
                harness.process(windows(hash, ROLLING, 200));
                MapState<Long, RollingThreshold.State> states = harness.flink
                        .getOperator()
                        .getKeyedStateBackend()
                        .getPartitionedState(
                                VoidNamespace.INSTANCE,
                                VoidNamespaceSerializer.INSTANCE,
                                new MapStateDescriptor<>(
                                        "threshold-rolling",
                                        Types.LONG,
                                        TypeInformation.of(RollingThreshold.State.class)));
                for (int s = 0; s < SERIES; s++) {
                    harness.flink.getOperator().setCurrentKey("s" + s);
                    assertThat(states.keys()).containsExactly(ModelId.of(hash));
                }
                state = harness.snapshot();
            }
        }
    }

    @Test
    void aWindowOfAModelThatTheJudgeDoesNotKnowIsAFault() throws Exception {
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
            assertThatThrownBy(() -> harness.process(List.of(JudgeHarness.scored("cd".repeat(32), "a", 1, 1, 0))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a window scored by model cdcdcdcdcdcdcdcd came to the judge of model"
                            + " abababababababab");
        }
    }

    @Test
    void aShiftOfLevelAlarmsUntilItIsTheNormal() throws Exception {
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
            for (int i = 0; i < 40; i++) {
                harness.process(List.of(JudgeHarness.scored("a", i, 5, 0)));
            }
            // The window that completes the surplus of 20 is the last to alarm.
            assertThat(harness.alerted()).hasSize(20);
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
            assertThat(harness.alerted()).hasSize(3);
            assertThat(harness.alerted())
                    .extracting(Alerted::threshold)
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

    private static List<ScoredWindow> windows(ThresholdPolicy<?> policy, int count) {
        return windows(JudgeHarness.MODEL_HASH, policy, count);
    }

    /** Interleaved series whose levels of error differ, each with some spikes and a shift of level. */
    private static List<ScoredWindow> windows(String modelHash, ThresholdPolicy<?> policy, int count) {
        Random random = new Random(7);
        List<ScoredWindow> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int series = random.nextInt(SERIES);
            double level = 0.1 * (1 + series) * (i > count / 2 && series == 2 ? 3 : 1);
            double score = level * (1 + 0.2 * Math.abs(random.nextGaussian()));
            score *= random.nextInt(20) == 0 ? 5 : 1;
            windows.add(JudgeHarness.scored(modelHash, "s" + series, 1 + i, score, policy.lowest()));
        }
        return windows;
    }
}
