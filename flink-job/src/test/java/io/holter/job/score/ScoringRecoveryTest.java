// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.job.Swings;
import io.holter.model.MeanModel;
import io.holter.schemas.ModelCard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkpoint while the buffer is half full, a failure, a restore: what was given out before the barrier, and what the
 * source replays from the barrier on, are together every window once and in order.
 */
class ScoringRecoveryTest {

    private static final int WINDOWS = 200;

    @TempDir
    private static Path model;

    private static ModelCard card;

    @BeforeAll
    static void writeModel() throws Exception {
        card = MeanModel.write(model, Swings.SHAPE);
    }

    @Test
    void nothingIsLostOrDoubledOverACheckpoint() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < 30; round++) {
            int batchSize = 1 + random.nextInt(40);
            int barrier = random.nextInt(WINDOWS);
            int failure = barrier + random.nextInt(WINDOWS - barrier);
            assertThat(starts(batchSize, barrier, failure))
                    .as("batch %d, barrier after %d, failure after %d", batchSize, barrier, failure)
                    .containsExactlyElementsOf(
                            LongStream.range(0, WINDOWS).boxed().toList());
        }
    }

    private static List<Long> starts(int batchSize, int barrier, int failure) throws Exception {
        Scoring scoring = ScoringHarness.scoring(model, card, batchSize, Duration.ofHours(1));
        List<Long> starts = new ArrayList<>();
        OperatorSubtaskState state;
        ScoringHarness failing = new ScoringHarness(scoring).open();
        for (int i = 0; i < barrier; i++) {
            failing.process(Swings.decoded("s" + i % 3, i, 1));
        }
        failing.flink.prepareSnapshotPreBarrier(1);
        // What is out by now has passed the barrier's channel before the barrier; the rest of the run is undone.
        starts.addAll(offsets(failing));
        state = failing.flink.snapshot(1, 1);
        assertThat(state.hasState()).isFalse();
        for (int i = barrier; i < failure; i++) {
            failing.process(Swings.decoded("s" + i % 3, i, 1));
        }
        // A failing task is closed without having finished.
        failing.close();

        try (ScoringHarness restored = new ScoringHarness(scoring).restore(state)) {
            for (int i = barrier; i < WINDOWS; i++) {
                restored.process(Swings.decoded("s" + i % 3, i, 1));
            }
            restored.flink.getOperator().finish();
            starts.addAll(offsets(restored));
        }
        return starts;
    }

    private static List<Long> offsets(ScoringHarness harness) {
        return harness.output().stream()
                .map(window -> (window.startMillis() - Swings.START_MILLIS) / 1000)
                .toList();
    }
}
