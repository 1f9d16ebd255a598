// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.kafka.EmbeddedBroker;
import io.holter.job.Swings;
import io.holter.model.MeanModel;
import io.holter.schemas.Origin;
import io.holter.schemas.Reject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job from topic to topic on a Kafka broker in this process. */
class EmbeddedBrokerIT {

    @TempDir
    private static Path folder;

    private static Path model;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        model = folder.resolve("model");
        MeanModel.write(model, Swings.SHAPE);
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aRecordingIsJudgedToItsEnd(String delivery) throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.bootstrap());
        scenario.produce(1000);
        try (FlinkInProcess flink = new FlinkInProcess(folder)) {
            flink.submit(scenario.job(
                    model,
                    "delivery",
                    delivery,
                    "parallelism",
                    "2",
                    "source.stop-at-end",
                    "true",
                    "batch.linger",
                    "1 h"));
            flink.awaitEnd();
        }
        scenario.assertAccountedFor();
        scenario.assertNothingTwice();
        assertThat(scenario.lag()).as("records behind the committed offsets").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aTaskManagerThatGoesTakesNothingWithIt(String delivery) throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.bootstrap());
        try (FlinkInProcess flink = new FlinkInProcess(folder)) {
            flink.submit(scenario.job(
                    model,
                    "delivery",
                    delivery,
                    "parallelism",
                    "2",
                    "flink.restart-strategy.type",
                    "fixed-delay",
                    "flink.restart-strategy.fixed-delay.attempts",
                    "10",
                    "flink.restart-strategy.fixed-delay.delay",
                    "100 ms"));
            scenario.produce(400);
            scenario.awaitAll();
            flink.awaitNextCheckpoint();
            // Some of these are judged since the last checkpoint, and are judged again.
            scenario.produce(400);
            flink.replaceTaskManager();
            scenario.produce(400);
            scenario.awaitAll();
            assertThat(flink.restored()).isPositive();
            flink.cancel();
        }
        scenario.assertAccountedFor();
        if (delivery.equals("exactly-once")) {
            scenario.assertNothingTwice();
        }
    }

    /** The reject of a record of the largest size that Kafka takes would itself be larger than that. */
    @Test
    void aRecordThatFillsKafkasLimitIsRejectedAndStopsNothing() throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.bootstrap());
        byte[] junk = new byte[1024 * 1024 - 100];
        new Random(1).nextBytes(junk);
        Origin origin = scenario.send(junk);
        try (FlinkInProcess flink = new FlinkInProcess(folder)) {
            flink.submit(scenario.job(model, "source.stop-at-end", "true"));
            flink.awaitEnd();
        }
        List<Reject> rejects = scenario.rejectsByOrigin().get(origin);
        assertThat(rejects).hasSize(1);
        ByteBuffer kept = rejects.get(0).getBytes();
        assertThat(kept.remaining()).isGreaterThan(1_000_000);
        assertThat(kept).isEqualTo(ByteBuffer.wrap(junk, 0, kept.remaining()));
        assertThat(rejects.get(0).getDetail())
                .endsWith("; kept the first " + kept.remaining() + " of " + junk.length + " bytes");
    }
}
