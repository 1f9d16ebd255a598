// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.core.Decimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Kinds of values on the command line; each refuses what it is not, saying what was expected and what was found. */
final class Values {

    private Values() {}

    /** A span of time above 0, such as 90s, 5m, 500ms or 1h: written as in the job's settings. */
    static final class Span implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                Duration span = TimeUtils.parseDuration(text);
                // A number alone would be milliseconds, which nobody means.
                if (span.toMillis() > 0 && !text.strip().matches("\\d+")) {
                    return span;
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                // as for any other text that is no span
            }
            throw wrong("a span of time such as 60s, 5m or 500ms", text);
        }
    }

    /** A share between 0 and 1, both included. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, 0, 1, "a share between 0 and 1");
        }
    }

    /** Something a second, above 0. */
    static final class Rate implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, 1e-3, 1e7, "a rate from 0.001 to 10000000 per second");
        }
    }

    /** How many, 1 to a million. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int count = Integer.parseInt(text.strip());
                if (count >= 1 && count <= 1_000_000) {
                    return count;
                }
            } catch (NumberFormatException e) {
                // as for any other text that is no count
            }
            throw wrong("a whole number from 1 to 1000000", text);
        }
    }

    /** Addresses of brokers: host:port, separated by commas. */
    static final class Bootstrap implements ITypeConverter<String> {

        private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:,\\s]+):(\\d{1,5})");

        @Override
        public String convert(String text) {
            for (String address : text.split(",", -1)) {
                Matcher matcher = ADDRESS.matcher(address.strip());
                if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
                    // Kafka takes users and passwords in properties only, but people try.
                    String shown = text.replaceFirst("(?s).*@", "…@");
                    throw wrong("HOST:PORT, or several separated by commas", shown);
                }
            }
            return text;
        }
    }

    private static double number(String text, double from, double to, String expected) {
        try {
            double value = Decimal.parse(text);
            if (value >= from && value <= to) {
                return value;
            }
        } catch (NumberFormatException e) {
            // as for any other text that is no such number
        }
        throw wrong(expected, text);
    }

    private static TypeConversionException wrong(String expected, String found) {
        return new TypeConversionException("expected " + expected + ", found '" + found + "'");
    }
}
