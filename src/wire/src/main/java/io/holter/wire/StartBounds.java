// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.schemas.RejectReason;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * When a measurement can have started: from a given time to some time after now. A start outside tells of a producer
 * that counts in another unit than milliseconds.
 *
 * @param earliest the first start that is possible
 * @param ahead how far after now a start may lie, 0 or more
 */
public record StartBounds(Instant earliest, Duration ahead) implements Serializable {

    /** The last millisecond of the year 9999, where the types of some consumers end: no window reaches beyond it. */
    public static final long LAST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** Any time whose year has four digits: for windows to learn from, where it does not matter when they were. */
    public static final StartBounds ANY =
            new StartBounds(Instant.parse("0001-01-01T00:00:00Z"), Duration.ofMillis(LAST_MILLIS));

    /** A number that is no time in milliseconds is taken to be in the unit in which it lies here. */
    private static final long PLAUSIBLE_FROM =
            Instant.parse("1971-01-01T00:00:00Z").toEpochMilli();

    private static final long PLAUSIBLE_TO =
            Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    public StartBounds {
        if (ahead.isNegative()) {
            throw new IllegalArgumentException("a start lies ahead by 0 or more, got " + ahead);
        }
    }

    /** The last start that is possible now, milliseconds since 1970-01-01T00:00:00Z. */
    long latestMillis() {
        long room = LAST_MILLIS - System.currentTimeMillis();
        return ahead.compareTo(Duration.ofMillis(room)) < 0 ? LAST_MILLIS - room + ahead.toMillis() : LAST_MILLIS;
    }

    /** What to say of a start outside. */
    RejectedRecordException reject(long startMillis) {
        return new RejectedRecordException(
                RejectReason.WRONG_TIME,
                "a start from " + earliest + " to " + Instant.ofEpochMilli(latestMillis()),
                startMillis + ", " + date(startMillis) + guess(startMillis));
    }

    private static String date(long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year > 0 && year < 10_000 ? instant.toString() : "the year " + year;
    }

    private static String guess(long start) {
        if (start >= PLAUSIBLE_FROM / 1000 && start <= PLAUSIBLE_TO / 1000) {
            return ": seconds where milliseconds belong?";
        }
        if (isPlausible(start / 1000)) {
            return ": microseconds where milliseconds belong?";
        }
        return isPlausible(start / 1_000_000) ? ": nanoseconds where milliseconds belong?" : "";
    }

    private static boolean isPlausible(long millis) {
        return millis >= PLAUSIBLE_FROM && millis <= PLAUSIBLE_TO;
    }
}
