// SPDX-License-Identifier: Apache-2.0
package io.holter.app.kafka;

import io.holter.schemas.Sample;
import io.holter.schemas.Window;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that sends windows, or blocks of samples, to a topic in Avro's single-object encoding, keyed by series, so
 * that those of a series keep their order. For one thread.
 */
public final class WindowProducer implements Closeable {

    private static final int PATIENCE_MILLIS = 15_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param client properties of Kafka's clients, among them {@code bootstrap.servers}
     * @param topic existing topic
     * @param linger how long a record may wait for others to be sent with
     */
    public WindowProducer(Map<String, String> client, String topic, Duration linger) {
        this.topic = topic;
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A window as it stands in a record's value. */
    public static byte[] encode(Window window) throws IOException {
        return bytes(Window.getEncoder().encode(window));
    }

    private static byte[] bytes(ByteBuffer encoded) {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    /**
     * Sends a window without waiting for it to arrive.
     *
     * @throws IOException if this or an earlier one cannot be sent
     */
    public void send(Window window) throws IOException {
        send(window.getSeries(), encode(window));
    }

    /** As {@link #send(Window)}, a block of samples. */
    public void send(Sample block) throws IOException {
        send(block.getSeries(), bytes(Sample.getEncoder().encode(block)));
    }

    /** As {@link #send(Window)}, whatever the bytes are. */
    public void send(String series, byte[] value) throws IOException {
        byte[] key = series.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topic, key, value), (metadata, e) -> failure.compareAndSet(null, e));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        throwFailure();
    }

    /** Waits until everything sent has arrived. */
    public void flush() throws IOException {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() throws IOException {
        Exception e = failure.get();
        if (e != null) {
            throw new IOException("cannot send to topic " + topic + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
