// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.kafka.Topics;
import io.holter.job.Traffic;
import io.holter.job.decode.RawRecord;
import io.holter.job.settings.JobSettings;
import io.holter.schemas.Alert;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Origin;
import io.holter.schemas.Reject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * A job's topics on a broker, what has been produced into them, and what must come of every record: an alert, a reject
 * or, for a quiet window, nothing.
 */
final class KafkaScenario {

    private static final int PARTITIONS = 3;
    static final Duration PATIENCE = Duration.ofMinutes(2);

    static {
        GeneratedClasses.trust();
    }

    private final Map<String, String> client;
    private final String id = UUID.randomUUID().toString();
    private final String windows = "windows-" + id;
    private final String alerts = "alerts-" + id;
    private final String rejects = "rejects-" + id;
    private final Set<Origin> mustAlarm = new HashSet<>();
    private final Map<Origin, RawRecord> mustBeRejected = new HashMap<>();
    private int produced;

    /** Creates the topics. */
    KafkaScenario(String bootstrap) throws IOException, InterruptedException {
        client = Map.of("bootstrap.servers", bootstrap);
        Topics.create(client, List.of(windows, alerts, rejects), PARTITIONS);
    }

    /** Settings of a job on these topics, by key; with some of the test's own: key, value, key, value. */
    Map<String, String> settings(Path model, String... keysAndValues) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap.servers", client.get("bootstrap.servers"));
        settings.put("kafka.group.id", "holter-" + id);
        settings.put("topics.windows", windows);
        settings.put("topics.alerts", alerts);
        settings.put("topics.rejects", rejects);
        settings.put("model", model.toString());
        // The linger is long enough for the buffer to be half full at most barriers.
        settings.put("batch.size", "16");
        settings.put("batch.linger", "100 ms");
        settings.put("checkpoint.interval", "500 ms");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }

    /** Name of the topic with the windows. */
    String windows() {
        return windows;
    }

    /** Deletes that topic, and creates another of its name. */
    void recreateWindows() throws Exception {
        try (Admin admin = Admin.create(Map.copyOf(client))) {
            admin.deleteTopics(List.of(windows)).all().get();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(windows));
        }
        Topics.create(client, List.of(windows), PARTITIONS);
    }

    /** How many records lie behind the committed offsets of the job's group. */
    long lag() throws Exception {
        try (Admin admin = Admin.create(Map.copyOf(client))) {
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.put(new TopicPartition(windows, partition), OffsetSpec.latest());
            }
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("holter-" + id)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (var end : admin.listOffsets(partitions).all().get().entrySet()) {
                OffsetAndMetadata read = committed.get(end.getKey());
                lag += end.getValue().offset() - (read == null ? 0 : read.offset());
            }
            return lag;
        }
    }

    /** {@link #settings}, checked. */
    JobSettings job(Path model, String... keysAndValues) {
        return JobSettings.of(settings(model, keysAndValues), "test");
    }

    /** Produces the next records; when it returns, they are in the topic. */
    void produce(int count) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = produced; i < produced + count; i++) {
                RawRecord record = Traffic.at(i);
                sent.add(producer.send(new ProducerRecord<>(windows, record.key(), record.value())));
            }
            for (Future<RecordMetadata> place : sent) {
                Origin origin = origin(place.get());
                if (Traffic.isAlarming(produced)) {
                    mustAlarm.add(origin);
                } else if (Traffic.isCorrupt(produced)) {
                    mustBeRejected.put(origin, Traffic.at(produced));
                }
                produced++;
            }
        }
    }

    /** Produces a record of these bytes, of which nobody keeps account, and tells where it lies. */
    Origin send(byte[] value) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            return origin(producer.send(new ProducerRecord<>(windows, value)).get());
        }
    }

    /** Sets the limit of a record in the topics that the job writes to; when it returns, the broker knows it. */
    void limitRecords(int bytes) throws InterruptedException, ExecutionException {
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        List<ConfigResource> topics = List.of(topic(alerts), topic(rejects));
        try (Admin admin = Admin.create(Map.copyOf(client))) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            topics.forEach(topic -> changes.put(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))));
            admin.incrementalAlterConfigs(changes).all().get();
            Awaitility.await().atMost(PATIENCE).until(() -> admin.describeConfigs(topics).all().get().values().stream()
                    .allMatch(config -> config.get(limit.name()).value().equals(limit.value())));
        }
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    /** Name of the topic for alerts. */
    String alerts() {
        return alerts;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(Map.copyOf(client), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Origin origin(RecordMetadata at) {
        return new Origin(at.topic(), at.partition(), at.offset());
    }

    /** Waits until each record that must alarm has, and each that must be rejected has been. */
    void awaitAll() {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            assertThat(missing(mustAlarm, alertsByOrigin()))
                    .as("without an alert")
                    .isEmpty();
            assertThat(missing(mustBeRejected.keySet(), rejectsByOrigin()))
                    .as("without a reject")
                    .isEmpty();
        });
    }

    /** Checks that what must come came, whole, and nothing else. */
    void assertAccountedFor() {
        Map<Origin, List<Alert>> alerted = alertsByOrigin();
        assertThat(alerted.keySet()).containsExactlyInAnyOrderElementsOf(mustAlarm);
        Set<String> ids = new HashSet<>();
        alerted.forEach((origin, same) -> {
            assertThat(same)
                    .extracting(Alert::getId)
                    .as("ids of %s", origin)
                    .containsOnly(same.get(0).getId());
            assertThat(ids.add(same.get(0).getId())).isTrue();
        });
        Map<Origin, List<Reject>> rejected = rejectsByOrigin();
        assertThat(rejected.keySet()).containsExactlyInAnyOrderElementsOf(mustBeRejected.keySet());
        rejected.forEach((origin, same) -> assertThat(same).allSatisfy(reject -> {
            RawRecord record = mustBeRejected.get(origin);
            assertThat(reject.getKey()).isEqualTo(ByteBuffer.wrap(record.key()));
            assertThat(reject.getBytes()).isEqualTo(ByteBuffer.wrap(record.value()));
        }));
    }

    /** Checks that nothing came twice. */
    void assertNothingTwice() {
        assertThat(alertsByOrigin().values()).allMatch(same -> same.size() == 1);
        assertThat(rejectsByOrigin().values()).allMatch(same -> same.size() == 1);
    }

    /** The alerts there are, by the record that each is about. */
    Map<Origin, List<Alert>> alertsByOrigin() {
        Map<Origin, List<Alert>> byOrigin = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicContents.committed(client, alerts)) {
            Alert alert = decode(() -> Alert.getDecoder().decode(record.value()));
            byOrigin.computeIfAbsent(alert.getOrigin(), origin -> new ArrayList<>())
                    .add(alert);
        }
        return byOrigin;
    }

    /** The rejects there are, by the record that each is about. */
    Map<Origin, List<Reject>> rejectsByOrigin() {
        Map<Origin, List<Reject>> byOrigin = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicContents.committed(client, rejects)) {
            Reject reject = decode(() -> Reject.getDecoder().decode(record.value()));
            byOrigin.computeIfAbsent(reject.getOrigin(), origin -> new ArrayList<>())
                    .add(reject);
        }
        return byOrigin;
    }

    private static Set<Origin> missing(Set<Origin> expected, Map<Origin, ?> found) {
        Set<Origin> missing = new HashSet<>(expected);
        missing.removeAll(found.keySet());
        return missing;
    }

    private interface Decoding<T> {
        T decode() throws IOException;
    }

    private static <T> T decode(Decoding<T> decoding) {
        try {
            return decoding.decode();
        } catch (IOException e) {
            throw new AssertionError("the job wrote what cannot be read", e);
        }
    }
}
