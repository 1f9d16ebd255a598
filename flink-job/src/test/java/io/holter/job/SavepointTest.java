// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.threshold.PolicySettings;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.job.settings.JobSettings;
import io.holter.model.ModelDirectory;
import io.holter.schemas.Alert;
import io.holter.schemas.ModelCard;
import io.holter.schemas.Reject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What opens a savepoint. Each was written by {@link SavepointFixture} at the revision that its folder names, after
 * {@link FailingSource#PER_CHECKPOINT} records.
 */
class SavepointTest {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(1)
                    .build());

    private static final Path FROZEN = Path.of("src/test/resources/savepoints");
    private static final Path MODEL = FROZEN.resolve("model");

    /** From this version on: the job goes on as if it had never stopped. */
    @Test
    void aSavepointOpensWithAllThatItKnew() throws Exception {
        Map<Long, Alert> undisturbed = alerts(null);
        undisturbed.keySet().removeIf(offset -> offset < FailingSource.PER_CHECKPOINT);
        Map<Long, Alert> restored = alerts("robust-thresholds");
        assertThat(restored).hasSizeGreaterThan(10);
        assertThat(restored.keySet()).isEqualTo(undisturbed.keySet());
        restored.forEach((offset, alert) -> {
            assertThat(alert.getId()).isEqualTo(undisturbed.get(offset).getId());
            assertThat(alert.getThreshold()).isEqualTo(undisturbed.get(offset).getThreshold());
        });
    }

    /** Of before thresholds had a robust start and a ceiling: each goes on from the mean and variance that it had. */
    @Test
    void aSavepointOfOtherStartsOpensWithTheThresholdsThatItHad() throws Exception {
        Map<Long, Alert> restored = alerts("thresholds-by-model");
        assertThat(restored.keySet()).isNotEmpty().allMatch(offset -> offset >= FailingSource.PER_CHECKPOINT);
        long first = restored.keySet().iterator().next();
        assertThat(restored.get(first).getThreshold())
                .isNotCloseTo(threshold(policy(), FailingSource.PER_CHECKPOINT, first), within(1e-6))
                .isNotCloseTo(threshold(policy(), 0, first), within(1e-6));
    }

    /** Before it: the job goes on where it stopped reading, and every series starts from the model's card again. */
    @Test
    void aSavepointOfThresholdsWithoutModelOpensAtItsOffsetsAndStartsTheThresholdsAnew() throws Exception {
        Map<Long, Alert> restored = alerts("924a4c6");
        assertThat(restored.keySet()).isNotEmpty().allMatch(offset -> offset >= FailingSource.PER_CHECKPOINT);
        long first = restored.keySet().iterator().next();
        double anew = threshold(policy(), FailingSource.PER_CHECKPOINT, first);
        assertThat(restored.get(first).getThreshold()).isCloseTo(anew, within(1e-6));
        assertThat(anew).as("had it gone on").isNotCloseTo(threshold(policy(), 0, first), within(1e-6));
    }

    private static ThresholdPolicy<?> policy() throws IOException {
        ModelCard card = ModelDirectory.readCard(MODEL);
        PolicySettings settings = SavepointFixture.settings(MODEL).threshold();
        return settings.policyFor(ModelDirectory.profile(card), card.getThreshold());
    }

    /** The threshold of the record at an offset, where the windows of its series are known from another offset on. */
    private static <S> double threshold(ThresholdPolicy<S> policy, long from, long offset) {
        S state = policy.start();
        for (long at = from; at < offset; at++) {
            if (at % Traffic.SERIES == offset % Traffic.SERIES && !Traffic.isCorrupt(at)) {
                float amplitude = Traffic.isAlarming(at) ? Swings.ALARMING : Swings.QUIET;
                state = policy.judge(state, 0, Swings.error(amplitude)).state();
            }
        }
        return policy.judge(state, 0, Swings.error(Swings.ALARMING)).threshold();
    }

    /** By offset, of a run to the end of the traffic. */
    private static Map<Long, Alert> alerts(String savepoint) throws Exception {
        List<String> more = new ArrayList<>(List.of("flink.restart-strategy.type", "none"));
        if (savepoint != null) {
            more.add("flink.execution.state-recovery.path");
            more.add(FROZEN.resolve(savepoint).toAbsolutePath().toUri().toString());
        }
        // Checkpoints, which let the source go on.
        more.addAll(List.of("checkpoint.interval", "20 ms"));
        JobSettings settings = SavepointFixture.settings(MODEL, more.toArray(new String[0]));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        FailingSource source = new FailingSource(SavepointFixture.RECORDS, -1);
        RecordingSink<Alert> alerts = new RecordingSink<>();
        Topology topology = Topology.build(source.records(environment), settings);
        topology.alerts().sinkTo(alerts);
        topology.rejects().sinkTo(new RecordingSink<Reject>());
        environment.execute();
        Map<Long, Alert> byOffset = new TreeMap<>();
        alerts.arrived().forEach(alert -> byOffset.put(alert.getOrigin().getOffset(), alert));
        return byOffset;
    }
}
