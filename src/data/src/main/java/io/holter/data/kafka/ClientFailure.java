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
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What went wrong between a client and its brokers, in one line: the innermost cause, the property that it is about, and
 * no value of any property, since these may be secrets.
 */
public final class ClientFailure {

    private static final int CONNECT_MILLIS = 2000;
    private static final int SHORTEST_SECRET = 3;
    private static final Pattern CONFIGURATION = Pattern.compile("configuration ([a-z][a-z0-9.]+)");

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
                                            + " (another security.protocol, or a slow one: default.api.timeout.ms)"
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
        String text = innermost.getMessage() == null
                ? innermost.getClass().getSimpleName()
                : innermost.getMessage().strip().lines().findFirst().orElse("");
        String property = property(all.toString()).orElse("");
        return (property.isEmpty() || text.contains(property) ? "" : property + ": ") + withoutValues(client, text);
    }

    private static Optional<String> property(String text) {
        Matcher named = CONFIGURATION.matcher(text);
        if (named.find()) {
            return Optional.of(named.group(1));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return ABOUT.entrySet().stream()
                .filter(about -> lower.contains(about.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String withoutValues(Map<String, ?> client, String text) {
        String shown = text;
        for (Map.Entry<String, ?> entry : client.entrySet()) {
            String value = String.valueOf(entry.getValue());
            if (value.length() >= SHORTEST_SECRET
                    && !entry.getKey().startsWith(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
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
