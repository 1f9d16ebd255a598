// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.job.judge.JudgeHarness.Backend;
import io.holter.job.judge.JudgeHarness.Verdict;
import io.holter.job.score.ScoredWindow;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A policy's state gains components under a job that goes on from what the version before remembered. */
class StateEvolutionTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aStateThatGainsComponentsKeepsWhatItKnew(Backend backend) throws Exception {
        try (CompiledPolicy before = CompiledPolicy.compile(
                        folder.resolve("1"),
                        "long count, double sum",
                        "s.count() + 1, s.sum() + score",
                        "s.count() + 1000 * s.sum()");
                // One of the new components stands first: they are matched by name, not by place.
                CompiledPolicy after = CompiledPolicy.compile(
                        folder.resolve("2"),
                        "int alarms, long count, double sum, double largest",
                        "s.alarms() + 1, s.count() + 1, s.sum() + score, Math.max(s.largest(), score)",
                        "s.count() + 1000 * s.sum() + 1e6 * s.alarms() + 1e9 * s.largest()")) {
            OperatorSubtaskState state;
            try (JudgeHarness harness = open(backend, before, null)) {
                harness.process(List.of(window("a", 1), window("b", 2), window("a", 4)));
                assertThat(thresholds(harness)).containsExactly(0.0, 0.0, 1001.0);
                state = harness.snapshot();
            }
            try (JudgeHarness harness = open(backend, after, state)) {
                // What is new is 0 until it is known; c has never been seen.
                harness.process(List.of(window("a", 8), window("b", 8), window("c", 8), window("a", 0)));
                assertThat(thresholds(harness))
                        .containsExactly(5002.0, 2001.0, 0.0, 3 + 13_000 + 1_000_000 + 8_000_000_000.0);
            }
        }
    }

    private static JudgeHarness open(Backend backend, CompiledPolicy policy, OperatorSubtaskState state)
            throws Exception {
        JudgeHarness harness = new JudgeHarness(backend, policy.policy(), policy.classes());
        harness.open(state);
        return harness;
    }

    private static ScoredWindow window(String series, double score) {
        return JudgeHarness.scored(series, 1, score, -1);
    }

    private static List<Double> thresholds(JudgeHarness harness) {
        return harness.verdicts().stream().map(Verdict::threshold).toList();
    }
}
