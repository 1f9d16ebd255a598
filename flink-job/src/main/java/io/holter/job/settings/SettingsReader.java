// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

import io.holter.core.Spelling;
import io.holter.core.WrongArtefactException;
import io.holter.job.kafka.ClientKeys;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** A reader of settings that says which key is wrong, and how. */
final class SettingsReader {

    private final Map<String, String> settings;
    private final Configuration configuration;
    private final String where;

    SettingsReader(Map<String, String> settings, String where) {
        this.settings = new TreeMap<>(settings);
        this.configuration = Configuration.fromMap(inFlinksSpelling(settings));
        this.where = where;
    }

    /** Flink knows constants by their Java names only, exactly_once but not exactly-once. */
    private static Map<String, String> inFlinksSpelling(Map<String, String> settings) {
        Map<String, String> spelt = new TreeMap<>(settings);
        for (ConfigOption<?> option : JobOptions.all()) {
            if (option.defaultValue() instanceof Enum<?>) {
                spelt.computeIfPresent(option.key(), (key, value) -> value.replace('-', '_'));
            }
        }
        return spelt;
    }

    void rejectUnknownKeys() {
        for (String key : settings.keySet()) {
            boolean known = key.startsWith(JobOptions.KAFKA_PREFIX)
                    || key.startsWith(JobOptions.FLINK_PREFIX)
                    || JobOptions.all().stream().anyMatch(option -> option.key().equals(key));
            if (!known) {
                List<String> keys =
                        JobOptions.all().stream().map(ConfigOption::key).toList();
                String nearest = Spelling.closest(key, keys);
                throw new WrongArtefactException(
                        where + ": " + key, "a known setting such as the nearest, " + nearest, "an unknown one");
            }
        }
    }

    /** Keys of Kafka's clients and of Flink, which ignore what they do not know. */
    void rejectMisspeltKeys() {
        ClientKeys.require(where, JobOptions.KAFKA_PREFIX, withPrefix(JobOptions.KAFKA_PREFIX));
        FlinkKeys.require(where, withPrefix(JobOptions.FLINK_PREFIX));
    }

    Map<String, String> withPrefix(String prefix) {
        return settings.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    /** The value, or null where there is none and no default. */
    <T> T optional(ConfigOption<T> option) {
        try {
            return configuration.get(option);
        } catch (IllegalArgumentException e) {
            throw wrong(option, kind(option), "'" + settings.get(option.key()) + "'");
        }
    }

    <T> T required(ConfigOption<T> option) {
        T value = optional(option);
        if (value == null || value.toString().isEmpty()) {
            throw wrong(option, "a value: " + JobOptions.describe(option), "none");
        }
        return value;
    }

    <T> T checked(ConfigOption<T> option, Predicate<T> valid, String expected) {
        T value = optional(option);
        if (!valid.test(value)) {
            throw wrong(option, expected, "'" + settings.get(option.key()) + "'");
        }
        return value;
    }

    /** A time, or a date for its beginning in UTC. */
    Instant instant(ConfigOption<String> option) {
        String text = required(option).strip();
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw wrong(option, "a time such as " + option.defaultValue(), "'" + text + "'");
        }
    }

    WrongArtefactException wrong(ConfigOption<?> option, String expected, String found) {
        return new WrongArtefactException(where + ": " + option.key(), expected, found);
    }

    private static String kind(ConfigOption<?> option) {
        Object example = option.defaultValue();
        if (example instanceof Enum<?> constant) {
            return "one of "
                    + Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                            .map(JobOptions::show)
                            .collect(Collectors.joining(", "));
        }
        return example == null ? "a number" : "a value such as " + JobOptions.show(example);
    }
}
