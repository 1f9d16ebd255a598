// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What went wrong between a client and its brokers, in one line: the innermost cause, the property that it is about, and
 * no value that is a secret.
 */
public final class ClientFailure {

    private static final int CONNECT_MILLIS = 2000;
    private static final int SHORTEST = 3;
    private static final Pattern CONFIGURATION = Pattern.compile("configuration ([a-z][a-z0-9.]+)");

    private static final Pattern INVALID = Pattern.compile("^Invalid value .*? for(?= configuration )");

    /** Words of Kafka's messages, and what they are about. */
    private static final Map<String, String> ABOUT = new LinkedHashMap<>();

    static {
        ABOUT.put("jaas", SaslConfigs.SASL_JAAS_CONFIG);
        ABOUT.put("login module", SaslConfigs.SASL_JAAS_CONFIG);
        ABOUT.put("loginmodule", SaslConfigs.SASL_JAAS_CONFIG);
        ABOUT.put("mechanism", SaslConfigs.SASL_MECHANISM);
        ABOUT.put("truststore", SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        ABOUT.put("keystore", SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        ABOUT.put("certificate", SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        ABOUT.put("securityprotocol", CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
    }

    private ClientFailure() {}

    /**
     * Says what happened.
     *
     * @param client properties of the client, among them {@code bootstrap.servers}
     * @param patience how long it was waited for an answer
     */
    public static IOException of(Map<String, ?> client, Duration patience, Exception e) {
        String bootstrap = String.valueOf(client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
        Throwable outer = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        if (outer instanceof TimeoutException) {
            String within = " within " + seconds(patience) + " s";
            return new IOException(
                    bootstrap + ": "
                            + (accepts(bootstrap)
                                    ? "something accepts connections, but no Kafka broker answers" + within
                                            + " (another security.protocol, or a slow one: wait longer)"
                                    : "no Kafka broker answers" + within),
                    e);
        }
        return new IOException(bootstrap + ": " + describe(client, outer), e);
    }

    private static String seconds(Duration patience) {
        return patience.toMillis() % 1000 == 0
                ? Long.toString(patience.toSeconds())
                : Double.toString(patience.toMillis() / 1000.0);
    }

    /** The innermost cause, behind the property that it is about. */
    static String describe(Map<String, ?> client, Throwable e) {
        StringBuilder all = new StringBuilder();
        Throwable innermost = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
            innermost = cause.getMessage() == null ? innermost : cause;
        }
        String text = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : firstLine(innermost);
        String property = named(all.toString())
                .or(() -> holding(client, text))
                .or(() -> about(all.toString()))
                .orElse("");
        return (property.isEmpty() || text.contains(property) ? "" : property + ": ") + withoutSecrets(client, text);
    }

    /** Kafka repeats the value of a property that it does not take, whatever it is. */
    private static String firstLine(Throwable e) {
        String line = e.getMessage().strip().lines().findFirst().orElse("");
        return e instanceof ConfigException ? INVALID.matcher(line).replaceFirst("Invalid value for") : line;
    }

    private static Optional<String> named(String text) {
        Matcher named = CONFIGURATION.matcher(text);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** The property whose value a message repeats, such as the name of a file. */
    private static Optional<String> holding(Map<String, ?> client, String text) {
        return client.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))
                .filter(entry -> String.valueOf(entry.getValue()).length() >= SHORTEST)
                .filter(entry -> text.contains(String.valueOf(entry.getValue())))
                .map(Map.Entry<String, ?>::getKey)
                .findFirst();
    }

    private static Optional<String> about(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return ABOUT.entrySet().stream()
                .filter(about -> lower.contains(about.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Kafka knows which of its properties are secrets; what it does not know may be one. */
    private static String withoutSecrets(Map<String, ?> client, String text) {
        Map<String, ConfigDef.ConfigKey> known = ConsumerConfig.configDef().configKeys();
        String shown = text;
        for (Map.Entry<String, ?> entry : client.entrySet()) {
            String value = String.valueOf(entry.getValue());
            ConfigDef.ConfigKey key = known.get(entry.getKey());
            boolean open = key != null && key.type != ConfigDef.Type.PASSWORD
                    || ProducerConfig.configNames().contains(entry.getKey()) && key == null;
            if (!open && value.length() >= SHORTEST) {
                shown = shown.replace(value, "…");
            }
        }
        return shown;
    }

    /** Whether anything listens there: a broker that is slow, or one that is spoken to in another protocol. */
    private static boolean accepts(String bootstrap) {
        for (String address : bootstrap.split(",")) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                String host =
                        address.substring(0, colon).replaceAll("[\\[\\]]", "").strip();
                int port = Integer.parseInt(address.substring(colon + 1).strip());
                socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
                return true;
            } catch (IOException | RuntimeException e) {
                // not this one
                continue;
            }
        }
        return false;
    }
}
