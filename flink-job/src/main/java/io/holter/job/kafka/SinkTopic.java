// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What a topic and its brokers let a producer do. They are asked, so that no record is sent that they refuse: a sink
 * that fails at a record fails there again after every restart. Who may not ask, or asks a broker that does not know
 * the answer, goes by what the producer's properties say.
 *
 * @param client properties of Kafka's clients
 * @param name name of the topic
 * @param delivery how records are written
 */
record SinkTopic(Map<String, String> client, String name, Delivery delivery) {

    private static final int DEFAULT_REQUEST_SIZE = 1024 * 1024;

    private static final String MAX_TRANSACTION_TIMEOUT = "transaction.max.timeout.ms";

    /** Half of what the client would wait: a start against a broker that is away should not take longer. */
    private static final String PATIENCE_MILLIS = "30000";

    /**
     * The limit of a record.
     *
     * @throws WrongArtefactException if it is too small for alerts and rejects, or the brokers do not allow
     *     transactions as long as the producer's
     * @throws IOException if no broker answers
     */
    RecordLimit limit() throws IOException {
        int size = KafkaEdge.number(client, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DEFAULT_REQUEST_SIZE);
        requireRoom("the settings", "kafka." + ProducerConfig.MAX_REQUEST_SIZE_CONFIG, size);
        try (Admin admin = Admin.create(properties())) {
            Map<String, String> topic = config(admin, new ConfigResource(ConfigResource.Type.TOPIC, name));
            String stated = topic.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            int most = stated == null ? size : Integer.parseInt(stated);
            requireRoom("topic " + name, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, most);
            requireBatches(most);
            if (delivery == Delivery.EXACTLY_ONCE) {
                requireTransactions(admin);
            }
            return RecordLimit.ofRecord(Math.min(size, most));
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw new IOException(
                    client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG) + ": topic " + name
                            + " cannot be looked at: " + cause.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while asking for topic " + name).initCause(e);
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return properties;
    }

    private void requireBatches(int most) {
        int batch = KafkaEdge.number(client, ProducerConfig.BATCH_SIZE_CONFIG, KafkaEdge.BATCH_BYTES);
        if (batch > most) {
            throw new WrongArtefactException(
                    "the settings",
                    "kafka." + ProducerConfig.BATCH_SIZE_CONFIG + " of at most " + most + ", which topic " + name
                            + " takes at once",
                    Integer.toString(batch));
        }
    }

    private static void requireRoom(String where, String key, int bytes) {
        if (bytes < RecordLimit.SMALLEST) {
            throw new WrongArtefactException(
                    where,
                    key + " of " + RecordLimit.SMALLEST + " or more, to hold an alert or a reject",
                    Integer.toString(bytes));
        }
    }

    private void requireTransactions(Admin admin) throws ExecutionException, InterruptedException {
        String broker = admin.describeCluster().nodes().get().iterator().next().idString();
        Map<String, String> config = config(admin, new ConfigResource(ConfigResource.Type.BROKER, broker));
        String most = config.get(MAX_TRANSACTION_TIMEOUT);
        long wanted = KafkaEdge.transactionTimeoutMillis(client);
        if (most != null && Long.parseLong(most) < wanted) {
            throw new WrongArtefactException(
                    "the brokers",
                    MAX_TRANSACTION_TIMEOUT + " of " + wanted + " or more, or a lower kafka."
                            + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG + ", for exactly-once delivery",
                    most);
        }
    }

    /** Values by key; none where the brokers do not tell. */
    private static Map<String, String> config(Admin admin, ConfigResource resource)
            throws ExecutionException, InterruptedException {
        try {
            Collection<ConfigEntry> entries = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .entries();
            Map<String, String> values = new HashMap<>();
            entries.forEach(entry -> values.put(entry.name(), entry.value()));
            return values;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            // A topic that is not there yet may come into being with the first record.
            if (cause instanceof AuthorizationException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof UnknownTopicOrPartitionException) {
                return Map.of();
            }
            throw e;
        }
    }
}
