// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.it.KafkaProxy.Request;
import io.holter.job.Swings;
import io.holter.model.MeanModel;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code detect} as a process of its own, killed where it hurts: in the middle of the completion of a checkpoint, in
 * both orders of its two commits to Kafka, which lives on in another process. {@code -Dholter.chaos.kills=20} kills more
 * often than a build has time for.
 */
class DetectChaosIT {

    private static final int KILLS = Integer.getInteger("holter.chaos.kills", 2);
    private static final int RECORDS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path brokerFolder;

    private static CommandProcess broker;

    @TempDir
    private Path folder;

    /** Which of the two commits is the one that a process did not come to. */
    private enum Kill {
        /** Alerts lie in open transactions; the group's offsets are behind them. */
        BEFORE_THE_TRANSACTIONS(Request.END_TXN, "-alerts-", Request.OFFSET_COMMIT, 1),
        /** Alerts and rejects are committed; the group's offsets are before them. */
        BEFORE_THE_OFFSETS(Request.OFFSET_COMMIT, "", Request.END_TXN, 2);

        private final Request held;
        private final String with;
        private final Request answered;
        private final int times;

        Kill(Request held, String with, Request answered, int times) {
            this.held = held;
            this.with = with;
            this.answered = answered;
            this.times = times;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        broker = new CommandProcess(brokerFolder, "broker", "--until-input-ends");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void exactlyOnceLosesNothingAndDoublesNothing() throws Exception {
        try (KafkaProxy proxy = new KafkaProxy(broker.awaitLine("localhost:"))) {
            KafkaScenario scenario = new KafkaScenario(broker.awaitLine("localhost:"));
            String[] detect = detect(scenario, proxy, "exactly-once");
            for (int i = 0; i < KILLS; i++) {
                Kill kill = Kill.values()[i % Kill.values().length];
                try (CommandProcess process = new CommandProcess(folder, detect)) {
                    process.awaitLine("watching");
                    proxy.hold(kill.held, kill.with);
                    scenario.produce(RECORDS);
                    killWhenHeld(process, proxy, scenario, kill.answered, kill.times);
                }
            }
            goOn(scenario, detect);
            try (CommandProcess process = new CommandProcess(folder, detect)) {
                assertThat(process.awaitLine("goes on from")).contains("savepoint");
                scenario.produce(RECORDS);
                scenario.awaitAll();
            }
            scenario.assertAccountedFor();
            scenario.assertNothingTwice();
        }
    }

    /** The last checkpoint is taken when everything has been read. */
    @ParameterizedTest
    @EnumSource(Kill.class)
    void aRunToTheEndMayBeKilledAtItsEnd(Kill kill) throws Exception {
        try (KafkaProxy proxy = new KafkaProxy(broker.awaitLine("localhost:"))) {
            KafkaScenario scenario = new KafkaScenario(broker.awaitLine("localhost:"));
            String[] detect = detect(scenario, proxy, "exactly-once", "source.stop-at-end", "true");
            scenario.produce(RECORDS);
            proxy.hold(kill.held, kill.with);
            try (CommandProcess process = new CommandProcess(folder, detect)) {
                // Nothing more comes meanwhile: there would be no end.
                Awaitility.await().atMost(PATIENCE).until(() -> proxy.holds(kill.answered, kill.times));
                process.kill();
                proxy.hangUp();
            }
            try (CommandProcess process = new CommandProcess(folder, detect)) {
                assertThat(process.exitCode()).as(process.output()).isZero();
                assertThat(process.output()).contains("goes on from checkpoint");
            }
            assertThat(scenario.lag()).isZero();
            scenario.assertAccountedFor();
            scenario.assertNothingTwice();
        }
    }

    @Test
    void atLeastOnceLosesNothing() throws Exception {
        try (KafkaProxy proxy = new KafkaProxy(broker.awaitLine("localhost:"))) {
            KafkaScenario scenario = new KafkaScenario(broker.awaitLine("localhost:"));
            String[] detect = detect(scenario, proxy, "at-least-once");
            // Alerts on their way, then alerts that arrived, of windows whose offsets are not committed.
            Request[] held = {Request.PRODUCE, Request.OFFSET_COMMIT};
            for (int i = 0; i < KILLS; i++) {
                try (CommandProcess process = new CommandProcess(folder, detect)) {
                    process.awaitLine("watching");
                    scenario.produce(RECORDS);
                    proxy.hold(held[i % held.length], "");
                    killWhenHeld(process, proxy, scenario, held[i % held.length], 0);
                }
            }
            goOn(scenario, detect);
            scenario.assertAccountedFor();
        }
    }

    /** Records go on coming: Flink's reader commits offsets only between two polls, and one of a quiet topic takes 10 s. */
    private static void killWhenHeld(
            CommandProcess process, KafkaProxy proxy, KafkaScenario scenario, Request answered, int times)
            throws InterruptedException {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            scenario.produce(1);
            return proxy.holds(answered, times);
        });
        process.kill();
        proxy.hangUp();
    }

    private String[] detect(KafkaScenario scenario, KafkaProxy proxy, String delivery, String... more)
            throws Exception {
        Path model = folder.resolve("model");
        MeanModel.write(model, Swings.SHAPE);
        Properties settings = new Properties();
        settings.putAll(scenario.settings(model, more));
        settings.putAll(Map.of("delivery", delivery, "kafka.bootstrap.servers", proxy.bootstrap(), "parallelism", "2"));
        StringWriter text = new StringWriter();
        settings.store(text, null);
        Path config = Files.writeString(folder.resolve("holter.properties"), text.toString());
        return new String[] {"detect", "--config", config.toString()};
    }

    /** Judges what is left and stops in order. */
    private void goOn(KafkaScenario scenario, String[] detect) throws Exception {
        try (CommandProcess process = new CommandProcess(folder, detect)) {
            assertThat(process.awaitLine("goes on from")).contains("checkpoint");
            scenario.produce(RECORDS);
            scenario.awaitAll();
            process.interrupt();
            assertThat(process.exitCode()).as(process.output()).isZero();
            assertThat(process.output()).contains("stopped at " + folder.resolve("holter.properties.state"));
        }
    }
}
