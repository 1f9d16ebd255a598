// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holter.app.kafka.EmbeddedBroker;
import io.holter.app.kafka.TopicReader;
import io.holter.app.kafka.Topics;
import io.holter.app.kafka.WindowProducer;
import io.holter.data.kafka.TopicAddress;
import io.holter.data.kafka.TopicRecords;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import io.holter.schemas.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training from a topic of a broker, in which there are windows and records that are none. */
class TopicTrainingIT {

    private static final int WINDOWS = 300;
    private static final int LENGTH = 20;
    private static final int PARTITIONS = 3;

    private static EmbeddedBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void whatTheJobRejectsIsPassedOverAndNothingElse() throws Exception {
        create("mixed", "alerts", "rejects");
        List<byte[]> bad = unfit();
        send("mixed", windows(WINDOWS), bad);
        Path model = folder.resolve("model");
        CommandLineRun train = train("mixed", model);
        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.err())
                .contains("holter: %s: %d of %d records passed over, the first of them, mixed, partition "
                        .formatted(address("mixed"), bad.size(), WINDOWS + bad.size()));
        ModelCard card = ModelDirectory.readCard(model);
        assertThat(card.getTrainingWindows() + card.getHeldOutWindows()).isEqualTo(WINDOWS);
        assertThat(card.getLength()).isEqualTo(LENGTH);
        assertThat(card.getSampleRate()).isEqualTo(125);
        assertThat(card.getDataSources()).containsExactly("mixed");

        Path config = Files.writeString(
                folder.resolve("holter.properties"),
                """
                kafka.bootstrap.servers = %s
                topics.windows = mixed
                topics.alerts = alerts
                topics.rejects = rejects
                model = %s
                source.stop-at-end = true
                """
                        .formatted(broker.bootstrap(), model));
        CommandLineRun detect = CommandLineRun.of("detect", "--config", config.toString());
        assertThat(detect.code()).as(detect.err()).isZero();
        assertThat(read("rejects", bad.size()))
                .as("records that the job rejects")
                .isEqualTo(bad.size());
    }

    @Test
    void noMoreWindowsAreReadThanAskedFor() throws Exception {
        create("many");
        send("many", windows(WINDOWS), List.of());
        Path model = folder.resolve("model");
        CommandLineRun train = train("many?max=120", model);
        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.err()).doesNotContain("passed over");
        ModelCard card = ModelDirectory.readCard(model);
        assertThat(card.getTrainingWindows() + card.getHeldOutWindows()).isEqualTo(120);
    }

    @Test
    void theEndIsWhereItWasWhenTheReadingBegan() throws Exception {
        create("growing");
        send("growing", windows(WINDOWS), List.of());
        try (TopicRecords records = TopicRecords.open(TopicAddress.parse(address("growing")))) {
            send("growing", windows(50), List.of());
            int count = 0;
            while (records.next() != null) {
                count++;
            }
            assertThat(count).isEqualTo(WINDOWS);
        }
    }

    @Test
    void recordsOfTransactionsThatWereGivenUpAreNotRead() throws Exception {
        create("transactions");
        transaction("transactions", windows(100), true);
        transaction("transactions", windows(50), false);
        Path model = folder.resolve("model");
        CommandLineRun train = train("transactions", model);
        assertThat(train.code()).as(train.err()).isZero();
        ModelCard card = ModelDirectory.readCard(model);
        assertThat(card.getTrainingWindows() + card.getHeldOutWindows()).isEqualTo(100);
    }

    @Test
    void tagsLabelTheWindows() throws Exception {
        create("tagged");
        List<Window> windows = windows(WINDOWS);
        for (int i = 0; i < windows.size(); i += 10) {
            windows.set(
                    i,
                    Window.newBuilder(windows.get(i))
                            .setTags(Map.of("beat", "V"))
                            .build());
        }
        Window untagged = Window.newBuilder(windows.get(1)).setTags(Map.of()).build();
        send("tagged", windows, List.of(WindowProducer.encode(untagged)));
        Path model = folder.resolve("model");
        CommandLineRun train = train("tagged", model, "--label", "tag:beat", "--normal", "N");
        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.err())
                .contains("1 of 301 records passed over", "expected a tag beat with the label, found none");
        ModelCard card = ModelDirectory.readCard(model);
        assertThat(card.getTrainingWindows() + card.getHeldOutWindows()).isEqualTo(WINDOWS - WINDOWS / 10);
    }

    @Test
    void topicsWithoutWindowsAreOneErrorAndLeaveNothing() throws Exception {
        create("empty", "rubbish");
        send("rubbish", List.of(), List.of(new byte[] {1, 2, 3}, new byte[0]));
        refused("empty", address("empty") + ": expected at least one window, found none");
        refused(
                "rubbish",
                address("rubbish") + ": expected at least one window, found none in 2 records, the first of them, "
                        + "rubbish, partition ");
        refused("nowhere", address("nowhere") + ": expected a topic nowhere, found none of that name");
        refused(
                "empty?maks=1",
                address("empty?maks=…")
                        + ": expected max, timeout, schema, properties or config in the query, found maks");
    }

    @Test
    void aBrokerThatIsNotThereIsOneErrorWithinTenSeconds() {
        long start = System.nanoTime();
        Path model = folder.resolve("model");
        CommandLineRun run =
                CommandLineRun.of("train", "--data", "kafka://localhost:1/windows", "--model", model.toString());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("holter: localhost:1: no Kafka broker answers within 10 s");
        assertThat(model).doesNotExist();
    }

    private void refused(String topic, String message) {
        Path model = folder.resolve("model");
        CommandLineRun run = train(topic, model);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).startsWith("holter: " + message).doesNotContain("\n");
        assertThat(model).doesNotExist();
    }

    private static CommandLineRun train(String topic, Path model, String... more) {
        List<String> command = new ArrayList<>(List.of("train", "--data", address(topic), "--model", model.toString()));
        command.addAll(List.of("--hidden", "8,3", "--epochs", "2"));
        command.addAll(List.of(more));
        return CommandLineRun.of(command.toArray(String[]::new));
    }

    private static String address(String topic) {
        return "kafka://" + broker.bootstrap() + "/" + topic;
    }

    /** A record for each reason why the job rejects one. */
    private static List<byte[]> unfit() throws IOException {
        Window window = windows(1).get(0);
        byte[] good = WindowProducer.encode(window);
        byte[] foreign = good.clone();
        foreign[5] ^= 1;
        List<Float> broken = new ArrayList<>(window.getValues());
        broken.set(3, Float.NaN);
        List<byte[]> bad = new ArrayList<>(List.of(
                new byte[] {1, 2, 3},
                Arrays.copyOf(good, good.length / 2),
                Arrays.copyOf(good, good.length + 1),
                foreign,
                WindowProducer.encode(Window.newBuilder(window).setSeries("").build()),
                WindowProducer.encode(
                        Window.newBuilder(window).setSeries("s".repeat(1001)).build()),
                WindowProducer.encode(
                        Window.newBuilder(window).setStart(Instant.EPOCH).build()),
                WindowProducer.encode(
                        Window.newBuilder(window).setValues(broken).build()),
                WindowProducer.encode(Window.newBuilder(window).setChannels(2).build()),
                WindowProducer.encode(Window.newBuilder(window)
                        .setLength(LENGTH - 1)
                        .setValues(window.getValues().subList(1, LENGTH))
                        .build())));
        bad.add(null);
        return bad;
    }

    private static List<Window> windows(int count) {
        Random random = new Random(count);
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Float> values = new ArrayList<>();
            for (int t = 0; t < LENGTH; t++) {
                values.add((float) (Math.sin(t * 2 * Math.PI / LENGTH) + 0.1 * random.nextGaussian()));
            }
            windows.add(new Window(
                    "series-" + i % 7,
                    Instant.ofEpochMilli(1_700_000_000_000L + i),
                    125f,
                    LENGTH,
                    1,
                    values,
                    Map.of("beat", "N")));
        }
        return windows;
    }

    private static void create(String... topics) throws IOException, InterruptedException {
        Topics.create(Map.of("bootstrap.servers", broker.bootstrap()), List.of(topics), PARTITIONS);
    }

    /** The bad ones after some of the good ones of each partition, so that a good one tells the shape. */
    private static void send(String topic, List<Window> good, List<byte[]> bad) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            int sent = 0;
            for (Window window : good) {
                producer.send(new ProducerRecord<>(topic, sent++ % PARTITIONS, null, WindowProducer.encode(window)));
                if (sent == good.size() / 2) {
                    send(producer, topic, bad);
                }
            }
            if (good.isEmpty()) {
                send(producer, topic, bad);
            }
            producer.flush();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, List<byte[]> values) {
        for (int i = 0; i < values.size(); i++) {
            producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, values.get(i)));
        }
    }

    private static void transaction(String topic, List<Window> windows, boolean kept) throws IOException {
        try (KafkaProducer<byte[], byte[]> producer =
                producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + kept))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < windows.size(); i++) {
                producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, WindowProducer.encode(windows.get(i))));
            }
            producer.flush();
            if (kept) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Records of a topic, once there are as many as expected; more if there are more. */
    private static int read(String topic, int expected) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = TopicReader.open(
                Map.of("bootstrap.servers", broker.bootstrap()), List.of(topic), TopicReader.From.EARLIEST)) {
            await().until(() -> {
                reader.next(Duration.ofMillis(500)).forEach(records::add);
                return records.size() >= expected;
            });
            reader.next(Duration.ofMillis(500)).forEach(records::add);
        }
        return records.size();
    }
}
