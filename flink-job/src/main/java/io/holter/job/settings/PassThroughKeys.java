// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

import io.holter.core.Spelling;
import io.holter.core.WrongArtefactException;
import io.holter.job.kafka.ClientKeys;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.HistoryServerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * The keys that are passed on to Kafka's clients and to Flink, which ignore what they do not know: a misspelt
 * {@code security.protocol} would be a connection in the clear.
 */
final class PassThroughKeys {

    private static final List<Class<?>> FLINKS = List.of(
            BlobServerOptions.class,
            CheckpointingOptions.class,
            ClusterOptions.class,
            CoreOptions.class,
            DeploymentOptions.class,
            ExecutionOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            HistoryServerOptions.class,
            JobManagerOptions.class,
            MetricOptions.class,
            NettyShuffleEnvironmentOptions.class,
            PipelineOptions.class,
            ResourceManagerOptions.class,
            RestOptions.class,
            RestartStrategyOptions.class,
            SecurityOptions.class,
            StateBackendOptions.class,
            StateChangelogOptions.class,
            StateRecoveryOptions.class,
            TaskManagerOptions.class,
            WebOptions.class);

    /** What has names of its own behind these, or comes with a library that is not here. */
    private static final List<String> OPEN = List.of(
            "metrics.reporter.",
            "metrics.scope.",
            "traces.",
            "events.",
            "env.",
            "fs.",
            "state.backend.",
            "high-availability.",
            "security.",
            "taskmanager.network.",
            "external-resource");

    private static final Map<String, ConfigOption<?>> FLINK_OPTIONS = flinkOptions();

    private PassThroughKeys() {}

    /**
     * Checks keys of Kafka's clients. Where classes of somebody else are plugged in, keys that are not known may be
     * theirs, unless they are nearly those of a client.
     *
     * @param keys without the prefix
     * @throws WrongArtefactException if one is not known
     */
    static void requireKafka(String where, Map<String, String> keys) {
        Set<String> known = ClientKeys.known();
        boolean plugged = keys.keySet().stream().anyMatch(PassThroughKeys::plugsIn);
        for (String key : keys.keySet()) {
            Optional<String> near = Spelling.nearest(key, known);
            if (!known.contains(key) && (!plugged || near.isPresent())) {
                throw unknown(where, JobOptions.KAFKA_PREFIX, key, Spelling.closest(key, known));
            }
        }
    }

    private static boolean plugsIn(String key) {
        return key.endsWith(".class")
                || key.endsWith(".classes")
                || key.endsWith(".reporters")
                || key.endsWith("serializer")
                || key.equals("config.providers");
    }

    /**
     * Checks keys of Flink, and that the values of known ones can be read.
     *
     * @param keys without the prefix
     * @throws WrongArtefactException if one is not known, or has another value than it takes
     */
    static void requireFlink(String where, Map<String, String> keys) {
        Set<String> families =
                FLINK_OPTIONS.keySet().stream().map(PassThroughKeys::family).collect(Collectors.toSet());
        Configuration configuration = Configuration.fromMap(keys);
        for (Map.Entry<String, String> entry : new TreeMap<>(keys).entrySet()) {
            String key = entry.getKey();
            ConfigOption<?> option = FLINK_OPTIONS.get(key);
            if (option != null) {
                requireValue(where, configuration, option, entry);
            } else if (families.contains(family(key)) && OPEN.stream().noneMatch(key::startsWith)
                    || Spelling.nearest(key, FLINK_OPTIONS.keySet())
                            .filter(near -> Spelling.distance(key, near) <= 2)
                            .isPresent()) {
                throw unknown(where, JobOptions.FLINK_PREFIX, key, Spelling.closest(key, FLINK_OPTIONS.keySet()));
            }
        }
    }

    private static void requireValue(
            String where, Configuration configuration, ConfigOption<?> option, Map.Entry<String, String> entry) {
        try {
            configuration.get(option);
        } catch (IllegalArgumentException e) {
            Object example = option.defaultValue();
            throw new WrongArtefactException(
                    where + ": " + JobOptions.FLINK_PREFIX + entry.getKey(),
                    example == null ? "another kind of value" : "a value such as " + example,
                    "'" + entry.getValue() + "'");
        }
    }

    private static String family(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private static WrongArtefactException unknown(String where, String prefix, String key, String nearest) {
        return new WrongArtefactException(
                where + ": " + prefix + key,
                "a known setting such as the nearest, " + prefix + nearest,
                "an unknown one");
    }

    private static Map<String, ConfigOption<?>> flinkOptions() {
        Map<String, ConfigOption<?>> options = new HashMap<>();
        for (Class<?> holder : FLINKS) {
            for (Field field : holder.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = read(field);
                    Stream<String> others = StreamSupport.stream(
                                    option.fallbackKeys().spliterator(), false)
                            .map(FallbackKey::getKey);
                    Stream.concat(Stream.of(option.key()), others).forEach(key -> options.put(key, option));
                }
            }
        }
        return Map.copyOf(options);
    }

    private static ConfigOption<?> read(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public field", e);
        }
    }
}
