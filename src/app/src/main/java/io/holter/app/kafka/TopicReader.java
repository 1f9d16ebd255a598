// SPDX-License-Identifier: Apache-2.0
package io.holter.app.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A reader that follows topics: all partitions that they have when it starts, without a consumer group, so that it
 * disturbs nobody and leaves no trace. For one thread.
 */
public final class TopicReader implements Closeable {

    /** Where to begin. */
    public enum From {
        /** At the oldest record that is kept. */
        EARLIEST,
        /** After the newest record. */
        LATEST
    }

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private Map<TopicPartition, Long> ends = Map.of();

    private TopicReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Takes its place before it returns: records that are sent from then on will be read.
     *
     * @param client properties of Kafka's clients, among them {@code bootstrap.servers}
     * @param topics existing topics
     * @param from where to begin in each
     * @throws IOException if the cluster does not answer or a topic is missing
     */
    public static TopicReader open(Map<String, String> client, List<String> topics, From from)
            throws IOException, InterruptedException {
        Topics.require(client, topics);
        Map<String, Object> properties = new HashMap<>(client);
        // Alerts of transactions that were given up must not be seen.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        TopicReader reader = new TopicReader(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        try {
            reader.takePlace(topics, from);
            return reader;
        } catch (KafkaException e) {
            reader.close();
            throw Topics.failure(client, e);
        }
    }

    private void takePlace(List<String> topics, From from) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        if (from == From.EARLIEST) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        ends = consumer.endOffsets(partitions);
        // Seeking is lazy; asking for the position carries it out.
        partitions.forEach(consumer::position);
    }

    /**
     * The next records, in the order of each partition; none if none came in time.
     *
     * @param atMost how long to wait for the first
     */
    public Iterable<ConsumerRecord<byte[], byte[]>> next(Duration atMost) {
        return consumer.poll(atMost);
    }

    /** Whether all that there was when this took its place has been given. */
    public boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
