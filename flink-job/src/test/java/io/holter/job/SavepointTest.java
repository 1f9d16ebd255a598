package io.holter.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.RollingThreshold;
import io.holter.job.settings.JobSettings;
import io.holter.model.MeanModel;
import io.holter.model.ModelDirectory;
import io.holter.schemas.Alert;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What this revision makes of savepoints that were written before it: src/test/resources/savepoints, by {@link
 * SavepointWriter}. Each is of the job after {@value FailingSource#PER_CHECKPOINT} records of {@link Traffic}.
 */
class SavepointTest {

    /** Restored jobs go on where the savepoint ends and stop here. */
    private static final int RECORDS = 600;

    private static final Path SAVEPOINTS = Path.of("src/test/resources/savepoints");

    private static final Path MODEL = SAVEPOINTS.resolve("model");

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(1)
                    .build());

    @Test
    void aSavepointOfThisLayoutOpensWithWhatItKnew() throws Exception {
        Map<Long, Double> restored = thresholds(run(RECORDS, "by-model"));
        assertThat(restored).isEqualTo(afterTheSavepoint(thresholds(run(RECORDS, null))));
        // A job that had forgotten everything would have other thresholds.
        assertThat(restored.entrySet())
                .doesNotContainAnyElementsOf(withoutState().entrySet());
    }

    @Test
    void aSavepointThatDoesNotKnowItsModelIsRefused() {
        assertThatThrownBy(() -> run(RECORDS, "without-model"))
                .rootCause()
                .hasMessageContaining("Cannot map checkpoint/savepoint state for operator")
                .hasMessageContaining("--allowNonRestoredState");
    }

    @Test
    void aSavepointThatDoesNotKnowItsModelOpensWithoutWhatTheJudgeKnew() throws Exception {
        Map<Long, Double> restored =
                thresholds(run(RECORDS, "without-model", "flink.execution.state-recovery.ignore-unclaimed-state", "true"));
        // The source goes on where it was, and every series starts from the card.
        assertThat(restored).isEqualTo(withoutState());
    }

    /** The thresholds of a job that goes on after the savepoint's last record and knows nothing of those before. */
    private static Map<Long, Double> withoutState() throws Exception {
        RollingThreshold policy = (RollingThreshold) SavepointWriter.settings(MODEL)
                .threshold()
                .policyFor(ModelDirectory.profile(ModelDirectory.readCard(MODEL)), MeanModel.THRESHOLD);
        Map<String, RollingThreshold.State> states = new HashMap<>();
        Map<Long, Double> thresholds = new TreeMap<>();
        for (long offset = FailingSource.PER_CHECKPOINT; offset < RECORDS; offset++) {
            if (!Traffic.isCorrupt(offset)) {
                double score = Swings.error(Traffic.isAlarming(offset) ? Swings.ALARMING : Swings.QUIET);
                String series = "s" + offset % Traffic.SERIES;
                Judgement<RollingThreshold.State> judgement =
                        policy.judge(states.getOrDefault(series, policy.start()), Swings.START_MILLIS, score);
                states.put(series, judgement.state());
                if (judgement.verdict().alerted()) {
                    thresholds.put(offset, judgement.threshold());
                }
            }
        }
        return thresholds;
    }

    private static Map<Long, Double> afterTheSavepoint(TreeMap<Long, Double> thresholds) {
        return thresholds.tailMap((long) FailingSource.PER_CHECKPOINT);
    }

    /** By offset. */
    private static TreeMap<Long, Double> thresholds(Collection<Alert> alerts) {
        return alerts.stream()
                .collect(Collectors.toMap(
                        alert -> alert.getOrigin().getOffset(),
                        Alert::getThreshold,
                        (one, other) -> {
                            throw new AssertionError("two alerts on one record");
                        },
                        TreeMap::new));
    }

    /** Runs the job to the end of the records, from a savepoint or, where that is null, from the start. */
    private static Collection<Alert> run(int records, String savepoint, String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(more));
        if (savepoint != null) {
            settings.add("flink.execution.state-recovery.path");
            settings.add(SAVEPOINTS.resolve(savepoint).toAbsolutePath().toUri().toString());
        }
        settings.addAll(List.of("checkpoint.interval", "20 ms"));
        JobSettings job = SavepointWriter.settings(MODEL, settings.toArray(new String[0]));
        RecordingSink<Alert> alerts = new RecordingSink<>();
        SavepointWriter.build(new FailingSource(records, -1), job, alerts).execute();
        return alerts.arrived();
    }
}
