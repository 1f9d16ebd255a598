// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.kafka.EmbeddedBroker;
import io.holter.app.kafka.Topics;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic of metrics in JSON, written by somebody who knows nothing of Holter, is learned from and watched. */
class SampleTopicIT {

    private static final int HOSTS = 10;
    private static final long START = 1_795_800_000L;
    private static final String ODD = "web-3";

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
    void metricsAreLearnedFromAndWatched() throws Exception {
        Topics.create(Map.of("bootstrap.servers", broker.bootstrap()), List.of("metrics", "alerts", "rejects"), 1);
        Path model = folder.resolve("model");
        Path config = Files.writeString(
                folder.resolve("holter.properties"),
                """
                kafka.bootstrap.servers = %s
                model = %s
                topics.samples = metrics
                topics.alerts = alerts
                topics.rejects = rejects
                source.kind = samples
                source.series = /host
                source.time = /ts
                source.time.unit = s
                source.channels = /cpu, /memory/used
                source.rate = 1
                slice.stride = 10
                source.stop-at-end = true
                """
                        .formatted(broker.bootstrap(), model));
        send(0, 300, false);
        CommandLineRun train = CommandLineRun.of(
                "train",
                "--data",
                "kafka://" + broker.bootstrap() + "/metrics",
                "--config",
                config.toString(),
                "--window",
                "40",
                "--epochs",
                "60",
                "--model",
                model.toString());
        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.err())
                .contains("3000 records, 10 series in 10 runs without a gap\n")
                .contains("270 windows cut from 10 series of 40 samples × 2 channels (cpu, used) at 1.0 Hz");
        ModelCard card = ModelDirectory.readCard(model);
        assertThat(card.getSampleRate()).isEqualTo(1);

        send(300, 500, true);
        CommandLineRun detect = CommandLineRun.of("detect", "--config", config.toString());
        assertThat(detect.code()).as(detect.err()).isZero();
        List<String> alerts = CommandLineRun.of(
                        "alerts",
                        "--bootstrap",
                        broker.bootstrap(),
                        "--topic",
                        "alerts",
                        "--from",
                        "earliest",
                        "--until-end")
                .out()
                .lines()
                .toList();
        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(alerts.stream().filter(line -> line.contains(ODD)).count())
                .as(String.join("\n", alerts))
                .isGreaterThanOrEqualTo(alerts.size() - 3L);
        assertThat(detect.err()).contains("watching metrics at ");
    }

    /** Their fingerprints are over all values of all windows, in order. */
    @Test
    void aRecordingReplayedAsSamplesHasTheWindowsOfItsFile() throws Exception {
        Random random = new Random(1);
        Path file = Files.writeString(
                folder.resolve("pump.csv"),
                IntStream.range(0, 2_000)
                        .mapToObj(t -> String.format(
                                Locale.ROOT, "%.4f,%.4f", Math.sin(t / 7.0), Math.cos(t / 9.0) + random.nextGaussian()))
                        .collect(Collectors.joining("\n")));
        Path offline = folder.resolve("offline");
        String[] train = {"train", "--window", "50", "--architecture", "pca", "--model"};
        assertThat(run(train, offline.toString(), "--data", file.toString(), "--stride", "10")
                        .code())
                .isZero();

        Topics.create(Map.of("bootstrap.servers", broker.bootstrap()), List.of("pump"), 3);
        CommandLineRun replay = CommandLineRun.of(
                "replay",
                "--data",
                file.toString(),
                "--samples",
                "--window",
                "25",
                "--sample-rate",
                "360",
                "--bootstrap",
                broker.bootstrap(),
                "--topic",
                "pump");
        assertThat(replay.code()).as(replay.err()).isZero();
        Path config =
                Files.writeString(folder.resolve("holter.properties"), "source.kind = samples\nslice.stride = 10\n");
        Path online = folder.resolve("online");
        CommandLineRun fromTopic = run(
                train,
                online.toString(),
                "--data",
                "kafka://" + broker.bootstrap() + "/pump",
                "--config",
                config.toString());
        assertThat(fromTopic.code()).as(fromTopic.err()).isZero();
        ModelCard card = ModelDirectory.readCard(online);
        assertThat(card.getDataFingerprint())
                .isEqualTo(ModelDirectory.readCard(offline).getDataFingerprint());
        assertThat(card.getSampleRate()).isEqualTo(360);
        assertThat(run(
                                new String[] {"replay", "--data", file.toString(), "--samples"},
                                "--bootstrap",
                                "h:1",
                                "--topic",
                                "t")
                        .err())
                .contains("--samples goes with --window N, the length of a block, and without --stride");
    }

    @Test
    void whatTheSettingsLackIsNamed() throws Exception {
        Path config = Files.writeString(
                folder.resolve("holter.properties"),
                "source.kind = samples\nsource.series = key\nsource.time = record\nsource.values = /v\n");
        String[] command = {
            "train",
            "--data",
            "kafka://localhost:1/t",
            "--model",
            folder.resolve("m").toString(),
            "--window",
            "10"
        };
        assertThat(run(command, "--config", config.toString()).err())
                .isEqualTo("holter: " + config + ": source.rate: expected samples per second, found none\n");
        assertThat(run(command, "--config", folder.resolve("none").toString()).code())
                .isNotZero();
        assertThat(CommandLineRun.of("train", "--data", "x.csv", "--config", config.toString(), "--model", "m")
                        .err())
                .contains("--config goes with a Kafka topic, kafka://host:port/topic");
    }

    private static CommandLineRun run(String[] command, String... more) {
        return CommandLineRun.of(
                Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new));
    }

    /** A sample a second of every host; of the odd one, cpu stands still from the middle on. */
    private static void send(int from, int to, boolean odd) {
        Random random = new Random(from);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int t = from; t < to; t++) {
                for (int h = 0; h < HOSTS; h++) {
                    String host = "web-" + h;
                    boolean still = odd && host.equals(ODD) && t > (from + to) / 2;
                    double phase = (t + 7 * h) / 6.0;
                    String json = String.format(
                            Locale.ROOT,
                            "{\"host\": \"%s\", \"ts\": %.3f, \"cpu\": %.2f, \"memory\": {\"used\": %.2f, \"free\": null}}",
                            host,
                            START + t + 0.3 * random.nextDouble(),
                            40 + (still ? 0 : 20 * Math.sin(phase)) + random.nextGaussian(),
                            60 + 5 * Math.cos(phase) + 0.3 * random.nextGaussian());
                    producer.send(new ProducerRecord<>("metrics", host, json));
                }
            }
        }
    }
}
