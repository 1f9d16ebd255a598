// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import io.holter.core.WrongArtefactException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of a topic, from the oldest that is kept to the newest that there was when the reading began. Reads
 * without a consumer group, so that it disturbs nobody and leaves no trace, and no records of transactions that were
 * given up. For one thread; to be closed.
 */
public final class TopicRecords implements Closeable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final int POLL_RECORDS = 4000;

    private final TopicAddress address;
    private final Map<String, Object> properties;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private Map<TopicPartition, Long> ends = Map.of();
    private final Queue<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

    private TopicRecords(TopicAddress address, Map<String, Object> properties, KafkaConsumer<byte[], byte[]> consumer) {
        this.address = address;
        this.properties = properties;
        this.consumer = consumer;
    }

    /**
     * Seeks to the start of the topic.
     *
     * @throws WrongArtefactException if there is no such topic, or the file of properties is missing
     * @throws IOException if no broker answers, or one refuses
     */
    public static TopicRecords open(TopicAddress address) throws IOException {
        Map<String, Object> properties = properties(address);
        TopicRecords records;
        try {
            records = new TopicRecords(
                    address,
                    properties,
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        } catch (KafkaException e) {
            throw failure(address, properties, e);
        }
        try {
            records.takePlace();
            return records;
        } catch (KafkaException e) {
            records.close();
            throw failure(address, properties, e);
        } catch (RuntimeException e) {
            records.close();
            throw e;
        }
    }

    private static Map<String, Object> properties(TopicAddress address) throws IOException {
        Map<String, Object> properties = new HashMap<>();
        String millis = Long.toString(address.timeout().toMillis());
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(POLL_RECORDS));
        String file = address.files().properties();
        if (file != null) {
            properties.putAll(ClientProperties.read(file));
        }
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address.bootstrap());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Where the oldest records go while this reads, it goes on with those that are left.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return properties;
    }

    private void takePlace() {
        List<PartitionInfo> partitions = consumer.partitionsFor(address.topic());
        if (partitions == null || partitions.isEmpty()) {
            throw new WrongArtefactException(address.name(), "a topic " + address.topic(), "none of that name");
        }
        List<TopicPartition> all = partitions.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        ends = consumer.endOffsets(all);
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /**
     * The next record, in the order of each partition, or null after the last.
     *
     * @throws IOException if none comes in time
     */
    public ConsumerRecord<byte[], byte[]> next() throws IOException {
        try {
            long deadline = System.nanoTime() + address.timeout().toNanos();
            while (fetched.isEmpty() && !isAtEnd()) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(address.bootstrap() + ": no record of " + address.topic() + " within "
                            + address.timeout().toSeconds() + " s");
                }
                take(consumer.poll(POLL).iterator());
            }
            return fetched.poll();
        } catch (KafkaException e) {
            throw failure(address, properties, e);
        }
    }

    private void take(Iterator<ConsumerRecord<byte[], byte[]>> records) {
        while (records.hasNext()) {
            ConsumerRecord<byte[], byte[]> record = records.next();
            if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                fetched.add(record);
            }
        }
    }

    /** Positions also pass what no consumer sees, such as the marks of transactions. */
    private boolean isAtEnd() {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                return false;
            }
        }
        return true;
    }

    private static IOException failure(TopicAddress address, Map<String, Object> properties, KafkaException e) {
        if (e instanceof InterruptException) {
            return (IOException) new InterruptedIOException("interrupted while reading " + address.name()).initCause(e);
        }
        return ClientFailure.of(properties, address.timeout(), e);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
