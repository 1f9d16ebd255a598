// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.testcontainers.kafka.KafkaContainer;

/** The image that the container tests run on is a broker: topics, records across partitions, transactions. */
class KafkaContainerIT {

    private static final String TOPIC = "image";
    private static final int RECORDS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void committedRecordsComeBackAndAbortedOnesDoNot() throws Exception {
        try (KafkaContainer broker = KafkaContainerFactory.start()) {
            String bootstrap = broker.getBootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1)))
                        .all()
                        .get();
            }
            produce(bootstrap);
            assertThat(consume(bootstrap)).hasSize(RECORDS).allMatch(value -> value.startsWith("committed"));
        }
    }

    private static void produce(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "transactional.id", "image-test");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "key", "aborted"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(TOPIC, "key-" + i, "committed-" + i));
            }
            producer.commitTransaction();
        }
    }

    private static Set<String> consume(String bootstrap) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap,
                "group.id", "image-test",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        Set<String> values = new HashSet<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            Instant deadline = Instant.now().plus(PATIENCE);
            while (values.size() < RECORDS && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, String> kafkaRecord : consumer.poll(Duration.ofMillis(200))) {
                    values.add(kafkaRecord.value());
                }
            }
        }
        return values;
    }
}
