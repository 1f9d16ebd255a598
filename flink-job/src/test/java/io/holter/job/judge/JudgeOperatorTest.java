// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.threshold.ErrorProfile;
import io.holter.core.threshold.RollingThreshold;
import io.holter.job.judge.JudgeHarness.Backend;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the judge does about all series at once, and about checkpoints that fail. */
class JudgeOperatorTest {

    private static final ErrorProfile PROFILE = ErrorProfile.of(
            IntStream.rangeClosed(1, 30).mapToDouble(i -> i / 100.0).toArray());
    private static final RollingThreshold ROLLING =
            new RollingThreshold(PROFILE, 3, 10, new RollingThreshold.Range(0.05, 100), 20);
    private static final double AT_FIRST =
            ROLLING.judge(ROLLING.start(), 0, 1e6).threshold();

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long NOW = 500_000 * HOUR;

    /** Hours after which a silent series has been forgotten: a quarter more than {@link JudgeHarness#EXPIRE_AFTER}. */
    private static final int FORGOTTEN = 10;

    @ParameterizedTest
    @EnumSource
    void aSeriesThatIsSilentIsForgottenAndTheOthersStay(Backend backend) throws Exception {
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.flink.setProcessingTime(NOW);
            learn(harness, "a", "b");
            assertThat(harness.judge.series()).isEqualTo(2);
            for (int hour = 1; hour <= FORGOTTEN; hour++) {
                harness.flink.setProcessingTime(NOW + hour * HOUR);
                learn(harness, "a");
                if (hour < 8) {
                    assertThat(harness.judge.series())
                            .as("after %d hours", hour)
                            .isEqualTo(2);
                }
            }
            assertThat(harness.judge.series()).isOne();
            assertEntries(harness, backend, 1);
            assertThat(threshold(harness, "a")).isLessThan(AT_FIRST);
            assertThat(threshold(harness, "b")).isEqualTo(AT_FIRST);
            assertThat(harness.judge.series()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceGoesOnOverARestartAndSeriesAreCountedAnew(Backend backend) throws Exception {
        OperatorSubtaskState state;
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            harness.flink.setProcessingTime(NOW);
            learn(harness, "a", "b", "c");
            harness.flink.setProcessingTime(NOW + 5 * HOUR);
            learn(harness, "a");
            state = harness.snapshot();
        }
        try (JudgeHarness harness = JudgeHarness.restore(backend, ROLLING, state)) {
            assertThat(harness.judge.series()).isEqualTo(3);
            // A job that was down for so long finds a alone.
            harness.flink.setProcessingTime(NOW + FORGOTTEN * HOUR);
            assertThat(harness.judge.series()).isOne();
            assertEntries(harness, backend, 1);
            assertThat(threshold(harness, "a")).isLessThan(AT_FIRST);
            assertThat(threshold(harness, "b")).isEqualTo(AT_FIRST);
        }
    }

    /** As in a savepoint from before there were notes: the time of silence begins when it is first looked for. */
    @ParameterizedTest
    @EnumSource
    void whatHasNoNoteOfItsLastUseGetsOne(Backend backend) throws Exception {
        try (JudgeHarness harness = JudgeHarness.open(backend, ROLLING)) {
            // At the time 0 a note says nothing.
            learn(harness, "a", "b");
            harness.flink.setProcessingTime(NOW);
            assertThat(harness.judge.series()).isEqualTo(2);
            harness.flink.setProcessingTime(NOW + 4 * HOUR);
            learn(harness, "b");
            harness.flink.setProcessingTime(NOW + FORGOTTEN * HOUR);
            assertThat(harness.judge.series()).isOne();
            assertThat(threshold(harness, "b")).isLessThan(AT_FIRST);
        }
    }

    @Test
    void onlyTheModelsThatAreNotUsedAreForgotten() throws Exception {
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
            harness.flink.setProcessingTime(NOW);
            for (int hour = 0; hour <= FORGOTTEN; hour++) {
                harness.flink.setProcessingTime(NOW + hour * HOUR);
                for (int i = 0; i < 20; i++) {
                    harness.process(List.of(JudgeHarness.scored("a", i, 0.01, 7, ROLLING.lowest())));
                    if (hour == 0) {
                        harness.process(List.of(JudgeHarness.scored("a", i, 0.01, 8, ROLLING.lowest())));
                    }
                }
            }
            harness.process(List.of(
                    JudgeHarness.scored("a", 1, 1e6, 7, ROLLING.lowest()),
                    JudgeHarness.scored("a", 2, 1e6, 8, ROLLING.lowest())));
            assertThat(harness.verdicts().get(0).threshold()).isLessThan(AT_FIRST);
            assertThat(harness.verdicts().get(1).threshold()).isEqualTo(AT_FIRST);
            assertThat(harness.judge.series()).isOne();
        }
    }

    @Test
    void checkpointsMayFailForAWhileAndNoLonger() throws Exception {
        long minute = Duration.ofMinutes(1).toMillis();
        try (JudgeHarness harness = JudgeHarness.open(Backend.HEAP, ROLLING)) {
            for (int i = 1; i <= 10; i++) {
                harness.flink.setProcessingTime(i * minute);
                harness.flink.getOperator().notifyCheckpointAborted(i);
            }
            harness.flink.getOperator().notifyCheckpointComplete(11);
            harness.flink.setProcessingTime(20 * minute);
            harness.flink.getOperator().notifyCheckpointAborted(12);
            harness.flink.setProcessingTime(21 * minute);
            assertThatThrownBy(() -> harness.flink.getOperator().notifyCheckpointAborted(13))
                    .isInstanceOf(SuppressRestartsException.class)
                    .hasCauseInstanceOf(IOException.class)
                    .cause()
                    .hasMessage(
                            "no checkpoint was completed for 660 s (checkpoint.tolerate-failures-for), 2 failed: look"
                                    + " at the disk");
        }
    }

    private static void learn(JudgeHarness harness, String... series) throws Exception {
        for (String one : series) {
            for (int i = 0; i < 20; i++) {
                harness.process(List.of(JudgeHarness.scored(one, i, 0.01, ROLLING.lowest())));
            }
        }
    }

    /** The threshold of a series, by a window that exceeds any. */
    private static double threshold(JudgeHarness harness, String series) throws Exception {
        harness.process(List.of(JudgeHarness.scored(series, 1, 1e6, ROLLING.lowest())));
        List<JudgeHarness.Verdict> verdicts = harness.verdicts();
        return verdicts.get(verdicts.size() - 1).threshold();
    }

    /** RocksDB does not count. */
    private static void assertEntries(JudgeHarness harness, Backend backend, int entries) {
        if (backend == Backend.HEAP) {
            assertThat(harness.flink.numKeyedStateEntries()).isEqualTo(entries);
        }
    }
}
