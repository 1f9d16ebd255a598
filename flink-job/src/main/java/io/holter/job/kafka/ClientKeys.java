// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The keys of properties that the job's clients know: Kafka's, and those of Flink's connector. */
public final class ClientKeys {

    private static final Set<String> CONNECTORS = Set.of(
            "partition.discovery.interval.ms",
            "client.id.prefix",
            "commit.offsets.on.checkpoint",
            "register.consumer.metrics",
            "register.producer.metrics");

    private ClientKeys() {}

    /** All of them. */
    public static Set<String> known() {
        Set<String> known = new TreeSet<>(CONNECTORS);
        known.addAll(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        return known;
    }
}
