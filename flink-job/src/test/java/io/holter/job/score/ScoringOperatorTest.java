// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import static io.holter.job.Swings.ALARMING;
import static io.holter.job.Swings.QUIET;
import static io.holter.job.Swings.decoded;
import static io.holter.job.Swings.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.job.Swings;
import io.holter.job.model.ModelSource;
import io.holter.model.MeanModel;
import io.holter.model.OperationRules;
import io.holter.schemas.ModelCard;
import io.holter.wire.DecodedWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringOperatorTest {

    private static final ModelSource SOURCE = new ModelSource("m", "h", OperationRules.USUAL);

    private static final Duration LINGER = Duration.ofMillis(10);

    @TempDir
    private static Path model;

    private static ModelCard card;

    @BeforeAll
    static void writeModel() throws Exception {
        card = MeanModel.write(model, Swings.SHAPE);
    }

    @Test
    void aFullBatchIsFlushedInOrder() throws Exception {
        try (ScoringHarness harness = open(3)) {
            harness.process(decoded("a", 0, QUIET), decoded("b", 1, ALARMING));
            assertThat(harness.output()).isEmpty();
            harness.process(decoded("a", 2, 2));
            assertThat(harness.output())
                    .extracting(ScoredWindow::series, ScoredWindow::startMillis, ScoredWindow::score)
                    .containsExactly(
                            tuple("a", 0, error(QUIET)), tuple("b", 1, error(ALARMING)), tuple("a", 2, error(2)));
            harness.process(decoded("c", 3, QUIET));
            assertThat(harness.output()).hasSize(3);
        }
    }

    @Test
    void aBatchOfOneWaitsForNobody() throws Exception {
        try (ScoringHarness harness = open(1)) {
            harness.process(decoded("a", 0, QUIET));
            assertThat(harness.output()).hasSize(1);
            assertThat(harness.flink.getProcessingTimeService().getNumActiveTimers())
                    .isZero();
        }
    }

    @Test
    void aLonelyWindowWaitsNoLongerThanTheLinger() throws Exception {
        try (ScoringHarness harness = open(100)) {
            harness.flink.setProcessingTime(1000);
            harness.process(decoded("a", 0, QUIET));
            harness.flink.setProcessingTime(1005);
            harness.process(decoded("b", 1, QUIET));
            harness.flink.setProcessingTime(1009);
            assertThat(harness.output()).isEmpty();
            harness.flink.setProcessingTime(1010);
            assertThat(harness.output()).extracting(ScoredWindow::series).containsExactly("a", "b");
        }
    }

    @Test
    void theTimerOfABatchThatIsGoneDoesNotCutTheNextOneShort() throws Exception {
        try (ScoringHarness harness = open(2)) {
            harness.flink.setProcessingTime(1000);
            harness.process(decoded("a", 0, QUIET), decoded("a", 1, QUIET));
            harness.flink.setProcessingTime(1006);
            harness.process(decoded("a", 2, QUIET));
            harness.flink.setProcessingTime(1010);
            assertThat(harness.output()).hasSize(2);
            harness.flink.setProcessingTime(1016);
            assertThat(harness.output()).hasSize(3);
        }
    }

    @Test
    void aTimerThatFindsNothingLeavesRoomForTheNext() throws Exception {
        try (ScoringHarness harness = open(2)) {
            harness.flink.setProcessingTime(1000);
            harness.process(decoded("a", 0, QUIET), decoded("a", 1, QUIET));
            harness.flink.setProcessingTime(1010);
            harness.flink.setProcessingTime(2000);
            harness.process(decoded("a", 2, QUIET));
            harness.flink.setProcessingTime(2010);
            assertThat(harness.output()).hasSize(3);
        }
    }

    @Test
    void noWatermarkOvertakesAWindow() throws Exception {
        try (ScoringHarness harness = open(100)) {
            harness.process(decoded("a", 0, QUIET), decoded("b", 1, QUIET));
            harness.flink.processWatermark(77);
            harness.process(decoded("c", 2, QUIET));
            assertThat(harness.flink.getOutput()).hasSize(3).last().isEqualTo(new Watermark(77));
            assertThat(harness.output()).hasSize(2);
        }
    }

    @Test
    void theEndOfTheInputFlushes() throws Exception {
        try (ScoringHarness harness = open(100)) {
            harness.process(decoded("a", 0, QUIET));
            harness.flink.endInput();
            harness.flink.getOperator().finish();
            assertThat(harness.output()).hasSize(1);
        }
    }

    @Test
    void aBarrierFindsTheBufferEmpty() throws Exception {
        try (ScoringHarness harness = open(100)) {
            harness.process(decoded("a", 0, QUIET));
            harness.flink.prepareSnapshotPreBarrier(1);
            assertThat(harness.output()).hasSize(1);
            harness.flink.prepareSnapshotPreBarrier(2);
            assertThat(harness.output()).hasSize(1);
        }
    }

    @Test
    void evidenceComesOnlyWithErrorsAboveTheBound() throws Exception {
        try (ScoringHarness harness = open(5)) {
            DecodedWindow striking = decoded("b", 1, ALARMING);
            DecodedWindow alsoStriking = decoded("d", 3, 8);
            // An amplitude of 2 has the error 1, which is the bound itself.
            harness.process(decoded("a", 0, QUIET), striking, decoded("c", 2, 2), alsoStriking, decoded("e", 4, QUIET));
            List<ScoredWindow> output = harness.output();
            assertThat(output).extracting(w -> w.evidence() != null).containsExactly(false, true, false, true, false);
            assertEvidence(output.get(1).evidence(), striking, error(ALARMING));
            assertEvidence(output.get(3).evidence(), alsoStriking, error(8));
        }
    }

    @Test
    void errorsThatCannotBeComputedAreInfiniteAndBringEvidence() throws Exception {
        try (ScoringHarness harness = open(2)) {
            harness.process(decoded("a", 0, 1e38f), decoded("a", 1, QUIET));
            assertThat(harness.output().get(0).score()).isInfinite().isPositive();
            assertThat(harness.output().get(0).evidence()).isNotNull();
            assertThat(harness.output().get(1).score()).isEqualTo(error(QUIET));
        }
    }

    @Test
    void everyWindowHasItsOwnErrorWhateverTheBatch() throws Exception {
        Random random = new Random(1);
        float[] amplitudes = new float[1000];
        for (int i = 0; i < amplitudes.length; i++) {
            amplitudes[i] = random.nextInt(1, 64) / 8f;
        }
        for (int batchSize : new int[] {1, 7, 64, 1024}) {
            try (ScoringHarness harness = open(batchSize)) {
                for (int i = 0; i < amplitudes.length; i++) {
                    harness.process(decoded("s" + i % 3, i, amplitudes[i]));
                }
                harness.flink.getOperator().finish();
                List<ScoredWindow> output = harness.output();
                assertThat(output).hasSize(amplitudes.length);
                for (int i = 0; i < amplitudes.length; i++) {
                    assertThat(output.get(i).startMillis()).isEqualTo(Swings.START_MILLIS + i * 1000L);
                    assertThat(output.get(i).series()).isEqualTo("s" + i % 3);
                    // Single precision carries 7 digits.
                    double error = error(amplitudes[i]);
                    assertThat(output.get(i).score()).isCloseTo(error, within(error * 1e-5));
                    assertThat(output.get(i).evidence() != null)
                            .isEqualTo(output.get(i).score() > ScoringHarness.BOUND);
                }
            }
        }
    }

    @Test
    void aBatchNeedsRoomForOne() {
        assertThatThrownBy(() -> new Scoring(SOURCE, 0, 1, LINGER, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scoring(SOURCE, 1, 0, LINGER, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scoring(SOURCE, 1, 1, LINGER.negated(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A batch of large windows would otherwise take more memory than there is, again after every restart. */
    @Test
    void aBatchIsBoundedByBytesToo() throws Exception {
        int bytes = Swings.SHAPE.size() * Float.BYTES;
        for (int batchBytes : new int[] {1, bytes, 2 * bytes - 1, 3 * bytes, 3 * bytes + 1}) {
            Scoring scoring = new Scoring(
                    new ModelSource(model.toString(), card.getSavedModelSha256(), OperationRules.USUAL),
                    1024,
                    batchBytes,
                    LINGER,
                    ScoringHarness.BOUND);
            int batch = Math.max(1, batchBytes / bytes);
            try (ScoringHarness harness = new ScoringHarness(scoring).open()) {
                for (int i = 0; i < batch; i++) {
                    assertThat(harness.output()).isEmpty();
                    harness.process(decoded("a", i, QUIET));
                }
                assertThat(harness.output()).hasSize(batch);
            }
        }
        Scoring large = new Scoring(SOURCE, 1024, 4 << 20, LINGER, 1);
        assertThat(large.batchOf(new WindowShape(170_000, 1))).isEqualTo(6);
        assertThat(large.batchOf(new WindowShape(1 << 30, 1))).isOne();
        assertThat(large.batchOf(new WindowShape(140, 1))).isEqualTo(1024);
    }

    @Test
    void recordsWithTimestampsAreScoredToo() throws Exception {
        try (ScoringHarness harness = open(1)) {
            harness.flink.processElement(new StreamRecord<>(decoded("a", 0, QUIET), 5));
            assertThat(harness.output()).hasSize(1);
        }
    }

    private static void assertEvidence(Evidence evidence, DecodedWindow window, double error) {
        float[] mean = new float[Swings.SHAPE.size()];
        Arrays.fill(mean, Swings.MEAN);
        assertThat(evidence.sampleRate()).isEqualTo(window.sampleRate());
        assertThat(evidence.observed()).containsExactly(window.values());
        assertThat(evidence.expected()).containsExactly(mean);
        assertThat(evidence.channelErrors()).containsExactly((float) error, (float) error);
        assertThat(evidence.tags()).isEqualTo(window.tags());
        assertThat(evidence.origin()).isEqualTo(window.origin());
    }

    private static org.assertj.core.groups.Tuple tuple(String series, long offset, double score) {
        return org.assertj.core.groups.Tuple.tuple(series, Swings.START_MILLIS + offset * 1000, score);
    }

    private static ScoringHarness open(int batchSize) throws Exception {
        return new ScoringHarness(ScoringHarness.scoring(model, card, batchSize, LINGER)).open();
    }
}
