// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.data.Piece;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast the samples of a record were taken, and since when.
 *
 * @param frequency samples per second and signal, Hz, above 0
 * @param start time of the first sample, as of a clock at UTC; null where the header does not give both date and time
 */
record RecordTiming(double frequency, Instant start) {

    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,9})\\d*)?");
    private static final Pattern DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");

    /**
     * As the header gives it.
     *
     * @param time hours, minutes and seconds; null where not given
     * @param date day, month and year; null where not given
     */
    static RecordTiming of(double frequency, String time, String date) {
        Matcher clock = TIME.matcher(time == null ? "" : time);
        Matcher day = DATE.matcher(date == null ? "" : date);
        if (!clock.matches() || !day.matches()) {
            return new RecordTiming(frequency, null);
        }
        String fraction = clock.group(4) == null ? "" : clock.group(4);
        try {
            Instant start = LocalDateTime.of(
                            number(day, 3),
                            number(day, 2),
                            number(day, 1),
                            number(clock, 1),
                            number(clock, 2),
                            number(clock, 3),
                            Integer.parseInt((fraction + "000000000").substring(0, 9)))
                    .toInstant(ZoneOffset.UTC);
            return new RecordTiming(frequency, start);
        } catch (DateTimeException e) {
            // Such as the 31st of a month that ends before: as good as no date.
            return new RecordTiming(frequency, null);
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** The times of samples from a given one on. */
    Piece.Clock from(int first) {
        return sample -> start == null ? null : start.plusNanos(Math.round(((long) first + sample) * 1e9 / frequency));
    }
}
