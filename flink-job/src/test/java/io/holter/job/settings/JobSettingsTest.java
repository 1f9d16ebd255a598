// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holter.core.WrongArtefactException;
import io.holter.core.threshold.ErrorProfile;
import io.holter.core.threshold.FixedThreshold;
import io.holter.core.threshold.PolicySettings;
import io.holter.core.threshold.RollingThreshold;
import io.holter.job.kafka.Delivery;
import io.holter.job.kafka.KafkaSettings;
import io.holter.job.settings.JobSettings.BatchSettings;
import io.holter.job.settings.JobSettings.CheckpointSettings;
import io.holter.job.settings.JobSettings.ModelSettings;
import io.holter.job.settings.JobSettings.WindowSettings;
import io.holter.model.OperationRules;
import io.holter.wire.StartBounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSettingsTest {

    private static final Map<String, String> MINIMAL =
            Map.of("kafka.bootstrap.servers", "localhost:9092", "model", "/models/ecg");

    @TempDir
    private Path folder;

    @Test
    void whatIsNotSetHasItsDefault() {
        JobSettings settings = JobSettings.of(MINIMAL, "test");
        assertThat(settings.kafka())
                .isEqualTo(new KafkaSettings(
                        Map.of("bootstrap.servers", "localhost:9092", "group.id", "holter"),
                        "holter.windows",
                        "holter.alerts",
                        "holter.rejects",
                        KafkaSettings.Start.COMMITTED,
                        false));
        assertThat(settings.model())
                .isEqualTo(new ModelSettings(
                        Path.of("/models/ecg"),
                        OperationRules.USUAL,
                        new WindowSettings(
                                List.of(), new StartBounds(Instant.parse("2000-01-01T00:00:00Z"), Duration.ofDays(1))),
                        new BatchSettings(1024, 4 << 20, Duration.ofMillis(10)),
                        1));
        assertThat(settings.threshold()).isEqualTo(PolicySettings.Rolling.DEFAULT);
        assertThat(settings.checkpoints())
                .isEqualTo(new CheckpointSettings(
                        Duration.ofSeconds(10), null, Duration.ofMinutes(10), 10, Duration.ofDays(30)));
        assertThat(settings.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(settings.flink()).isEmpty();
    }

    @Test
    void everySettingIsReadFromAFile() throws IOException {
        Path file = write(
                """
                # comments, spaces and UTF-8 as in any properties file
                kafka.bootstrap.servers = one:9092,two:9092
                kafka.group.id = stätion-7
                kafka.security.protocol=SSL
                model = models/ecg
                topics.windows = w
                topics.alerts = a
                topics.rejects = r
                source.start = latest
                source.stop-at-end = true
                source.schemas = old.avsc;new.avsc
                source.earliest-start = 1975-02-03
                source.max-ahead = 100000 d
                parallelism = 3
                batch.size = 64
                batch.max-bytes = 1000000
                batch.linger = 2 ms
                threshold.policy = fixed
                threshold.k = 3.5
                threshold.half-life = 50
                threshold.floor = 0.5
                threshold.level-shift-after = 0
                threshold.fixed = 1.25
                series.expire-after = 7 d
                checkpoint.interval = 1 min
                checkpoint.directory = file:///var/holter
                checkpoint.tolerate-failures-for = 5 min
                restart.attempts = 3
                delivery = exactly-once
                flink.taskmanager.numberOfTaskSlots = 4
                """);
        JobSettings settings = JobSettings.read(file, Map.of());
        assertThat(settings)
                .isEqualTo(new JobSettings(
                        new KafkaSettings(
                                Map.of(
                                        "bootstrap.servers", "one:9092,two:9092",
                                        "group.id", "stätion-7",
                                        "security.protocol", "SSL"),
                                "w",
                                "a",
                                "r",
                                KafkaSettings.Start.LATEST,
                                true),
                        null,
                        new ModelSettings(
                                Path.of("models/ecg"),
                                OperationRules.USUAL,
                                new WindowSettings(
                                        List.of(Path.of("old.avsc"), Path.of("new.avsc")),
                                        new StartBounds(
                                                Instant.parse("1975-02-03T00:00:00Z"), Duration.ofDays(100_000))),
                                new BatchSettings(64, 1_000_000, Duration.ofMillis(2)),
                                3),
                        new PolicySettings.Fixed(1.25),
                        new CheckpointSettings(
                                Duration.ofMinutes(1),
                                "file:///var/holter",
                                Duration.ofMinutes(5),
                                3,
                                Duration.ofDays(7)),
                        Delivery.EXACTLY_ONCE,
                        Map.of("taskmanager.numberOfTaskSlots", "4")));
    }

    @Test
    void overridesTakeThePlaceOfTheFile() throws IOException {
        Path file = write("model = one\nkafka.bootstrap.servers = b:1\nbatch.size = 7\n");
        JobSettings settings = JobSettings.read(file, Map.of("model", "two", "threshold.k", "5"));
        assertThat(settings.model().directory()).isEqualTo(Path.of("two"));
        assertThat(settings.model().batch().size()).isEqualTo(7);
        assertThat(settings.threshold()).isEqualTo(new PolicySettings.Rolling(5, 100, 0.97, 2.5, 300));
    }

    @ParameterizedTest
    @CsvSource({
        "treshold.k, threshold.k",
        "batchsize, batch.size",
        "topic.alerts, topics.alerts",
        "Model, model",
        "checkpoint.intervall, checkpoint.interval",
    })
    void aKeyThatIsNotKnownNamesTheNearest(String key, String nearest) throws IOException {
        Path file = write("model = m\nkafka.bootstrap.servers = b:1\n" + key + " = 1\n");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> JobSettings.read(file, Map.of()))
                .withMessage(
                        "%s: %s: expected a known setting such as the nearest, %s, found an unknown one",
                        file, key, nearest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch.size | many | a value such as 1024",
                "batch.size | 0 | 1 to 65536",
                "batch.size | 65537 | 1 to 65536",
                "batch.linger | soon | a value such as 10 ms",
                "parallelism | 0 | 1 or more",
                "parallelism | 1.5 | a value such as 1",
                "threshold.policy | mad | one of rolling, fixed",
                "threshold.k | 0 | above 0",
                "threshold.k | NaN | above 0",
                "threshold.half-life | -1 | above 0",
                "threshold.floor | 1.1 | a share between 0 and 1",
                "threshold.ceiling | 0.5 | 0, or 1 or more",
                "threshold.floor | NaN | a share between 0 and 1",
                "threshold.level-shift-after | -1 | 0 or more",
                "threshold.fixed | 0 | above 0",
                "threshold.fixed | Infinity | above 0",
                "threshold.fixed | high | a number",
                "source.start | yesterday | one of committed, earliest, latest",
                "source.stop-at-end | perhaps | a value such as false",
                "batch.max-bytes | 0 | 1 or more",
                "source.earliest-start | yesterday | a time such as 2000-01-01T00:00:00Z",
                "source.earliest-start | 2000-13-01 | a time such as 2000-01-01T00:00:00Z",
                "source.max-ahead | -1 s | a value such as 1 d",
                "series.expire-after | never | a value such as 30 d",
                "checkpoint.tolerate-failures-for | long | a value such as 10 min",
                "restart.attempts | -1 | 0 or more",
                "checkpoint.interval | often | a value such as 10 s",
                "delivery | at-most-once | one of at-least-once, exactly-once",
            })
    void aWrongValueNamesFileKeyExpectedAndFound(String key, String value, String expected) throws IOException {
        Path file = write("model = m\nkafka.bootstrap.servers = b:1\n" + key + " = " + value + "\n");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> JobSettings.read(file, Map.of()))
                .withMessage("%s: %s: expected %s, found '%s'", file, key, expected, value);
    }

    @ParameterizedTest
    @CsvSource({"model", "kafka.bootstrap.servers"})
    void whatHasNoDefaultMustBeSet(String key) {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.remove(key);
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> JobSettings.of(settings, "job.properties"))
                .withMessageStartingWith("job.properties: " + key + ": expected a value: ")
                .withMessageEndingWith(", found none");
        settings.put(key, "");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> JobSettings.of(settings, "job.properties"))
                .withMessageStartingWith("job.properties: " + key + ": expected a value: ");
    }

    @Test
    void exactlyOnceNeedsCheckpoints() {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.put("delivery", "exactly-once");
        settings.put("checkpoint.interval", "0");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> JobSettings.of(settings, "test"))
                .withMessage("test: checkpoint.interval: expected above 0, since exactly-once delivery commits at"
                        + " checkpoints, found 0");
    }

    /** A transaction that is open for longer than its timeout is lost, whatever becomes of its checkpoint. */
    @Test
    void exactlyOnceToleratesFailuresForNoLongerThanATransaction() {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.put("delivery", "exactly-once");
        settings.put("checkpoint.interval", "1 min");
        settings.put("checkpoint.tolerate-failures-for", "1 h");
        assertThat(JobSettings.of(settings, "test").checkpoints().tolerance()).isEqualTo(Duration.ofMinutes(13));
        settings.put("kafka.transaction.timeout.ms", "300000");
        assertThat(JobSettings.of(settings, "test").checkpoints().tolerance()).isEqualTo(Duration.ofMinutes(3));
        settings.put("checkpoint.interval", "3 min");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> JobSettings.of(settings, "test"))
                .withMessage("test: checkpoint.interval: expected at most half of kafka.transaction.timeout.ms, after"
                        + " which exactly-once delivery loses alerts, found 3 min");
        settings.put("delivery", "at-least-once");
        assertThat(JobSettings.of(settings, "test").checkpoints().tolerance()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void restartsComeToAnEnd() {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        assertThat(JobSettings.of(settings, "test").flinkConfiguration().toMap())
                .containsEntry("restart-strategy.type", "exponential-delay")
                .containsEntry("restart-strategy.exponential-delay.attempts-before-reset-backoff", "10");
        settings.put("restart.attempts", "0");
        assertThat(JobSettings.of(settings, "test").flinkConfiguration().toMap())
                .containsEntry("restart-strategy.type", "none");
        settings.put("flink.restart-strategy.type", "fixed-delay");
        assertThat(JobSettings.of(settings, "test").flinkConfiguration().toMap())
                .containsEntry("restart-strategy.type", "fixed-delay");
    }

    @Test
    void aFileThatIsNoneSaysSo() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> JobSettings.read(folder.resolve("missing.properties"), Map.of()));
        Path file = write("model = \\u00zz\n");
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> JobSettings.read(file, Map.of()))
                .withMessageStartingWith(file + ": expected lines of key = value, found ");
        Path latin = folder.resolve("latin.properties");
        Files.write(latin, "model = caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> JobSettings.read(latin, Map.of()))
                .withMessage(latin + ": expected lines of key = value in UTF-8, found other bytes");
    }

    @Test
    void flinkGetsItsCheckpointsAndTheUsersOwnKeys() {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.put("checkpoint.interval", "3 s");
        settings.put("checkpoint.directory", "file:///var/holter");
        settings.put("parallelism", "2");
        settings.put("flink.pipeline.object-reuse", "false");
        settings.put("flink.state.backend.type", "rocksdb");
        assertThat(JobSettings.of(settings, "test").flinkConfiguration().toMap())
                .containsEntry("execution.checkpointing.interval", "3000 ms")
                .containsEntry("execution.checkpointing.mode", "EXACTLY_ONCE")
                .containsEntry("execution.checkpointing.dir", "file:///var/holter")
                .containsEntry("parallelism.default", "2")
                .containsEntry("pipeline.generic-types", "false")
                .containsEntry("pipeline.object-reuse", "false")
                .containsEntry("state.backend.type", "rocksdb")
                .noneSatisfy((key, value) -> assertThat(key).startsWith("flink."));
    }

    @Test
    void withoutCheckpointsFlinkTakesNone() {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.put("checkpoint.interval", "0");
        assertThat(JobSettings.of(settings, "test").flinkConfiguration().toMap())
                .noneSatisfy((key, value) -> assertThat(key).startsWith("execution.checkpointing."));
    }

    @Test
    void policiesStartFromTheCard() {
        ErrorProfile profile = ErrorProfile.of(new double[] {1, 2, 3, 4, 5});
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.put("threshold.floor", "0.5");
        assertThat(JobSettings.of(settings, "test").threshold().policyFor(profile, 9))
                .usingRecursiveComparison()
                .isEqualTo(new RollingThreshold(profile, 7, 100, new RollingThreshold.Range(3, 22.5), 300));
        settings.put("threshold.policy", "fixed");
        assertThat(JobSettings.of(settings, "test").threshold().policyFor(profile, 9))
                .isEqualTo(new FixedThreshold(9));
        settings.put("threshold.fixed", "2.5");
        assertThat(JobSettings.of(settings, "test").threshold().policyFor(profile, 9))
                .isEqualTo(new FixedThreshold(2.5));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("job.properties"), text);
    }

    /** Whoever logs settings, or shows them in a message, must not give away what opens a broker. */
    @Test
    void secretsAreNotPrinted() {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.put("kafka.sasl.jaas.config", "org.apache.kafka.Plain required password=\"hush\";");
        settings.put("kafka.ssl.keystore.password", "hush");
        settings.put("kafka.ssl.keystore.key", "hush");
        settings.put("flink.s3.secret-key", "hush");
        JobSettings read = JobSettings.of(settings, "test");
        assertThat(read.toString())
                .contains("sasl.jaas.config", "s3.secret-key")
                .doesNotContain("hush");
        assertThat(read.kafka().toString()).doesNotContain("hush");
        assertThat(read.kafka().client()).containsEntry("ssl.keystore.password", "hush");
    }
}
