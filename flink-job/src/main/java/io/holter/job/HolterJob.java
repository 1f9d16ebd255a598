// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import io.holter.core.WrongArtefactException;
import io.holter.job.decode.RawRecord;
import io.holter.job.kafka.KafkaEdge;
import io.holter.job.settings.JobSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job: {@link Topology} between Kafka and Kafka. Submitted to a cluster with {@code --config FILE} and any number
 * of {@code --set key=value}.
 */
public final class HolterJob {

    /** Name of the job in Flink. */
    public static final String NAME = "holter";

    private HolterJob() {}

    /** Runs the job in the environment that the caller of this class provides, a cluster for example. */
    public static void main(String[] args) throws Exception {
        JobSettings settings = settings(args);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        build(environment, settings);
        environment.execute(NAME);
    }

    /**
     * Puts the job into an environment, without running it.
     *
     * @param environment an environment configured with {@link JobSettings#flinkConfiguration}
     * @throws WrongArtefactException if the model directory holds no usable model
     * @throws IOException if the model's card cannot be read
     */
    public static void build(StreamExecutionEnvironment environment, JobSettings settings) throws IOException {
        DataStream<RawRecord> records = environment
                .fromSource(KafkaEdge.input(settings.kafka()), WatermarkStrategy.noWatermarks(), "windows")
                .uid("windows");
        Topology topology = Topology.build(records, settings);
        topology.alerts()
                .sinkTo(KafkaEdge.alerts(settings.kafka(), settings.delivery()))
                .uid("alerts")
                .name("alerts");
        topology.rejects()
                .sinkTo(KafkaEdge.rejects(settings.kafka(), settings.delivery()))
                .uid("rejects")
                .name("rejects");
    }

    static JobSettings settings(String[] args) throws IOException {
        String usage = "--config FILE [--set key=value]…";
        Path config = null;
        Map<String, String> overrides = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String value = i + 1 < args.length ? args[i + 1] : null;
            if (args[i].equals("--config") && value != null) {
                config = Path.of(value);
            } else if (args[i].equals("--set") && value != null && value.indexOf('=') > 0) {
                int equals = value.indexOf('=');
                overrides.put(value.substring(0, equals), value.substring(equals + 1));
            } else {
                // Not what stands behind an equals sign: it may be a password.
                String found = args[i] + (value == null ? "" : " " + value);
                throw new WrongArtefactException("arguments of the job", usage, found.replaceFirst("=.*", "=…"));
            }
        }
        if (config == null) {
            return JobSettings.of(overrides, "arguments of the job");
        }
        return JobSettings.read(config, overrides);
    }
}
