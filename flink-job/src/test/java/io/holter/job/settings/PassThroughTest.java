// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that are Kafka's and Flink's own. */
class PassThroughTest {

    @ParameterizedTest
    @CsvSource({
        "kafka.security.protocl, kafka.security.protocol",
        "kafka.Security.Protocol, kafka.security.protocol",
        "kafka.sasl.jaas.confg, kafka.sasl.jaas.config",
        "kafka.acks.all, kafka.acks",
        "flink.taskmanager.memory.siz, flink.taskmanager.memory.flink.size",
        "flink.execution.checkpointing.mod, flink.execution.checkpointing.mode",
        "flink.parallelism.defalt, flink.parallelism.default",
        "flink.metrics.reporter.prom.factory.clas, flink.metrics.reporter.prom.factory.class",
        "flink.metrics.reporter.prom.intervall, flink.metrics.reporter.prom.interval",
    })
    void misspeltKeysAreNamedWithTheNearest(String key, String nearest) {
        assertThatThrownBy(() -> read(key, "x"))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith("test: " + key + ": expected a known setting such as the nearest, ")
                .hasMessageContaining(nearest.substring(0, 10))
                .hasMessageEndingWith(", found an unknown one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.fetch.min.bytes                      | geheim | a whole number, [0,...]",
                "kafka.ssl.engine.factory.class             | geheim | the name of a class on the class path",
                "kafka.enable.metrics.push                  | geheim | true or false",
                "kafka.isolation.level                      | geheim | a text, [read_committed, read_uncommitted]",
                "flink.taskmanager.memory.task.heap.size    | geheim | a size of memory such as 128m",
                "flink.heartbeat.timeout                    | geheim | a span of time such as 10 s",
                "flink.taskmanager.numberOfTaskSlots        | geheim | a whole number",
                "flink.pipeline.object-reuse                | geheim | true or false",
                "flink.execution.checkpointing.mode         | geheim | one of EXACTLY_ONCE, AT_LEAST_ONCE",
            })
    void valuesThatCannotBeReadAreRefusedAndNotShown(String key, String value, String kind) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("test: " + key + ": expected " + kind + ", found another value");
    }

    @Test
    void aReporterHasAFactory() {
        assertThatThrownBy(() -> read("flink.metrics.reporter.prom.port", "9249"))
                .hasMessage("test: flink.metrics.reporter.prom.port: expected"
                        + " flink.metrics.reporter.prom.factory.class beside it, found none");
        read(
                "flink.metrics.reporter.prom.port",
                "9249",
                "flink.metrics.reporter.prom.factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                "flink.metrics.reporter.prom.filterLabelValueCharacters",
                "false",
                "flink.metrics.reporter.prom.scope.variables.excludes",
                "a;b");
    }

    @Test
    void whatPeopleHavePasses() {
        read("flink.fs.s3a.endpoint", "x");
        read("kafka.partition.discovery.interval.ms", "1000");
        read("kafka.interceptor.classes", "a.B", "kafka.acme.tracing.endpoint", "x");
        read(
                "kafka.config.providers",
                "file",
                "kafka.fetch.min.bytes",
                "${file:/a:b}",
                "kafka.config.providers.file.class",
                "x");
        read(
                "kafka.security.protocol",
                "SASL_SSL",
                "kafka.sasl.mechanism",
                "SCRAM-SHA-512",
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\" password=\"p\";");
        read(
                "kafka.security.protocol",
                "SSL",
                "kafka.ssl.keystore.type",
                "PEM",
                "kafka.ssl.keystore.key",
                "-----BEGIN");
        read("kafka.compression.type", "zstd", "kafka.acks", "all", "kafka.client.id", "ward");
    }

    @Test
    void keysOfWhoeverIsPluggedInPassUnlessTheyAreNearlyThoseOfAClient() {
        assertThatThrownBy(() -> read("kafka.interceptor.classes", "a.B", "kafka.security.protocl", "SSL"))
                .isInstanceOf(WrongArtefactException.class);
    }

    private static void read(String... keysAndValues) {
        Map<String, String> settings =
                new HashMap<>(Map.of("kafka.bootstrap.servers", "localhost:9092", "model", "/models/ecg"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        assertThat(JobSettings.of(settings, "test").kafka().client()).containsKey("bootstrap.servers");
    }
}
