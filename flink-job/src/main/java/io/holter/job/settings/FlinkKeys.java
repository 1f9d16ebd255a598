// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

import io.holter.core.KnownKeys;
import io.holter.core.Spelling;
import io.holter.core.WrongArtefactException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.HistoryServerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
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

/** The keys that are passed on to Flink, which ignores what it does not know. */
final class FlinkKeys {

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

    private static final String REPORTER = "metrics.reporter.";

    /** What Flink itself takes of a reporter; all else belongs to the reporter. */
    private static final Set<String> OF_A_REPORTER = Set.of(
            "factory.class",
            "interval",
            "filter.includes",
            "filter.excludes",
            "scope.delimiter",
            "scope.variables.additional",
            "scope.variables.excludes");

    private static final Map<String, Known> KNOWN = known();

    /**
     * A key that Flink knows.
     *
     * @param kind what it takes, in words
     */
    private record Known(ConfigOption<?> option, String kind) {}

    private FlinkKeys() {}

    /**
     * Checks keys of Flink, and that the values of known ones can be read.
     *
     * @param keys without the prefix
     * @throws WrongArtefactException if one is not known, or has another value than it takes
     */
    static void require(String where, Map<String, String> keys) {
        Set<String> families = KNOWN.keySet().stream().map(FlinkKeys::family).collect(Collectors.toSet());
        Configuration configuration = Configuration.fromMap(keys);
        for (Map.Entry<String, String> entry : new TreeMap<>(keys).entrySet()) {
            String key = entry.getKey();
            Known known = KNOWN.get(key);
            if (key.startsWith(REPORTER)) {
                requireReporter(where, key, keys.keySet());
            } else if (known != null) {
                requireValue(where, configuration, known, key);
            } else if (families.contains(family(key)) && OPEN.stream().noneMatch(key::startsWith)
                    || Spelling.nearest(key, KNOWN.keySet())
                            .filter(near -> Spelling.distance(key, near) <= 2)
                            .isPresent()) {
                throw KnownKeys.unknown(where, JobOptions.FLINK_PREFIX, key, Spelling.closest(key, KNOWN.keySet()));
            }
        }
    }

    private static void requireValue(String where, Configuration configuration, Known known, String key) {
        try {
            configuration.get(known.option);
        } catch (IllegalArgumentException e) {
            // Not the value, which may be a secret.
            throw new WrongArtefactException(where + ": " + JobOptions.FLINK_PREFIX + key, known.kind, "another value");
        }
    }

    /** Flink starts without a reporter that it cannot make, and says so in a log only. */
    private static void requireReporter(String where, String key, Set<String> keys) {
        int dot = key.indexOf('.', REPORTER.length());
        String name = dot < 0 ? "" : key.substring(REPORTER.length(), dot);
        String own = key.substring(dot + 1);
        if (name.isEmpty() || own.isEmpty()) {
            throw new WrongArtefactException(
                    where + ": " + JobOptions.FLINK_PREFIX + key, REPORTER + "NAME.factory.class and the like", "less");
        }
        Optional<String> near = Spelling.nearest(own, OF_A_REPORTER);
        if (near.isPresent() && !OF_A_REPORTER.contains(own)) {
            String prefix = JobOptions.FLINK_PREFIX + REPORTER + name + ".";
            throw KnownKeys.unknown(where, prefix, own, near.get());
        }
        String factory = REPORTER + name + ".factory.class";
        if (!keys.contains(factory)) {
            throw new WrongArtefactException(
                    where + ": " + JobOptions.FLINK_PREFIX + key,
                    JobOptions.FLINK_PREFIX + factory + " beside it",
                    "none");
        }
    }

    private static String family(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private static Map<String, Known> known() {
        Map<String, Known> known = new HashMap<>();
        for (Class<?> holder : FLINKS) {
            for (Field field : holder.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = read(field);
                    Known own = new Known(
                            option, kind(((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0]));
                    known.put(option.key(), own);
                    option.fallbackKeys().forEach(other -> known.put(other.getKey(), own));
                }
            }
        }
        return Map.copyOf(known);
    }

    private static String kind(Type type) {
        if (type == MemorySize.class) {
            return "a size of memory such as 128m";
        }
        if (type == Duration.class) {
            return "a span of time such as 10 s";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type instanceof Class<?> number && Number.class.isAssignableFrom(number)) {
            return number == Double.class || number == Float.class ? "a number" : "a whole number";
        }
        if (type instanceof Class<?> constants && constants.isEnum()) {
            return "one of "
                    + Arrays.stream(constants.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        return type == String.class ? "a text" : "a list or a map, as Flink writes them";
    }

    private static ConfigOption<?> read(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public field", e);
        }
    }
}
