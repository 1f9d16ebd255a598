// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Where in Kafka to read and write.
 *
 * @param client properties of Kafka's clients, among them {@code bootstrap.servers} and {@code group.id}
 * @param inputTopic topic to read windows or samples from
 * @param alertsTopic topic to write alerts to
 * @param rejectsTopic topic to write rejects to
 * @param start where to start without a checkpoint
 * @param stopAtEnd whether to stop at what was the end of the topic when the job started
 */
public record KafkaSettings(
        Map<String, String> client,
        String inputTopic,
        String alertsTopic,
        String rejectsTopic,
        Start start,
        boolean stopAtEnd) {

    /** Where to start in the input topic without a checkpoint. */
    public enum Start {
        /** After the last offset that the group committed; at the beginning where it committed none. */
        COMMITTED,
        /** At the beginning. */
        EARLIEST,
        /** After the last record there is. */
        LATEST
    }

    public KafkaSettings {
        client = Map.copyOf(client);
    }

    /** Without the values of the client's properties, passwords among them. */
    @Override
    public String toString() {
        return "KafkaSettings[client=" + new TreeSet<>(client.keySet()) + ", inputTopic=" + inputTopic
                + ", alertsTopic=" + alertsTopic + ", rejectsTopic=" + rejectsTopic + ", start=" + start
                + ", stopAtEnd=" + stopAtEnd + "]";
    }

    /** Addresses of brokers, host:port, separated by commas. */
    public String bootstrap() {
        return client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** Consumer group. */
    public String group() {
        return client.get(ConsumerConfig.GROUP_ID_CONFIG);
    }
}
