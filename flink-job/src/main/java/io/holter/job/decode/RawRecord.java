// SPDX-License-Identifier: Apache-2.0
package io.holter.job.decode;

import io.holter.schemas.Origin;

/**
 * A record as it lies in Kafka.
 *
 * @param topic name of the topic
 * @param partition partition of the topic
 * @param offset offset in the partition
 * @param key bytes of the key, null where the record has none
 * @param value bytes of the value, null where the record has none
 */
public record RawRecord(String topic, int partition, long offset, byte[] key, byte[] value) {

    /** Where this record lies. */
    public Origin origin() {
        return new Origin(topic, partition, offset);
    }
}
