// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The maker of a sink's records, which fit into its topic. The topic's limit is asked for whenever the sink starts: a
 * limit that is lowered while the job runs costs one restart, and the records are cut to it from then on.
 *
 * @param <T> what is written
 */
final class SinkRecords<T> implements KafkaRecordSerializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private final HashMap<String, String> client;
    private final String topic;
    private final Delivery delivery;
    private final Form<T> form;
    private transient RecordLimit limit;

    /** Makes a record that keeps to a limit. */
    interface Form<T> extends Serializable {
        /** The record of one element. */
        ProducerRecord<byte[], byte[]> record(RecordLimit limit, String topic, T element);
    }

    SinkRecords(SinkTopic topic, Form<T> form) {
        this.client = new HashMap<>(topic.client());
        this.topic = topic.name();
        this.delivery = topic.delivery();
        this.form = form;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) throws IOException {
        if (limit != null) {
            return; // The connector opens twice where it writes in transactions.
        }
        try {
            limit = new SinkTopic(Map.copyOf(client), topic, delivery).limit();
        } catch (WrongArtefactException e) {
            // Flink would start the job again and again, and find the same topic again and again.
            throw new SuppressRestartsException(e);
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T element, KafkaSinkContext context, Long timestamp) {
        return form.record(limit, topic, element);
    }
}
