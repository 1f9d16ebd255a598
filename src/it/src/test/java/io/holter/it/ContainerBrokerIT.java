// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import io.holter.job.Swings;
import io.holter.model.MeanModel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.kafka.KafkaContainer;

/** The job from topic to topic on a Kafka broker in a container, as others run it. */
class ContainerBrokerIT {

    @TempDir
    private static Path folder;

    private static Path model;
    private static KafkaContainer broker;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaContainerFactory.start();
        model = folder.resolve("model");
        MeanModel.write(model, Swings.SHAPE);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void everyWindowIsAccountedFor(String delivery) throws Exception {
        KafkaScenario scenario = new KafkaScenario(broker.getBootstrapServers());
        try (FlinkInProcess flink = new FlinkInProcess(folder)) {
            flink.submit(scenario.job(model, "delivery", delivery, "parallelism", "2"));
            scenario.produce(500);
            scenario.awaitAll();
            scenario.produce(500);
            scenario.awaitAll();
            flink.cancel();
        }
        scenario.assertAccountedFor();
        scenario.assertNothingTwice();
    }
}
