// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import com.fasterxml.jackson.core.JsonPointer;
import io.holter.core.NumberSettings;
import io.holter.core.WrongArtefactException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a record of somebody else's making has what a block of samples is made of. Places are JSON Pointers (RFC 6901).
 *
 * @param series place of the name of what is measured; null for the record's key
 * @param time place of the time of the first sample; null for the record's own
 * @param unit unit of that time
 * @param channels places of the channels' values, one sample a record; empty where {@code values} has a block
 * @param values place of an array of values, or of samples; null where {@code channels} has one
 * @param rate samples per second, Hz; 0 where it is not said
 * @param numericStrings whether text such as {@code "3.5"} is a number
 */
public record FieldMapping(
        String series,
        String time,
        Unit unit,
        List<String> channels,
        String values,
        double rate,
        boolean numericStrings)
        implements Serializable {

    /** Key of {@link #series}: {@value #RECORD_KEY}, or a place. */
    public static final String SERIES = "source.series";

    /** Key of {@link #time}: {@value #RECORD_TIME}, or a place. */
    public static final String TIME = "source.time";

    /** Key of {@link #unit}. */
    public static final String TIME_UNIT = "source.time.unit";

    /** Key of {@link #channels}, separated by commas. */
    public static final String CHANNELS = "source.channels";

    /** Key of {@link #values}. */
    public static final String VALUES = "source.values";

    /** Key of {@link #rate}. */
    public static final String RATE = "source.rate";

    /** Key of {@link #numericStrings}. */
    public static final String NUMERIC_STRINGS = "source.numeric-strings";

    private static final String RECORD_KEY = "key";
    private static final String RECORD_TIME = "record";
    private static final double MAX_RATE = 1e6;
    private static final Set<String> PLACES = Set.of(SERIES, TIME, CHANNELS, VALUES);

    /** What times count. */
    public enum Unit {
        /** Text such as {@code 2026-01-31T12:00:00Z}. */
        ISO(0),
        /** Seconds since 1970. */
        S(1e6),
        /** Milliseconds since 1970. */
        MS(1e3),
        /** Microseconds since 1970. */
        US(1),
        /** Nanoseconds since 1970. */
        NS(1e-3);

        /** Microseconds in one; 0 for text. */
        final double micros;

        Unit(double micros) {
            this.micros = micros;
        }

        static final String NAMES = "one of iso, s, ms, us, ns";
    }

    public FieldMapping {
        channels = List.copyOf(channels);
    }

    /**
     * Reads a mapping.
     *
     * @param settings values by key; other keys are passed over
     * @param where what to name in an error, such as the file that they come from
     * @return the mapping; empty where none is stated
     * @throws WrongArtefactException if a value cannot be used, or one is missing
     */
    public static Optional<FieldMapping> read(Map<String, String> settings, String where) {
        if (PLACES.stream().noneMatch(settings::containsKey)) {
            return Optional.empty();
        }
        NumberSettings numbers = new NumberSettings(settings, where);
        if (settings.containsKey(CHANNELS) == settings.containsKey(VALUES)) {
            throw new WrongArtefactException(
                    where + ": " + CHANNELS + " and " + VALUES,
                    "one of them",
                    settings.containsKey(VALUES) ? "both" : "neither");
        }
        List<String> channels = settings.containsKey(CHANNELS)
                ? Arrays.stream(settings.get(CHANNELS).split(",", -1))
                        .map(place -> place(numbers, CHANNELS, place))
                        .toList()
                : List.of();
        return Optional.of(new FieldMapping(
                placeOr(numbers, SERIES, RECORD_KEY),
                placeOr(numbers, TIME, RECORD_TIME),
                unit(numbers),
                channels,
                settings.containsKey(VALUES) ? place(numbers, VALUES, settings.get(VALUES)) : null,
                numbers.number(RATE, 0.0, rate -> rate > 0 && rate <= MAX_RATE, "above 0 and at most 1000000 Hz"),
                flag(numbers)));
    }

    private static String placeOr(NumberSettings settings, String key, String word) {
        String text = settings.settings().get(key);
        if (text == null) {
            throw new WrongArtefactException(
                    settings.where() + ": " + key, word + ", or a JSON Pointer such as /device/id", "none");
        }
        return text.strip().equals(word) ? null : place(settings, key, text);
    }

    private static String place(NumberSettings settings, String key, String text) {
        String place = text.strip();
        try {
            if (place.startsWith("/")) {
                return JsonPointer.compile(place).toString();
            }
        } catch (IllegalArgumentException e) {
            // as for any other text that is no pointer
        }
        throw settings.wrong(key, "a JSON Pointer such as /disk/0/busy", place);
    }

    private static Unit unit(NumberSettings settings) {
        String text = settings.settings().getOrDefault(TIME_UNIT, "ms").strip();
        return Arrays.stream(Unit.values())
                .filter(unit -> unit.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> settings.wrong(TIME_UNIT, Unit.NAMES, text));
    }

    private static boolean flag(NumberSettings settings) {
        String text = settings.settings().getOrDefault(NUMERIC_STRINGS, "false").strip();
        if (!text.equals("true") && !text.equals("false")) {
            throw settings.wrong(NUMERIC_STRINGS, "true or false", text);
        }
        return text.equals("true");
    }

    /** Names of the channels: the last part of each place; empty where a block has the values. */
    public List<String> channelNames() {
        return channels.stream()
                .map(place -> JsonPointer.compile(place).last().getMatchingProperty())
                .toList();
    }
}
