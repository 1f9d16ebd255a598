// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.job.decode.RawRecord;
import io.holter.job.settings.JobSettings;
import io.holter.job.slice.SliceFunction;
import io.holter.model.MeanModel;
import io.holter.schemas.Alert;
import io.holter.schemas.Reject;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job on rows of metrics in JSON, a sample each; the windows of 8 samples that it cuts swing as {@link Swings} do. */
class SamplesTest {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    private static final int LENGTH = Swings.SHAPE.length();
    private static final List<String> HOSTS = List.of("a", "b", "c");

    @TempDir
    private Path model;

    private final RecordingSink<Alert> alerts = new RecordingSink<>();
    private final RecordingSink<Reject> rejects = new RecordingSink<>();
    private final List<RawRecord> records = new ArrayList<>();

    @BeforeEach
    void writeModel() throws Exception {
        MeanModel.write(model, Swings.SHAPE);
    }

    @Test
    void windowsAreCutScoredAndJudged() throws Exception {
        for (int window = 0; window < 20; window++) {
            for (String host : HOSTS) {
                window(host, window, host.equals("b") && window >= 15 ? Swings.ALARMING : Swings.QUIET);
            }
        }
        add("{\"host\":\"a\",\"ts\":\"yesterday\"}");
        add("not json");
        run(settings());

        assertThat(alerts.arrived()).hasSize(5).allSatisfy(alert -> {
            assertThat(alert.getSeries()).isEqualTo("b");
            assertThat(alert.getScore()).isEqualTo(Swings.error(Swings.ALARMING));
        });
        assertThat(alerts.arrived().stream()
                        .map(alert -> alert.getStart().toEpochMilli())
                        .sorted())
                .containsExactly(start(15), start(16), start(17), start(18), start(19));
        assertThat(rejects.arrived())
                .extracting(Reject::getReason)
                .containsExactlyInAnyOrder(RejectReason.UNDECODABLE, RejectReason.UNDECODABLE);
        assertThat(rejects.arrived().stream().map(Reject::getDetail))
                .anyMatch(detail -> detail.equals("expected a number at /ts, found \"yesterday\""));
    }

    /** Two samples of a window come late, one of the next not at all. */
    @Test
    void whatIsMissingIsFilledAndSaid() throws Exception {
        window("a", 0, Swings.QUIET);
        window("a", 1, Swings.ALARMING);
        window("a", 2, Swings.ALARMING);
        RawRecord late = records.remove(LENGTH + 3);
        records.add(LENGTH + 5, late);
        records.remove(2 * LENGTH + 4);
        run(settings());
        List<Alert> found = alerts.arrived().stream()
                .sorted(Comparator.comparing(Alert::getStart))
                .toList();
        assertThat(found.stream().map(alert -> alert.getStart().toEpochMilli())).containsExactly(start(1), start(2));
        assertThat(found.get(0).getTags()).doesNotContainKey(SliceFunction.FILLED);
        assertThat(found.get(1).getTags()).containsEntry(SliceFunction.FILLED, "1");
    }

    /** Blocks of three samples, of which windows of eight are cut, with the tags of the block that completes them. */
    @Test
    void blocksInAvroNeedNoMapping() throws Exception {
        float[] values = Swings.values(Swings.ALARMING);
        for (int sample = 0; sample < 3 * LENGTH; sample += 3) {
            List<Float> block = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                block.add(values[(2 * sample + i) % values.length]);
            }
            Sample of = new Sample(
                    "a",
                    Instant.ofEpochMilli(Swings.START_MILLIS + 4L * sample),
                    250f,
                    2,
                    block,
                    Map.of("block", String.valueOf(sample)));
            ByteBuffer bytes = of.toByteBuffer();
            records.add(new RawRecord("samples", 0, sample, null, Arrays.copyOf(bytes.array(), bytes.limit())));
        }
        run(TestSettings.of(model, "source.kind", "samples", "slice.stride", "4"));
        assertThat(alerts.arrived().stream()
                        .map(alert -> alert.getStart().toEpochMilli() + " " + alert.getTags())
                        .sorted())
                .containsExactly(
                        Swings.START_MILLIS + " {block=6}",
                        Swings.START_MILLIS + 16 + " {block=9}",
                        Swings.START_MILLIS + 32 + " {block=15}",
                        Swings.START_MILLIS + 48 + " {block=18}",
                        Swings.START_MILLIS + 64 + " {block=21}");
        assertThat(rejects.arrived()).isEmpty();
    }

    @Test
    void aMappingThatDoesNotGoWithTheModelIsRefused() {
        assertThatThrownBy(() -> run(settings("source.channels", "/y,/x,/z")))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith("source.channels: expected the channels of the model in their order, ");
        assertThatThrownBy(() -> run(settings("source.rate", "3")))
                .hasMessage("source.rate: expected that of the model, 250.0 Hz, found 3.0 Hz");
    }

    private JobSettings settings(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "source.kind", "samples",
                "source.series", "/host",
                "source.time", "/ts",
                "source.channels", "/x,/y",
                "parallelism", "1"));
        all.addAll(List.of(more));
        return TestSettings.of(model, all.toArray(String[]::new));
    }

    private void run(JobSettings settings) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        RawRecord[] all =
                records.isEmpty() ? new RawRecord[] {row("a", 0, new float[2], 0)} : records.toArray(RawRecord[]::new);
        Topology topology =
                Topology.build(environment.fromData(RawRecord.class, all).setParallelism(1), settings);
        topology.alerts().sinkTo(alerts);
        topology.rejects().sinkTo(rejects);
        environment.execute();
    }

    private void window(String host, int window, float amplitude) {
        float[] values = Swings.values(amplitude);
        for (int i = 0; i < LENGTH; i++) {
            records.add(row(host, window * LENGTH + i, new float[] {values[2 * i], values[2 * i + 1]}, records.size()));
        }
    }

    private static RawRecord row(String host, int sample, float[] values, long offset) {
        return record(
                String.format(
                        Locale.ROOT,
                        "{\"host\":\"%s\",\"ts\":%d,\"x\":%s,\"y\":%s,\"note\":null}",
                        host,
                        Swings.START_MILLIS + 4L * sample,
                        values[0],
                        values[1]),
                offset);
    }

    private void add(String json) {
        records.add(record(json, records.size()));
    }

    private static RawRecord record(String json, long offset) {
        return new RawRecord("metrics", 0, offset, null, json.getBytes(StandardCharsets.UTF_8));
    }

    private static long start(int window) {
        return Swings.START_MILLIS + 4L * window * LENGTH;
    }
}
