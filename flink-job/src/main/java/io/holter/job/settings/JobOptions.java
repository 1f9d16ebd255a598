// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.holter.core.threshold.PolicySettings;
import io.holter.job.kafka.Delivery;
import io.holter.job.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/**
 * Every setting of the job. Besides these, {@code kafka.<property>} sets a property of Kafka's clients and {@code
 * flink.<key>} one of Flink's configuration.
 */
public final class JobOptions {

    /** Prefix of properties that are handed to Kafka's clients. */
    static final String KAFKA_PREFIX = "kafka.";

    /** Prefix of keys that are handed to Flink. */
    static final String FLINK_PREFIX = "flink.";

    static final ConfigOption<String> BOOTSTRAP = key("kafka.bootstrap.servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Addresses of Kafka brokers, for example broker-1:9092,broker-2:9092.");

    static final ConfigOption<String> GROUP = key("kafka.group.id")
            .stringType()
            .defaultValue("holter")
            .withDescription("Consumer group whose committed offsets show how far the job has read. With exactly-once"
                    + " delivery it is also the prefix of the transactional ids, so it must differ between jobs.");

    static final ConfigOption<String> MODEL = key("model")
            .stringType()
            .noDefaultValue()
            .withDescription("Model directory, under the same path on every machine of the cluster.");

    static final ConfigOption<List<String>> ALLOW_OPERATIONS = key("model.allow-operations")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription(
                    "TensorFlow operations that the model may use besides the usual ones, for models that others"
                            + " exported. What touches files, processes or the network cannot be allowed.");

    static final ConfigOption<String> WINDOWS = key("topics.windows")
            .stringType()
            .defaultValue("holter.windows")
            .withDescription("Topic to read windows from.");

    static final ConfigOption<String> ALERTS =
            key("topics.alerts").stringType().defaultValue("holter.alerts").withDescription("Topic for alerts.");

    static final ConfigOption<String> REJECTS = key("topics.rejects")
            .stringType()
            .defaultValue("holter.rejects")
            .withDescription("Topic for records that cannot be used.");

    static final ConfigOption<KafkaSettings.Start> START = key("source.start")
            .enumType(KafkaSettings.Start.class)
            .defaultValue(KafkaSettings.Start.COMMITTED)
            .withDescription(
                    "Where to start without a checkpoint: committed (after the group's last offset, else at the"
                            + " beginning), earliest or latest.");

    static final ConfigOption<Boolean> STOP_AT_END = key("source.stop-at-end")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether to finish at the end that the topic had when the job started, for example to"
                    + " judge a recording.");

    static final ConfigOption<List<String>> SCHEMAS = key("source.schemas")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription(
                    "Avro schema files of older or newer producers, separated by semicolons, or with samples of"
                            + " records of any making. This build's own schemas are always known.");

    /** Start of the earliest windows that are not rejected. */
    public static final ConfigOption<String> EARLIEST_START = key("source.earliest-start")
            .stringType()
            .defaultValue("2000-01-01T00:00:00Z")
            .withDescription("Windows that start before this are rejected: their times are most likely not in"
                    + " milliseconds. Lower it to replay older measurements.");

    /** How far ahead of now windows may start that are not rejected. */
    public static final ConfigOption<Duration> MAX_AHEAD = key("source.max-ahead")
            .durationType()
            .defaultValue(Duration.ofDays(1))
            .withDescription("Windows that start later than this after now are rejected, for the same reason. Raise it"
                    + " for measurements that are dated into the future, for example 100000 d.");

    static final ConfigOption<Integer> PARALLELISM = key("parallelism")
            .intType()
            .defaultValue(1)
            .withDescription("Subtasks of every operator. One subtask scores some hundred thousand windows of 140"
                    + " samples per second. The topic needs at least as many partitions.");

    static final ConfigOption<Integer> BATCH_SIZE = key("batch.size")
            .intType()
            .defaultValue(1024)
            .withDescription("Maximum number of windows scored in one batch. A batch of 1 costs over a hundred times"
                    + " as much per window; beyond 1024 there is little to gain.");

    static final ConfigOption<Integer> BATCH_MAX_BYTES = key("batch.max-bytes")
            .intType()
            .defaultValue(4 << 20)
            .withDescription("Maximum size of a batch in bytes, 4 for each value; one window is always taken. Bounds"
                    + " the memory for windows of more than 1,024 values, which come in smaller batches.");

    static final ConfigOption<Duration> BATCH_LINGER = key("batch.linger")
            .durationType()
            .defaultValue(Duration.ofMillis(10))
            .withDescription("How long a window may wait for its batch to fill, for example 10 ms. This is the added"
                    + " latency when few windows arrive.");

    static final ConfigOption<String> POLICY = key(PolicySettings.POLICY)
            .stringType()
            .defaultValue(PolicySettings.Rolling.NAME)
            .withDescription("rolling: mean + k standard deviations of the recent normal errors of each series,"
                    + " starting from the model's card. fixed: threshold.fixed for every series.");

    static final ConfigOption<Double> K = key(PolicySettings.Rolling.K)
            .doubleType()
            .defaultValue(PolicySettings.Rolling.DEFAULT.k())
            .withDescription("rolling: standard deviations above the mean. Errors have heavy tails: with fewer,"
                    + " normal windows alarm by the hundred.");

    static final ConfigOption<Double> HALF_LIFE = key(PolicySettings.Rolling.HALF_LIFE)
            .doubleType()
            .defaultValue(PolicySettings.Rolling.DEFAULT.halfLife())
            .withDescription("rolling: number of windows of a series after which an error has half its weight. 100"
                    + " heartbeats are about 80 seconds.");

    static final ConfigOption<Double> FLOOR = key(PolicySettings.Rolling.FLOOR)
            .doubleType()
            .defaultValue(PolicySettings.Rolling.DEFAULT.floor())
            .withDescription("rolling: lower bound of the threshold, as the share of the model's normal windows at or"
                    + " below it, however quiet the series. Only windows above the floor carry what an alert"
                    + " shows, so a lower floor costs throughput.");

    static final ConfigOption<Double> CEILING = key(PolicySettings.Rolling.CEILING)
            .doubleType()
            .defaultValue(PolicySettings.Rolling.DEFAULT.ceiling())
            .withDescription(
                    "rolling: upper bound of the threshold, as a multiple of the threshold on the model's card:"
                            + " what the model calls abnormal by more alarms, however long it lasts. Raise it where the normal"
                            + " windows of a series are far from those of the training. 0: none.");

    static final ConfigOption<Integer> LEVEL_SHIFT_AFTER = key(PolicySettings.Rolling.LEVEL_SHIFT_AFTER)
            .intType()
            .defaultValue(PolicySettings.Rolling.DEFAULT.levelShiftAfter())
            .withDescription(
                    "rolling: once a series has had this many more alarms than normal windows, all at about"
                            + " one level that lies below the ceiling with its spread, that level becomes its new normal. 0: never.");

    static final ConfigOption<Double> FIXED = key(PolicySettings.Fixed.THRESHOLD)
            .doubleType()
            .noDefaultValue()
            .withDescription("fixed: the threshold, in the units of the score. Default: the threshold on the model's"
                    + " card.");

    static final ConfigOption<Duration> EXPIRE_AFTER = key("series.expire-after")
            .durationType()
            .defaultValue(Duration.ofDays(30))
            .withDescription("A series that has had no window for this long is forgotten, at the latest a quarter of"
                    + " this time later, and starts from the model's card when it comes back. 0: never.");

    static final ConfigOption<Duration> CHECKPOINT_INTERVAL = key("checkpoint.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("Time between checkpoints. With exactly-once delivery this is also how long an alert"
                    + " stays invisible. 0: no checkpoints; after a failure windows may be lost or judged twice.");

    static final ConfigOption<String> CHECKPOINT_DIRECTORY = key("checkpoint.directory")
            .stringType()
            .noDefaultValue()
            .withDescription("Where checkpoints are stored, for example file:///var/holter or s3://bucket/holter."
                    + " Default: the cluster's configuration, or else the job manager's memory.");

    static final ConfigOption<Duration> TOLERATE_FAILURES = key("checkpoint.tolerate-failures-for")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("How long checkpoints may fail, for example because a disk is full, before the job fails"
                    + " for good. With exactly-once delivery at most what kafka.transaction.timeout.ms, 15"
                    + " minutes by default, leaves after two intervals.");

    static final ConfigOption<Integer> RESTART_ATTEMPTS = key("restart.attempts")
            .intType()
            .defaultValue(10)
            .withDescription("How often a failed job is started again before it fails for good, with pauses that grow"
                    + " from 1 s to 5 min: 10 take some 15 minutes. 10 minutes without a failure start the count"
                    + " anew. Needs checkpoints.");

    static final ConfigOption<Delivery> DELIVERY = key("delivery")
            .enumType(Delivery.class)
            .defaultValue(Delivery.AT_LEAST_ONCE)
            .withDescription("at-least-once: alerts are visible at once, and after a failure some come twice with the"
                    + " same id. exactly-once: alerts are written in Kafka transactions and become visible at"
                    + " the next checkpoint.");

    private static final List<ConfigOption<?>> OF_EVERY_JOB = List.of(
            BOOTSTRAP,
            GROUP,
            MODEL,
            ALLOW_OPERATIONS,
            WINDOWS,
            ALERTS,
            REJECTS,
            START,
            STOP_AT_END,
            SCHEMAS,
            EARLIEST_START,
            MAX_AHEAD,
            PARALLELISM,
            BATCH_SIZE,
            BATCH_MAX_BYTES,
            BATCH_LINGER,
            POLICY,
            K,
            HALF_LIFE,
            FLOOR,
            CEILING,
            LEVEL_SHIFT_AFTER,
            FIXED,
            EXPIRE_AFTER,
            CHECKPOINT_INTERVAL,
            CHECKPOINT_DIRECTORY,
            TOLERATE_FAILURES,
            RESTART_ATTEMPTS,
            DELIVERY);

    private JobOptions() {}

    /** All options, in the order of the flow; last those of a job that cuts windows from samples. */
    public static List<ConfigOption<?>> all() {
        return Stream.concat(OF_EVERY_JOB.stream(), SampleOptions.ALL.stream()).toList();
    }

    /** What an option is for, in plain text. */
    public static String describe(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }

    /** A value as it is written in a configuration file. */
    public static String show(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return value instanceof Duration duration ? TimeUtils.formatWithHighestUnit(duration) : String.valueOf(value);
    }
}
