// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * Tells readers whose partitions came from a checkpoint that there are no more. Kafka's own enumerator tells them only
 * when it has discovered partitions; after a restore it discovers none, and a bounded job would never finish. It is not
 * started: partitions that came into being since the job began are none of those that it was to read.
 *
 * @param enumerator Kafka's own, with all partitions assigned
 * @param context where readers are told
 */
record RestoredEnumerator(
        SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator,
        SplitEnumeratorContext<KafkaPartitionSplit> context)
        implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {

    @Override
    public void start() {
        // nothing to discover
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        enumerator.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
        enumerator.addSplitsBack(splits, subtask);
    }

    @Override
    public void addReader(int subtask) {
        enumerator.addReader(subtask);
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
        return enumerator.snapshotState(checkpoint);
    }

    @Override
    public void close() throws IOException {
        enumerator.close();
    }
}
