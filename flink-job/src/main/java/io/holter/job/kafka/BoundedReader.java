// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads partitions to their ends, and commits how far it has read at every completed checkpoint, the last one too: the
 * task waits for that. A partition that is read to its end stays in the state, with nothing left to read: its end is
 * committed again by whoever starts from that state, in case this process died before it was.
 *
 * @param <T> what is read
 */
@SuppressWarnings("try") // that close() may throw anything is how Flink declares it
final class BoundedReader<T> implements SourceReader<T, KafkaPartitionSplit> {

    private static final System.Logger LOG = System.getLogger(BoundedReader.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SourceReader<T, KafkaPartitionSplit> reader;
    private final Properties client;
    private final Map<String, KafkaPartitionSplit> assigned = new HashMap<>();
    private final NavigableMap<Long, Map<TopicPartition, OffsetAndMetadata>> toCommit = new TreeMap<>();
    private KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param reader what reads; closed with this one
     * @param client properties of Kafka's clients, with {@code bootstrap.servers} and {@code group.id}
     */
    BoundedReader(SourceReader<T, KafkaPartitionSplit> reader, Properties client) {
        this.reader = reader;
        this.client = client;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        return reader.pollNext(output);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return reader.isAvailable();
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        List<KafkaPartitionSplit> bounded = splits.stream().map(this::bounded).toList();
        bounded.forEach(split -> assigned.put(split.splitId(), split));
        reader.addSplits(bounded);
    }

    /** Splits of a job that was not to stop have no end in its state; theirs is the one of now. */
    private KafkaPartitionSplit bounded(KafkaPartitionSplit split) {
        if (split.getStoppingOffset().isPresent()) {
            return split;
        }
        TopicPartition partition = split.getTopicPartition();
        long end = consumer().endOffsets(List.of(partition)).get(partition);
        return new KafkaPartitionSplit(partition, split.getStartingOffset(), end);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        reader.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        Map<String, KafkaPartitionSplit> splits = new HashMap<>();
        assigned.forEach((id, split) -> splits.put(id, atItsEnd(split)));
        reader.snapshotState(checkpoint).forEach(split -> splits.put(split.splitId(), split));
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (KafkaPartitionSplit split : splits.values()) {
            // Below 0 stands where to begin, as long as that was not looked up.
            if (split.getStartingOffset() >= 0) {
                positions.put(split.getTopicPartition(), new OffsetAndMetadata(split.getStartingOffset()));
            }
        }
        toCommit.put(checkpoint, positions);
        return new ArrayList<>(splits.values());
    }

    private static KafkaPartitionSplit atItsEnd(KafkaPartitionSplit split) {
        long end = split.getStoppingOffset().orElseThrow();
        // What began beyond its end, after records were deleted, stays there.
        return new KafkaPartitionSplit(split.getTopicPartition(), Math.max(end, split.getStartingOffset()), end);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        reader.notifyCheckpointComplete(checkpoint);
        Map<TopicPartition, OffsetAndMetadata> positions = toCommit.get(checkpoint);
        toCommit.headMap(checkpoint, true).clear();
        if (positions != null && !positions.isEmpty()) {
            commit(positions);
        }
    }

    /** A failure ends no job: what was read is judged all the same, and only a run without state would read it again. */
    private void commit(Map<TopicPartition, OffsetAndMetadata> positions) {
        try {
            consumer().commitSync(positions, PATIENCE);
        } catch (KafkaException e) {
            LOG.log(System.Logger.Level.WARNING, "the group's offsets cannot be committed: " + e.getMessage());
        }
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        reader.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void close() throws Exception {
        try {
            reader.close();
        } finally {
            if (consumer != null) {
                consumer.close();
            }
        }
    }
}
