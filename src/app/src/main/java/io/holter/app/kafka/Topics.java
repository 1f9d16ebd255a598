// SPDX-License-Identifier: Apache-2.0
package io.holter.app.kafka;

import io.holter.data.kafka.ClientFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics of a Kafka cluster. */
public final class Topics {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ASK_AGAIN = Duration.ofMillis(20);

    private Topics() {}

    /**
     * Creates topics with as many replicas as the cluster's default; when it returns, each partition takes records. A
     * producer that starts earlier can lose its first batch to a partition that has no leader yet while the next one
     * gets there, and then Kafka refuses the first as out of order until it expires.
     *
     * @param client properties of Kafka's clients, among them {@code bootstrap.servers}
     * @param partitions partitions of each
     * @throws IOException if the cluster does not answer or refuses
     */
    public static void create(Map<String, String> client, Collection<String> names, int partitions)
            throws IOException, InterruptedException {
        try (Admin admin = admin(client)) {
            List<NewTopic> topics = new ArrayList<>();
            for (String name : names) {
                topics.add(new NewTopic(name, partitions, (short) -1));
            }
            admin.createTopics(topics).all().get();
            awaitLeaders(admin, names, partitions);
        } catch (ExecutionException | KafkaException e) {
            throw failure(client, e);
        }
    }

    /**
     * Creates those topics that do not exist.
     *
     * @param client properties of Kafka's clients, among them {@code bootstrap.servers}
     * @param partitions partitions of each that is created
     * @param properties settings of each that is created
     * @return the partitions of those that existed
     * @throws IOException if the cluster does not answer or refuses
     */
    public static Map<String, Integer> createMissing(
            Map<String, String> client, Collection<String> names, int partitions, Map<String, String> properties)
            throws IOException, InterruptedException {
        try (Admin admin = admin(client)) {
            Set<String> existing = new TreeSet<>(names);
            existing.retainAll(admin.listTopics().names().get());
            Map<String, Integer> found = new HashMap<>();
            admin.describeTopics(existing)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> found.put(name, topic.partitions().size()));
            List<String> missing =
                    names.stream().filter(name -> !existing.contains(name)).toList();
            admin.createTopics(missing.stream()
                            .map(name -> new NewTopic(name, partitions, (short) -1).configs(properties))
                            .toList())
                    .all()
                    .get();
            awaitLeaders(admin, missing, partitions);
            return found;
        } catch (ExecutionException | KafkaException e) {
            throw failure(client, e);
        }
    }

    /**
     * Leaders alone answer for the ends of their partitions. Kafka's client asks again while a partition has no leader,
     * but gives up at once where the broker it asks has not heard of the topic yet.
     */
    private static void awaitLeaders(Admin admin, Collection<String> names, int partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (String name : names) {
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(ASK_AGAIN.toMillis());
            }
        }
    }

    /**
     * Makes sure that topics exist before anything waits for them.
     *
     * @param client properties of Kafka's clients, among them {@code bootstrap.servers}
     * @throws IOException if the cluster does not answer, or one of them is missing
     */
    public static void require(Map<String, String> client, Collection<String> names)
            throws IOException, InterruptedException {
        try (Admin admin = admin(client)) {
            Set<String> missing = new TreeSet<>(names);
            missing.removeAll(admin.listTopics().names().get());
            if (!missing.isEmpty()) {
                throw new IOException(
                        "no topic " + String.join(", ", missing) + " at " + bootstrap(client) + ": create it first");
            }
        } catch (ExecutionException | KafkaException e) {
            throw failure(client, e);
        }
    }

    /**
     * What the cluster calls a topic since it was created: another id, once it was deleted and created again.
     *
     * @param client properties of Kafka's clients, among them {@code bootstrap.servers}
     * @return empty for a cluster that gives no ids
     * @throws IOException if the cluster does not answer, or has no such topic
     */
    public static String id(Map<String, String> client, String name) throws IOException, InterruptedException {
        try (Admin admin = admin(client)) {
            Uuid id = admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get()
                    .get(name)
                    .topicId();
            return id.equals(Uuid.ZERO_UUID) ? "" : id.toString();
        } catch (ExecutionException | KafkaException e) {
            throw failure(client, e);
        }
    }

    private static Admin admin(Map<String, String> client) {
        Map<String, Object> properties = new HashMap<>(client);
        String millis = Long.toString(PATIENCE.toMillis());
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        return Admin.create(properties);
    }

    static IOException failure(Map<String, String> client, Exception e) {
        String millis = client.get(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
        Duration patience =
                millis != null && millis.matches("\\d{1,9}") ? Duration.ofMillis(Long.parseLong(millis)) : PATIENCE;
        return ClientFailure.of(client, patience, e);
    }

    private static String bootstrap(Map<String, String> client) {
        return client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }
}
