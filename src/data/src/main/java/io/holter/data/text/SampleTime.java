// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The time of a sample as text: a number of any unit, or a date with a time of day.
 *
 * @param value seconds since 1970-01-01T00:00:00Z for a date; a number as it stands
 * @param isDate whether it is a date; without a zone it is one at UTC
 */
record SampleTime(BigDecimal value, boolean isDate) {

    /** What to say that was expected. */
    static final String EXPECTED =
            "a time: a number, or 2024-12-31 23:59:59 (a T between, fractions and a zone as well)";

    private static final int MAX_CHARACTERS = 40;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?");
    private static final Pattern SLASHES = Pattern.compile("(\\d{4})/(\\d\\d)/(\\d\\d)(.*)");
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .optionalStart()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalEnd()
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT);

    /**
     * A time.
     *
     * @return null if it is none
     */
    static SampleTime parse(String text) {
        String time = text.strip();
        if (time.length() > MAX_CHARACTERS) {
            return null;
        }
        if (NUMBER.matcher(time).matches()) {
            return new SampleTime(new BigDecimal(time), false);
        }
        try {
            TemporalAccessor date = DATE.parseBest(
                    SLASHES.matcher(time).replaceFirst("$1-$2-$3$4"),
                    OffsetDateTime::from,
                    LocalDateTime::from,
                    LocalDate::from);
            Instant instant = date instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : date instanceof LocalDateTime local
                            ? local.toInstant(ZoneOffset.UTC)
                            : ((LocalDate) date).atStartOfDay().toInstant(ZoneOffset.UTC);
            return new SampleTime(
                    BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9)), true);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
