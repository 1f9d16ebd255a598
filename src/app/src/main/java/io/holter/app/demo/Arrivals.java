// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.app.alert.AlertLine;
import io.holter.app.kafka.TopicReader;
import io.holter.schemas.Alert;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Reject;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A consumer of alerts and rejects, as anybody could write one, in a thread of its own: it enters them and prints the
 * alerts.
 */
final class Arrivals implements Closeable {

    static {
        GeneratedClasses.trust();
    }

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final String alertsTopic;
    private final TopicReader reader;
    private final Ledger ledger;
    private final PrintWriter out;
    private final Thread thread = new Thread(this::follow, "arrivals");
    private volatile boolean stopped;
    private volatile Exception failure;

    private Arrivals(String alertsTopic, TopicReader reader, Ledger ledger, PrintWriter out) {
        this.alertsTopic = alertsTopic;
        this.reader = reader;
        this.ledger = ledger;
        this.out = out;
    }

    static Arrivals follow(DemoTopics topics, String bootstrap, Ledger ledger, PrintWriter out)
            throws IOException, InterruptedException {
        TopicReader reader = TopicReader.open(
                Map.of("bootstrap.servers", bootstrap),
                List.of(topics.alerts(), topics.rejects()),
                TopicReader.From.EARLIEST);
        Arrivals arrivals = new Arrivals(topics.alerts(), reader, ledger, out);
        arrivals.thread.start();
        return arrivals;
    }

    /** Throws what ended the thread, if anything did. */
    void check() throws IOException {
        if (failure != null) {
            throw new IOException("the demo's own consumer failed: " + failure.getMessage(), failure);
        }
    }

    private void follow() {
        try {
            while (!stopped) {
                for (ConsumerRecord<byte[], byte[]> record : reader.next(POLL)) {
                    take(record);
                }
                out.flush();
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        } finally {
            reader.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.topic().equals(alertsTopic)) {
            Alert alert = Alert.getDecoder().decode(record.value());
            ledger.arrived(alert);
            out.println(AlertLine.of(alert));
        } else {
            ledger.arrived(Reject.getDecoder().decode(record.value()));
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
