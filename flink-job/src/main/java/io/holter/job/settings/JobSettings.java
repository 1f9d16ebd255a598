// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

import io.holter.core.SettingsFile;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.SliceSettings;
import io.holter.core.threshold.PolicySettings;
import io.holter.job.kafka.Delivery;
import io.holter.job.kafka.KafkaEdge;
import io.holter.job.kafka.KafkaSettings;
import io.holter.model.OperationRules;
import io.holter.wire.FieldMapping;
import io.holter.wire.StartBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;

/**
 * The settings of a job: read once, checked, and the same from then on.
 *
 * @param kafka where to read and write
 * @param samples how windows are cut from samples; null where windows come in
 * @param model model directory and how to score with it
 * @param threshold how to judge
 * @param checkpoints how often to save state, and where
 * @param delivery how often an alert may appear after a failure
 * @param flink Flink's own configuration, without the prefix
 */
public record JobSettings(
        KafkaSettings kafka,
        SampleSettings samples,
        ModelSettings model,
        PolicySettings threshold,
        CheckpointSettings checkpoints,
        Delivery delivery,
        Map<String, String> flink) {

    /**
     * How windows are cut from samples.
     *
     * @param mapping where records of somebody else's making have what a block is made of; null for Holter's own
     * @param slicing how windows are cut
     */
    public record SampleSettings(FieldMapping mapping, SliceSettings slicing) {}

    /**
     * The model and how to score with it.
     *
     * @param directory model directory
     * @param operations which of TensorFlow's operations it may use
     * @param windows what windows are taken
     * @param batch how many are scored together
     * @param parallelism subtasks of every operator, 1 or more
     */
    public record ModelSettings(
            Path directory, OperationRules operations, WindowSettings windows, BatchSettings batch, int parallelism) {}

    /**
     * How many windows are scored together.
     *
     * @param size windows at the most, 1 or more
     * @param bytes bytes of windows at the most, unless one alone has more; 1 or more
     * @param linger how long a window waits for others at the most
     */
    public record BatchSettings(int size, int bytes, Duration linger) {}

    /**
     * What windows are taken.
     *
     * @param schemas Avro schema files of older or newer producers
     * @param starts when a window can have started
     */
    public record WindowSettings(List<Path> schemas, StartBounds starts) {}

    /**
     * When and where state is saved, how long it is kept, and what failures the job survives.
     *
     * @param interval time between checkpoints; zero for none
     * @param directory where they lie; null for what the cluster says
     * @param tolerance how long checkpoints may fail before the job does
     * @param restartAttempts how often the job is started again in a row, 0 or more
     * @param expireAfter how long a series may be silent before it is forgotten; zero for ever
     */
    public record CheckpointSettings(
            Duration interval, String directory, Duration tolerance, int restartAttempts, Duration expireAfter) {}

    public JobSettings {
        flink = Map.copyOf(flink);
    }

    /**
     * Reads a configuration file of {@code key = value} lines (a Java properties file in UTF-8).
     *
     * @param file the file
     * @param overrides settings that take the place of the file's
     * @throws WrongArtefactException if a key is unknown or a value cannot be used
     * @throws IOException if the file cannot be read
     */
    public static JobSettings read(Path file, Map<String, String> overrides) throws IOException {
        Map<String, String> settings = SettingsFile.read(file);
        settings.putAll(overrides);
        return of(settings, file.toString());
    }

    /**
     * Checks settings.
     *
     * @param settings values by key, see {@link JobOptions}
     * @param where what to name in an error, such as the file they come from
     * @throws WrongArtefactException if a key is unknown or a value cannot be used
     */
    public static JobSettings of(Map<String, String> settings, String where) {
        SettingsReader read = new SettingsReader(settings, where);
        read.rejectUnknownKeys();
        read.rejectMisspeltKeys();
        SampleSettings samples = samples(read, settings, where);
        KafkaSettings kafka = new KafkaSettings(
                client(read),
                read.required(samples == null ? JobOptions.WINDOWS : SampleOptions.SAMPLES),
                read.required(JobOptions.ALERTS),
                read.required(JobOptions.REJECTS),
                read.required(JobOptions.START),
                read.required(JobOptions.STOP_AT_END));
        ModelSettings model = new ModelSettings(
                Path.of(read.required(JobOptions.MODEL)),
                operations(read),
                windows(read),
                new BatchSettings(
                        read.checked(JobOptions.BATCH_SIZE, n -> n >= 1 && n <= 1 << 16, "1 to 65536"),
                        read.checked(JobOptions.BATCH_MAX_BYTES, n -> n >= 1, "1 or more"),
                        read.checked(JobOptions.BATCH_LINGER, d -> !d.isNegative(), "0 or more")),
                read.checked(JobOptions.PARALLELISM, n -> n >= 1, "1 or more"));
        CheckpointSettings checkpoints = new CheckpointSettings(
                read.checked(JobOptions.CHECKPOINT_INTERVAL, d -> !d.isNegative(), "0 or more"),
                read.optional(JobOptions.CHECKPOINT_DIRECTORY),
                read.checked(JobOptions.TOLERATE_FAILURES, d -> !d.isNegative(), "0 or more"),
                read.checked(JobOptions.RESTART_ATTEMPTS, n -> n >= 0, "0 or more"),
                read.checked(JobOptions.EXPIRE_AFTER, d -> !d.isNegative(), "0 or more"));
        Delivery delivery = read.required(JobOptions.DELIVERY);
        if (delivery == Delivery.EXACTLY_ONCE) {
            checkpoints = forTransactions(read, kafka, checkpoints);
        }
        return new JobSettings(
                kafka,
                samples,
                model,
                PolicySettings.read(settings, where),
                checkpoints,
                delivery,
                read.withPrefix(JobOptions.FLINK_PREFIX));
    }

    /** Checked either way, since they come into force with the next change of the kind. */
    private static SampleSettings samples(SettingsReader read, Map<String, String> settings, String where) {
        Optional<FieldMapping> mapping = FieldMapping.read(settings, where);
        SliceSettings slicing = SliceSettings.read(settings, where);
        if (read.required(SampleOptions.KIND) == SourceKind.WINDOWS) {
            return null;
        }
        return new SampleSettings(mapping.orElse(null), slicing);
    }

    private static OperationRules operations(SettingsReader read) {
        List<String> names = read.required(JobOptions.ALLOW_OPERATIONS);
        try {
            return OperationRules.admitting(names);
        } catch (IllegalArgumentException e) {
            throw read.wrong(JobOptions.ALLOW_OPERATIONS, "operations that only compute", String.join(", ", names));
        }
    }

    private static WindowSettings windows(SettingsReader read) {
        return new WindowSettings(
                read.required(JobOptions.SCHEMAS).stream().map(Path::of).toList(),
                new StartBounds(
                        read.instant(JobOptions.EARLIEST_START),
                        read.checked(JobOptions.MAX_AHEAD, d -> !d.isNegative(), "0 or more")));
    }

    /** A transaction that is open for longer than its timeout is aborted, and what was written in it is lost. */
    private static CheckpointSettings forTransactions(
            SettingsReader read, KafkaSettings kafka, CheckpointSettings checkpoints) {
        Duration interval = checkpoints.interval();
        if (interval.isZero()) {
            throw read.wrong(
                    JobOptions.CHECKPOINT_INTERVAL, "above 0, since exactly-once delivery commits at checkpoints", "0");
        }
        // A checkpoint that completes at last may be one interval late.
        Duration left = Duration.ofMillis(KafkaEdge.transactionTimeoutMillis(kafka.client()))
                .minus(interval.multipliedBy(2));
        if (left.isNegative()) {
            throw read.wrong(
                    JobOptions.CHECKPOINT_INTERVAL,
                    "at most half of kafka.transaction.timeout.ms, after which exactly-once delivery loses alerts",
                    JobOptions.show(interval));
        }
        Duration tolerance = checkpoints.tolerance();
        return new CheckpointSettings(
                interval,
                checkpoints.directory(),
                tolerance.compareTo(left) < 0 ? tolerance : left,
                checkpoints.restartAttempts(),
                checkpoints.expireAfter());
    }

    private static Map<String, String> client(SettingsReader read) {
        Map<String, String> client = new LinkedHashMap<>(read.withPrefix(JobOptions.KAFKA_PREFIX));
        client.put("bootstrap.servers", read.required(JobOptions.BOOTSTRAP));
        client.put("group.id", read.required(JobOptions.GROUP));
        return client;
    }

    /** Without the values that may be secrets: those of Flink's keys. */
    @Override
    public String toString() {
        return "JobSettings[kafka=" + kafka + ", samples=" + samples + ", model=" + model + ", threshold=" + threshold
                + ", checkpoints=" + checkpoints + ", delivery=" + delivery + ", flink=" + new TreeSet<>(flink.keySet())
                + "]";
    }

    /** What Flink is to be configured with: this job's checkpoints and serializers, then the user's own keys. */
    public Configuration flinkConfiguration() {
        Map<String, String> keys = new LinkedHashMap<>();
        // Records are immutable, so that chained operators may pass them on without copying each.
        keys.put("pipeline.object-reuse", "true");
        // A type that Flink would serialize with Kryo is a mistake: it is slow, and its state cannot change shape.
        keys.put("pipeline.generic-types", "false");
        keys.put("execution.buffer-timeout.interval", "10 ms");
        if (!checkpoints.interval().isZero()) {
            keys.put("execution.checkpointing.interval", checkpoints.interval().toMillis() + " ms");
            keys.put("execution.checkpointing.mode", "EXACTLY_ONCE");
            // The job itself says when they have failed for too long; Flink would start it again, for ever.
            keys.put("execution.checkpointing.tolerable-failed-checkpoints", Integer.toString(Integer.MAX_VALUE));
            keys.putAll(restarts());
        }
        if (checkpoints.directory() != null) {
            keys.put("execution.checkpointing.storage", "filesystem");
            keys.put("execution.checkpointing.dir", checkpoints.directory());
        }
        keys.put("parallelism.default", Integer.toString(model.parallelism()));
        keys.putAll(flink);
        return Configuration.fromMap(keys);
    }

    private Map<String, String> restarts() {
        if (checkpoints.restartAttempts() == 0) {
            return Map.of("restart-strategy.type", "none");
        }
        String prefix = "restart-strategy.exponential-delay.";
        return Map.of(
                "restart-strategy.type",
                "exponential-delay",
                prefix + "initial-backoff",
                "1 s",
                prefix + "backoff-multiplier",
                "2.0",
                prefix + "max-backoff",
                "5 min",
                prefix + "reset-backoff-threshold",
                "10 min",
                prefix + "attempts-before-reset-backoff",
                Integer.toString(checkpoints.restartAttempts()));
    }
}
