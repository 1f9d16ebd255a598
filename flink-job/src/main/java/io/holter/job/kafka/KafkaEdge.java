// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import io.holter.core.WrongArtefactException;
import io.holter.job.decode.RawRecord;
import io.holter.schemas.Alert;
import io.holter.schemas.Reject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sources and sinks from settings. */
public final class KafkaEdge {

    /**
     * Records handed over at a time between the thread that polls and the thread that decodes. Kafka's own 500 hands
     * over some 600 times a second at full speed, and every time wakes the other thread.
     */
    private static final int POLL_RECORDS = 4000;

    /** Brokers refuse transactions longer than their transaction.max.timeout.ms, 15 minutes unless set otherwise. */
    private static final int TRANSACTION_TIMEOUT_MILLIS = 15 * 60 * 1000;

    /**
     * Records that a producer sends together count as one to a topic's limit, so they must fit into the smallest. Kafka's
     * producer does split what a broker refuses, but then numbers it anew, and the broker refuses what was on its way.
     */
    static final int BATCH_BYTES = RecordLimit.SMALLEST;

    private KafkaEdge() {}

    /** The topic of windows or samples; one that is to stop at its end commits that end before the job finishes. */
    public static Source<RawRecord, ?, ?> input(KafkaSettings settings) {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(POLL_RECORDS));
        properties.putAll(settings.client());
        KafkaSourceBuilder<RawRecord> source = KafkaSource.<RawRecord>builder()
                .setTopics(settings.inputTopic())
                .setStartingOffsets(startingOffsets(settings.start()))
                .setDeserializer(new KafkaRecordReader())
                .setProperties(properties);
        return settings.stopAtEnd() ? new BoundedSource<>(source, settings.client()) : source.build();
    }

    @SuppressWarnings("deprecation") // the connector's own signature asks for this class of Kafka's
    private static OffsetsInitializer startingOffsets(KafkaSettings.Start start) {
        return switch (start) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
        };
    }

    /** The alerts topic, keyed by series. */
    public static KafkaSink<Alert> alerts(KafkaSettings settings, Delivery delivery) {
        return sink(settings, new SinkTopic(settings.client(), settings.alertsTopic(), delivery), RecordLimit::record);
    }

    /** The rejects topic, with the key of the record that was rejected. */
    public static KafkaSink<Reject> rejects(KafkaSettings settings, Delivery delivery) {
        return sink(settings, new SinkTopic(settings.client(), settings.rejectsTopic(), delivery), RecordLimit::record);
    }

    /**
     * Makes sure, before a job is started, that its sinks can write to their topics. They make sure of it themselves
     * whenever they start; this says it earlier.
     *
     * @throws io.holter.core.WrongArtefactException if records must be smaller than alerts and rejects can be, or
     *     transactions shorter
     * @throws IOException if no broker answers
     */
    public static void requireWritable(KafkaSettings settings, Delivery delivery) throws IOException {
        for (String topic : List.of(settings.alertsTopic(), settings.rejectsTopic())) {
            new SinkTopic(settings.client(), topic, delivery).limit();
        }
    }

    /** How long a transaction of the sinks may be open, milliseconds. */
    public static int transactionTimeoutMillis(Map<String, String> client) {
        return number(client, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    }

    /** The value of a client's property. */
    static int number(Map<String, String> client, String key, int otherwise) {
        String stated = client.get(key);
        try {
            return stated == null ? otherwise : Integer.parseInt(stated.strip());
        } catch (NumberFormatException e) {
            throw new WrongArtefactException("the settings: kafka." + key, "a whole number", "another value", e);
        }
    }

    private static <T> KafkaSink<T> sink(KafkaSettings settings, SinkTopic topic, SinkRecords.Form<T> form) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(TRANSACTION_TIMEOUT_MILLIS));
        properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
        properties.putAll(settings.client());
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(properties)
                .setBootstrapServers(settings.bootstrap())
                .setDeliveryGuarantee(
                        topic.delivery() == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix(settings.group() + "-" + topic.name())
                .setRecordSerializer(new SinkRecords<>(topic, form))
                .build();
    }
}
