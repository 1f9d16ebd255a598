// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.app.kafka.EmbeddedBroker;
import io.holter.core.WrongArtefactException;
import io.holter.job.Swings;
import io.holter.job.kafka.KafkaEdge;
import io.holter.job.settings.JobSettings;
import io.holter.model.MeanModel;
import io.holter.schemas.Alert;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Origin;
import io.holter.schemas.Reject;
import io.holter.schemas.Window;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What topics and brokers allow: no record is sent that they refuse, and a job that cannot write says so once. */
class TopicLimitIT {

    @TempDir
    private static Path folder;

    private static Path model;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        GeneratedClasses.trust();
        model = folder.resolve("model");
        MeanModel.write(model, Swings.SHAPE);
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    /** Records that are small each, too: those that a producer sends together count as one to the broker. */
    @ParameterizedTest
    @CsvSource({"8192, at-least-once", "8192, exactly-once", "100000, at-least-once"})
    void whatDoesNotFitIsCutAndNothingStartsAgain(int limit, String delivery) throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.bootstrap());
        scenario.limitRecords(limit);
        Origin junk = scenario.send(new byte[500_000]);
        Origin tagged = scenario.send(alarming("x".repeat(500_000)));
        run(scenario.job(model, "delivery", delivery, "source.stop-at-end", "true", "restart.attempts", "0"));

        List<Reject> rejects = scenario.rejectsByOrigin().get(junk);
        assertThat(rejects).hasSize(1);
        assertThat(rejects.get(0).getBytes().remaining()).isBetween(1000, limit);
        List<Alert> alerts = scenario.alertsByOrigin().get(tagged);
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).getTags()).isEmpty();
        assertThat(alerts.get(0).getObserved()).hasSize(Swings.SHAPE.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void manySmallRecordsAreAllWritten(String delivery) throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.bootstrap());
        scenario.limitRecords(8192);
        scenario.produce(2000);
        run(scenario.job(
                model,
                "delivery",
                delivery,
                "batch.size",
                "2000",
                "source.stop-at-end",
                "true",
                "kafka.linger.ms",
                "200",
                "restart.attempts",
                "0"));
        scenario.assertAccountedFor();
        scenario.assertNothingTwice();
    }

    @Test
    void aLimitThatIsLoweredWhileTheJobRunsCostsOneRestart() throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.bootstrap());
        try (FlinkInProcess flink = new FlinkInProcess(folder)) {
            flink.submit(scenario.job(
                    model,
                    "flink.restart-strategy.type",
                    "fixed-delay",
                    "flink.restart-strategy.fixed-delay.attempts",
                    "1",
                    "flink.restart-strategy.fixed-delay.delay",
                    "0 ms"));
            scenario.produce(100);
            scenario.awaitAll();
            flink.awaitNextCheckpoint();
            scenario.limitRecords(20_000);
            for (int i = 0; i < 3; i++) {
                Origin junk = scenario.send(new byte[500_000]);
                Awaitility.await().atMost(KafkaScenario.PATIENCE).until(() -> scenario.rejectsByOrigin()
                        .containsKey(junk));
            }
            assertThat(flink.restored()).isOne();
            flink.cancel();
        }
    }

    @Test
    void aTopicThatHoldsNoAlertIsRefusedAtTheStart() throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.bootstrap());
        scenario.limitRecords(2000);
        assertRefused(
                scenario.job(model),
                "topic " + scenario.alerts()
                        + ": expected max.message.bytes of 8192 or more, to hold an alert or a reject, found 2000");
        KafkaScenario producer = new KafkaScenario(broker.bootstrap());
        assertRefused(
                producer.job(model, "kafka.max.request.size", "5000"),
                "the settings: expected kafka.max.request.size of 8192 or more, to hold an alert or a reject, found"
                        + " 5000");
    }

    @Test
    void batchesThatTheTopicDoesNotTakeAreRefusedAtTheStart() throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.bootstrap());
        scenario.limitRecords(10_000);
        assertRefused(
                scenario.job(model, "kafka.batch.size", "16384"),
                "the settings: expected kafka.batch.size of at most 10000, which topic " + scenario.alerts()
                        + " takes at once, found 16384");
    }

    @Test
    void transactionsThatTheBrokersDoNotAllowAreRefusedAtTheStart() throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.bootstrap());
        assertRefused(
                scenario.job(model, "delivery", "exactly-once", "kafka.transaction.timeout.ms", "3600000"),
                "the brokers: expected transaction.max.timeout.ms of 3600000 or more, or a lower"
                        + " kafka.transaction.timeout.ms, for exactly-once delivery, found 900000");
        // At least once needs none.
        KafkaEdge.requireWritable(
                scenario.job(model, "kafka.transaction.timeout.ms", "3600000").kafka(),
                scenario.job(model).delivery());
    }

    /** Before it is submitted, and where it was submitted all the same, without a second attempt. */
    private static void assertRefused(JobSettings settings, String message) {
        assertThatThrownBy(() -> KafkaEdge.requireWritable(settings.kafka(), settings.delivery()))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> run(settings))
                .hasRootCauseInstanceOf(WrongArtefactException.class)
                .rootCause()
                .hasMessage(message);
    }

    private static void run(JobSettings settings) throws Exception {
        try (FlinkInProcess flink = new FlinkInProcess(folder)) {
            flink.submit(settings);
            flink.awaitEnd();
        }
    }

    private static byte[] alarming(String tag) throws Exception {
        List<Float> values = new ArrayList<>();
        for (float value : Swings.values(Swings.ALARMING)) {
            values.add(value);
        }
        ByteBuffer encoded = Window.getEncoder()
                .encode(new Window(
                        "a",
                        Instant.ofEpochMilli(Swings.START_MILLIS),
                        250f,
                        Swings.SHAPE.length(),
                        Swings.SHAPE.channels(),
                        values,
                        Map.of("note", tag)));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
