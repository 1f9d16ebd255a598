// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import io.holter.core.SafeAddress;
import io.holter.core.WrongArtefactException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which windows of which topic: {@code kafka://host:port[,host:port]/topic[?key=value[&key=value]]}.
 *
 * @param name all of it but for secrets, for messages
 * @param bootstrap addresses of brokers, host:port, separated by commas
 * @param topic name of the topic
 * @param max most windows to read ({@code max})
 * @param timeout how long to wait for an answer, or for the next records ({@code timeout}, seconds)
 * @param files what else is read to understand the topic
 */
public record TopicAddress(String name, String bootstrap, String topic, long max, Duration timeout, Files files) {

    /**
     * Files of this machine.
     *
     * @param schemas Avro schemas that windows may be written in, besides this build's ({@code schema}, any number)
     * @param properties properties of Kafka's client, such as those for TLS and SASL ({@code properties}); null for
     *     none
     * @param config settings of the job, which say how windows are cut from samples ({@code config}); null for none
     */
    public record Files(List<String> schemas, String properties, String config) {

        public Files {
            schemas = List.copyOf(schemas);
        }
    }

    private static final Pattern ADDRESS = Pattern.compile(
            "kafka://(?<brokers>[^/?#]+)/(?<topic>[a-zA-Z0-9._-]{1,249})(?:\\?(?<query>[^#]*))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BROKER = Pattern.compile("(?:[^:\\[\\]]+|\\[[^\\[\\]]+]):\\d{1,5}");
    private static final String EXAMPLE = "kafka://host:port/topic?max=100000";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MAX_SECONDS = 86_400;

    /**
     * Reads an address.
     *
     * @throws WrongArtefactException if it is not one, or has a key that is not known
     */
    public static TopicAddress parse(String uri) {
        String name = SafeAddress.of(uri);
        Matcher address = ADDRESS.matcher(uri);
        if (!address.matches()) {
            throw new WrongArtefactException(name, "an address such as " + EXAMPLE, "another");
        }
        for (String broker : address.group("brokers").split(",", -1)) {
            if (!BROKER.matcher(broker).matches()) {
                throw new WrongArtefactException(name, "host:port of a broker", brokerFound(broker));
            }
        }
        Query query = new Query(name);
        String text = address.group("query");
        for (String part : text == null || text.isEmpty() ? new String[0] : text.split("&", -1)) {
            query.take(part);
        }
        return new TopicAddress(
                name,
                address.group("brokers"),
                address.group("topic"),
                query.max,
                query.timeout,
                new Files(query.schemas, query.properties, query.config));
    }

    /** Kafka takes users and passwords in properties only, but people try. */
    private static String brokerFound(String broker) {
        return broker.isEmpty() ? "nothing" : broker.contains("@") ? "another, with a user" : broker;
    }

    /** What stands behind the question mark. */
    private static final class Query {

        private final String name;
        private long max = Long.MAX_VALUE;
        private Duration timeout = PATIENCE;
        private final List<String> schemas = new ArrayList<>();
        private String properties;
        private String config;

        Query(String name) {
            this.name = name;
        }

        void take(String part) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : decoded(part, equals + 1);
            switch (key) {
                case "max" -> max = number(key, value, Long.MAX_VALUE);
                case "timeout" -> timeout = Duration.ofSeconds(number(key, value, MAX_SECONDS));
                case "schema" -> schemas.add(file(key, value));
                case "properties" -> properties = file(key, value);
                case "config" -> config = file(key, value);
                default ->
                    throw new WrongArtefactException(
                            name,
                            "max, timeout, schema, properties or config in the query",
                            key.isEmpty() ? "nothing" : key);
            }
        }

        /** A plus is a plus: these are file names, and no form was filled in. */
        private String decoded(String part, int from) {
            try {
                return URLDecoder.decode(part.substring(from).replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new WrongArtefactException(
                        name,
                        "percent signs that stand for bytes in the query",
                        "others in " + part.replaceFirst("=.*", ""),
                        e);
            }
        }

        private long number(String key, String value, long most) {
            try {
                long number = Long.parseLong(value);
                if (number >= 1 && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new WrongArtefactException(name, key + " to be a whole number", "'" + value + "'", e);
            }
            throw new WrongArtefactException(name, key + " to be between 1 and " + most, value);
        }

        private String file(String key, String value) {
            if (value.isEmpty()) {
                throw new WrongArtefactException(name, "a file for " + key, "none");
            }
            if (value.indexOf('\0') >= 0) {
                throw new WrongArtefactException(name, "the name of a file for " + key, "one with a byte 0");
            }
            return value;
        }
    }
}
