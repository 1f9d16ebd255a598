// SPDX-License-Identifier: Apache-2.0
package io.holter.job.decode;

import io.holter.schemas.Origin;

/**
 * A record as it lies in Kafka.
 *
 * @param topic name of the topic
 * @param partition partition of the topic
 * @param offset offset in the partition
 * @param timestampMillis time of the record, milliseconds since 1970; below 0 where it has none
 * @param key bytes of the key, null where the record has none
 * @param value bytes of the value, null where the record has none
 */
public record RawRecord(String topic, int partition, long offset, long timestampMillis, byte[] key, byte[] value) {

    /** A record without a time. */
    public RawRecord(String topic, int partition, long offset, byte[] key, byte[] value) {
        this(topic, partition, offset, -1, key, value);
    }

    /** Where this record lies. */
    public Origin origin() {
        return new Origin(topic, partition, offset);
    }
}
