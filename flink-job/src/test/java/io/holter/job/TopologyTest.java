// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.job.decode.RawRecord;
import io.holter.job.settings.JobSettings;
import io.holter.model.MeanModel;
import io.holter.model.ModelDirectory;
import io.holter.schemas.Alert;
import io.holter.schemas.ModelCard;
import io.holter.schemas.Reject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole flow on a small Flink cluster: what goes in comes out, each record in one place. */
class TopologyTest {

    private static final int RECORDS = 1000;

    private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    @TempDir
    private Path model;

    private ModelCard card;

    private final RecordingSink<Alert> alerts = new RecordingSink<>();
    private final RecordingSink<Reject> rejects = new RecordingSink<>();

    @BeforeEach
    void writeModel() throws Exception {
        card = MeanModel.write(model, Swings.SHAPE);
    }

    @Test
    void everyRecordIsAccountedFor() throws Exception {
        run(TestSettings.of(model, "parallelism", "2", "batch.size", "16"));

        Map<Long, Alert> alertsByOffset =
                byOffset(alerts.arrived(), alert -> alert.getOrigin().getOffset());
        assertThat(alertsByOffset.keySet()).containsExactlyElementsOf(Traffic.alarming(RECORDS));
        alertsByOffset.forEach(this::assertAlert);
        Map<Long, Reject> rejectsByOffset =
                byOffset(rejects.arrived(), reject -> reject.getOrigin().getOffset());
        assertThat(rejectsByOffset.keySet()).containsExactlyElementsOf(Traffic.corrupt(RECORDS));
        rejectsByOffset.forEach(TopologyTest::assertReject);
        assertThat(countedByReason()).isEqualTo(Traffic.reasons(RECORDS));
    }

    @Test
    void theFixedPolicyAlarmsAboveTheCardsThreshold() throws Exception {
        run(TestSettings.of(model, "threshold.policy", "fixed"));
        assertThat(alerts.arrived()).hasSize(Traffic.alarming(RECORDS).size());
        assertThat(alerts.arrived()).allSatisfy(alert -> {
            assertThat(alert.getThreshold()).isEqualTo(MeanModel.THRESHOLD);
            assertThat(alert.getRatio()).isEqualTo(Swings.error(Swings.ALARMING) / MeanModel.THRESHOLD);
            assertThat(alert.getPolicy()).isEqualTo("fixed(threshold=" + MeanModel.THRESHOLD + ")");
        });
    }

    @Test
    void whatTheJobDoesCanBeMeasured() throws Exception {
        JobExecutionResult result = run(TestSettings.of(model, "batch.size", "100", "batch.linger", "1 h"));
        long corrupt = Traffic.corrupt(RECORDS).size();
        long scored = RECORDS - corrupt;
        Map<String, Metric> metrics = metrics(result.getJobID());

        assertThat(count(metrics, "decode", "rejected")).isEqualTo(corrupt);
        Traffic.reasons(RECORDS)
                .forEach((reason, count) -> assertThat(count(metrics, "decode", "reason." + reason + ".rejected"))
                        .isEqualTo(count));
        assertThat(count(metrics, "decode", "reason.MISSING_SERIES.rejected")).isZero();
        assertThat(count(metrics, "score", "windowsScored")).isEqualTo(scored);
        assertThat(count(metrics, "judge", "windowsJudged")).isEqualTo(scored);
        assertThat(count(metrics, "judge", "alerts"))
                .isEqualTo(Traffic.alarming(RECORDS).size());

        assertThat(count(metrics, "judge", "regimeShifts")).isZero();
        assertThat(count(metrics, "judge", "failedCheckpoints")).isZero();
        assertThat(((Gauge<?>) metric(metrics, "judge", "series")).getValue()).isEqualTo((long) Traffic.SERIES);

        Histogram batches = (Histogram) metric(metrics, "score", "batchSize");
        assertThat(batches.getStatistics().getMax()).isEqualTo(100);
        Histogram micros = (Histogram) metric(metrics, "score", "inferenceMicros");
        assertThat(micros.getCount()).isEqualTo(batches.getCount());
        assertThat(micros.getStatistics().getMax()).isPositive();
        String info = "model_name.%s.model_version.%s.model_hash.%s.model_info"
                .formatted(card.getName(), card.getVersion(), card.getSavedModelSha256());
        assertThat(((Gauge<?>) metric(metrics, "score", info)).getValue()).isEqualTo(1);
    }

    @Test
    void aNewLevelIsCountedAndItsWindowAlerted() throws Exception {
        // One alarm more than quiet windows is a level already: every alarm shifts.
        JobExecutionResult result =
                run(TestSettings.of(model, "threshold.level-shift-after", "1", "threshold.ceiling", "0"));
        Map<String, Metric> metrics = metrics(result.getJobID());
        assertThat(alerts.arrived()).isNotEmpty();
        assertThat(count(metrics, "judge", "regimeShifts"))
                .isEqualTo(count(metrics, "judge", "alerts"))
                .isEqualTo(alerts.arrived().size());
    }

    @Test
    void aModelThatBreaksBetweenSubmissionAndStartEndsTheJob() throws Exception {
        JobSettings settings = TestSettings.of(model);
        StreamExecutionEnvironment environment = environment(settings);
        connect(Topology.build(records(environment), settings));
        Files.write(model.resolve(ModelDirectory.SAVED_MODEL), new byte[] {1});
        assertThatThrownBy(environment::execute)
                .hasRootCauseInstanceOf(WrongArtefactException.class)
                .rootCause()
                .hasMessageStartingWith(model + ": expected the SavedModel that the card was written for, SHA-256 ");
    }

    private JobExecutionResult run(JobSettings settings) throws Exception {
        StreamExecutionEnvironment environment = environment(settings);
        connect(Topology.build(records(environment), settings));
        return environment.execute();
    }

    private static StreamExecutionEnvironment environment(JobSettings settings) {
        return StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
    }

    /** A series keeps its order, as in a partition of Kafka. */
    private static DataStream<RawRecord> records(StreamExecutionEnvironment environment) {
        return environment
                .fromData(Traffic.upTo(RECORDS))
                .keyBy(record -> new String(record.key(), StandardCharsets.UTF_8));
    }

    private void connect(Topology topology) {
        topology.alerts().sinkTo(alerts);
        topology.rejects().sinkTo(rejects);
    }

    private void assertAlert(long offset, Alert alert) {
        assertThat(alert.getSeries()).isEqualTo("s" + offset % Traffic.SERIES);
        assertThat(alert.getStart().toEpochMilli()).isEqualTo(Swings.START_MILLIS + offset * 1000);
        assertThat(alert.getEnd()).isEqualTo(alert.getStart().plusMillis(32));
        assertThat(alert.getScore()).isEqualTo(Swings.error(Swings.ALARMING));
        assertThat(alert.getThreshold()).isBetween(0.25, 1.0);
        assertThat(alert.getChannelShares()).containsExactly(0.5f, 0.5f);
        assertThat(alert.getExpected()).hasSize(Swings.SHAPE.size()).containsOnly(Swings.MEAN);
        assertThat(alert.getModelHash()).isEqualTo(card.getSavedModelSha256());
        assertThat(alert.getOrigin().getTopic()).isEqualTo("holter.windows");
        assertThat(alert.getTags()).containsEntry("ward", "3b");
    }

    private static void assertReject(long offset, Reject reject) {
        RawRecord record = Traffic.at(offset);
        assertThat(reject.getKey()).isEqualTo(ByteBuffer.wrap(record.key()));
        assertThat(reject.getBytes()).isEqualTo(ByteBuffer.wrap(record.value()));
        assertThat(reject.getDetail()).startsWith("expected ");
        assertThat(reject.getOrigin()).isEqualTo(record.origin());
    }

    private Map<Object, Long> countedByReason() {
        return rejects.arrived().stream()
                .collect(Collectors.groupingBy(Reject::getReason, TreeMap::new, Collectors.counting()));
    }

    /** Fails where two have the same offset. */
    private static <T> Map<Long, T> byOffset(Collection<T> arrived, Function<T, Long> offset) {
        return arrived.stream()
                .collect(Collectors.toMap(
                        offset,
                        one -> one,
                        (one, other) -> {
                            throw new AssertionError("twice: " + one + " and " + other);
                        },
                        TreeMap::new));
    }

    /** By operator, subtask and name, as in judge.0.alerts. */
    private static Map<String, Metric> metrics(JobID job) {
        Map<String, Metric> metrics = new TreeMap<>();
        REPORTER.getMetricsByGroup().forEach((group, byName) -> {
            Map<String, String> variables = group.getAllVariables();
            if (job.toString().equals(variables.get("<job_id>")) && variables.containsKey("<operator_name>")) {
                byName.forEach((name, metric) -> metrics.put(group.getMetricIdentifier(name), metric));
            }
        });
        return metrics;
    }

    private static long count(Map<String, Metric> metrics, String operator, String name) {
        return ((Counter) metric(metrics, operator, name)).getCount();
    }

    private static Metric metric(Map<String, Metric> metrics, String operator, String name) {
        String end = "." + operator + ".0." + name;
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().endsWith(end))
                .map(Map.Entry::getValue)
                .reduce((one, other) -> {
                    throw new AssertionError("more than one " + end);
                })
                .orElseThrow(() -> new AssertionError("no " + end + " in " + metrics.keySet()));
    }
}
