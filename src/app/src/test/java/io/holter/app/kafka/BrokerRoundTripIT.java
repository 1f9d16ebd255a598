// SPDX-License-Identifier: Apache-2.0
package io.holter.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.holter.app.CommandLineRun;
import io.holter.app.alert.Alerts;
import io.holter.app.process.StopSignal;
import io.holter.schemas.Alert;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Severity;
import io.holter.schemas.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sends and reads, and the commands made of it, against a broker. */
class BrokerRoundTripIT {

    private static EmbeddedBroker broker;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException {
        GeneratedClasses.trust();
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void windowsComeBackAsTheyWereSentUnderTheirSeries() throws Exception {
        String topic = topic("round-trip");
        Window window = new Window("a", Instant.ofEpochMilli(5), 250f, 2, 1, List.of(1f, -2f), Map.of("ward", "3"));
        send(topic, window);
        List<ConsumerRecord<byte[], byte[]>> records = read(topic, 1);
        assertThat(new String(records.get(0).key(), StandardCharsets.UTF_8)).isEqualTo("a");
        assertThat(Window.getDecoder().decode(records.get(0).value())).isEqualTo(window);
    }

    @Test
    void fromTheLatestOnOnlyWhatComesLaterIsRead() throws Exception {
        String topic = topic("latest");
        send(topic, window(1));
        try (TopicReader reader = TopicReader.open(
                Map.of("bootstrap.servers", broker.bootstrap()), List.of(topic), TopicReader.From.LATEST)) {
            send(topic, window(2));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            await().until(() -> {
                reader.next(Duration.ofMillis(100)).forEach(records::add);
                return !records.isEmpty();
            });
            assertThat(Window.getDecoder().decode(records.get(0).value())).isEqualTo(window(2));
        }
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> TopicReader.open(
                        Map.of("bootstrap.servers", broker.bootstrap()), List.of("nowhere"), TopicReader.From.EARLIEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no topic nowhere at " + broker.bootstrap());
        CommandLineRun run = CommandLineRun.of("alerts", "--bootstrap", broker.bootstrap(), "--topic", "nowhere");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).startsWith("holter: no topic nowhere").doesNotContain("\n");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamed() {
        CommandLineRun run = CommandLineRun.of("alerts", "--bootstrap", "localhost:1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("holter: localhost:1: no Kafka broker answers within 10 s");
    }

    @Test
    void replaySpreadsTheRowsOfAFileOverSeries() throws Exception {
        String topic = topic("replay");
        Path file = Files.writeString(directory.resolve("w.csv"), "1,2,3,0\n4,5,6,1\n7,8,9,0\n");
        CommandLineRun run = CommandLineRun.of(
                "replay",
                "--data",
                file.toString(),
                "--label",
                "last",
                "--normal",
                "0",
                "--bootstrap",
                broker.bootstrap(),
                "--topic",
                topic,
                "--series",
                "2",
                "--rate",
                "100",
                "--sample-rate",
                "3");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("3 windows of 2 series sent to replay, starts 20");
        List<Window> windows = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(topic, 3)) {
            windows.add(Window.getDecoder().decode(record.value()));
        }
        assertThat(windows).extracting(Window::getSeries).containsExactly("series-01", "series-02", "series-01");
        assertThat(windows).extracting(Window::getValues).contains(List.of(4f, 5f, 6f));
        assertThat(windows.get(2).getStart())
                .isEqualTo(windows.get(0).getStart().plusSeconds(1));
    }

    @Test
    void replayKeepsTimesAndSeriesOfTheData() throws Exception {
        String topic = topic("kept");
        Path file = Files.writeString(
                directory.resolve("pump-1.csv"),
                "time,v\n2024-05-01 10:00:00,1\n2024-05-01 10:00:01,2\n2024-05-01 10:00:02,3\n2024-05-01 10:00:03,4\n");
        String[] replay = {
            "replay",
            "--data",
            file.toString(),
            "--header",
            "--time-column",
            "time",
            "--window",
            "2",
            "--bootstrap",
            broker.bootstrap(),
            "--topic",
            topic
        };
        assertThat(CommandLineRun.of(replay).out())
                .isEqualTo("2 windows of 1 series sent to kept, starts 2024-05-01T10:00:00Z to 2024-05-01T10:00:02Z\n");
        Instant now = Instant.now();
        assertThat(CommandLineRun.of(with(replay, "--fresh-times", "--series", "2"))
                        .code())
                .isZero();
        List<Window> windows = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(topic, 4)) {
            windows.add(Window.getDecoder().decode(record.value()));
        }
        assertThat(windows).extracting(Window::getSeries).containsExactly("pump-1", "pump-1", "series-01", "series-02");
        assertThat(windows.subList(2, 4))
                .extracting(Window::getStart)
                .allMatch(start -> start.isAfter(now.minusSeconds(10)) && start.isBefore(Instant.now()));
    }

    @Test
    void topicsOfAJobAreCreatedOnce() throws Exception {
        Path config = Files.writeString(
                directory.resolve("holter.properties"),
                "kafka.bootstrap.servers = " + broker.bootstrap() + "\nmodel = m\ntopics.windows = made.w\n"
                        + "topics.alerts = made.a\ntopics.rejects = made.r\n");
        String[] create = {"topics", "create", "--config", config.toString(), "--partitions", "2"};
        CommandLineRun first = CommandLineRun.of(create);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .isEqualTo("made.w: created with 2 partitions\nmade.a: created with 2 partitions\n"
                        + "made.r: created with 2 partitions\n");
        create[5] = "3";
        assertThat(CommandLineRun.of(create).out())
                .isEqualTo("made.w: exists with 2 partitions\nmade.a: exists with 2 partitions\n"
                        + "made.r: exists with 2 partitions\n");
    }

    @Test
    void alertsUpToTheEndOfSomeSeriesAndSeverities() throws Exception {
        String topic = topic("chosen-alerts");
        send(topic, alert("a", Severity.MINOR), alert("b", Severity.CRITICAL), alert("a", Severity.CRITICAL));
        String[] all = {
            "alerts", "--bootstrap", broker.bootstrap(), "--topic", topic, "--from", "earliest", "--until-end"
        };
        assertThat(CommandLineRun.of(all).out().lines()).hasSize(3);
        assertThat(CommandLineRun.of(with(all, "--series", "a")).out().lines()).hasSize(2);
        assertThat(CommandLineRun.of(with(all, "--min-severity", "major")).out().lines())
                .hasSize(2);
        assertThat(CommandLineRun.of(with(all, "--series", "a", "--min-severity", "critical"))
                        .out()
                        .lines())
                .hasSize(1);
    }

    @Test
    void aFileOfPropertiesIsTaken() throws Exception {
        Path properties = Files.writeString(
                directory.resolve("client.properties"),
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=a required password=\"geheim\"\n");
        CommandLineRun run = CommandLineRun.of(
                "alerts", "--bootstrap", broker.bootstrap(), "--properties", properties.toString(), "--until-end");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("holter: " + broker.bootstrap() + ": sasl.jaas.config: ")
                .doesNotContain("geheim");
        run = CommandLineRun.of("alerts", "--bootstrap", broker.bootstrap(), "--properties", "nowhere.properties");
        assertThat(run.err().strip())
                .isEqualTo("holter: nowhere.properties: expected properties of Kafka's client, found nothing there");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    private static byte[] alert(String series, Severity severity) throws IOException {
        Alert alert = Alert.newBuilder(Alerts.example())
                .setSeries(series)
                .setSeverity(severity)
                .build();
        ByteBuffer encoded = Alert.getEncoder().encode(alert);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    private static void send(String topic, byte[]... values) throws IOException {
        try (WindowProducer producer =
                new WindowProducer(Map.of("bootstrap.servers", broker.bootstrap()), topic, Duration.ZERO)) {
            for (byte[] value : values) {
                producer.send("key", value);
            }
            producer.flush();
        }
    }

    /** Rows without end, which a replay that read on after the wish to stop would never come back from. */
    @Test
    void aReplayThatIsStoppedEndsAtOnceWithItsSummary() throws Exception {
        String topic = topic("endless");
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/rows.csv", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write("1,2,3\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
                }
            }
        });
        server.start();
        try {
            StopSignal stop = new StopSignal();
            String data = "http://localhost:" + server.getAddress().getPort() + "/rows.csv";
            CompletableFuture<CommandLineRun> replay = CompletableFuture.supplyAsync(() -> CommandLineRun.of(
                    stop, "replay", "--data", data, "--bootstrap", broker.bootstrap(), "--topic", topic));
            read(topic, 5);
            stop.request();
            CommandLineRun run = replay.get(10, TimeUnit.SECONDS);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).matches("\\d+ windows of 1 series sent to endless, start.*\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void dataThatDoesNotFitItsOptionsNamesTheOptions() throws Exception {
        String topic = topic("options");
        Path file = Files.writeString(directory.resolve("w.csv"), "time,value\n1,2\n");
        CommandLineRun run = CommandLineRun.of(
                "replay", "--data", file.toString(), "--bootstrap", broker.bootstrap(), "--topic", topic);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip())
                .isEqualTo("holter: " + file + ":1:1: expected a number, or a row that names the columns, found 'time'"
                        + " (--header, --skip-columns)");
    }

    @Test
    void replayOfAWrongFileSaysWhere() throws Exception {
        String topic = topic("wrong-file");
        Path file = Files.writeString(directory.resolve("w.csv"), "1,2,3\n4,x,6\n");
        CommandLineRun run = CommandLineRun.of(
                "replay", "--data", file.toString(), "--bootstrap", broker.bootstrap(), "--topic", topic);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip())
                .startsWith("holter: " + file + ":2:2: expected ")
                .doesNotContain("\n");
    }

    @Test
    void alertsPrintsOneAfterAnotherPassesOverOthersAndEndsWithSuccess() throws Exception {
        String topic = topic("alerts");
        try (WindowProducer producer =
                new WindowProducer(Map.of("bootstrap.servers", broker.bootstrap()), topic, Duration.ZERO)) {
            producer.send("x", new byte[] {1, 2, 3});
            ByteBuffer alert = Alert.getEncoder().encode(Alerts.example());
            byte[] bytes = new byte[alert.remaining()];
            alert.get(bytes);
            producer.send("x", bytes);
            producer.flush();
        }
        StopSignal stop = new StopSignal();
        StringWriter out = new StringWriter();
        String[] command = {
            "alerts", "--bootstrap", broker.bootstrap(), "--topic", topic, "--from", "earliest", "--json"
        };
        CompletableFuture<CommandLineRun> json =
                CompletableFuture.supplyAsync(() -> CommandLineRun.of(stop, out, command));
        await().until(() -> out.toString().contains("\n") || json.isDone());
        stop.request();
        CommandLineRun run = json.get(10, TimeUnit.SECONDS);
        assertThat(run.code()).isZero();
        assertThat(run.out().strip())
                .startsWith("{\"id\":\"11111111")
                .endsWith("}")
                .doesNotContain("\n");
        assertThat(run.err().strip())
                .isEqualTo(
                        "holter: alerts, partition 0, offset 0: expected an alert, found something else; passed over");
    }

    @Test
    void aBrokerLeavesNoFiles() throws IOException {
        Path files;
        try (EmbeddedBroker other = EmbeddedBroker.start()) {
            files = other.directory();
            assertThat(files).isNotEmptyDirectory();
            assertThat(other.bootstrap()).isNotEqualTo(broker.bootstrap());
        }
        assertThat(files).doesNotExist();
    }

    private static String topic(String name) throws IOException, InterruptedException {
        Topics.create(Map.of("bootstrap.servers", broker.bootstrap()), List.of(name), 1);
        return name;
    }

    private static Window window(long start) {
        return new Window("a", Instant.ofEpochMilli(start), 0f, 1, 1, List.of(0f), Map.of());
    }

    private static void send(String topic, Window window) throws IOException {
        try (WindowProducer producer =
                new WindowProducer(Map.of("bootstrap.servers", broker.bootstrap()), topic, Duration.ZERO)) {
            producer.send(window);
            producer.flush();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = TopicReader.open(
                Map.of("bootstrap.servers", broker.bootstrap()), List.of(topic), TopicReader.From.EARLIEST)) {
            await().until(() -> {
                reader.next(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }
}
