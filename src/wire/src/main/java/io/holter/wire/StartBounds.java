// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.schemas.RejectReason;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * When a measurement can have started: from a date that is given to some time after now. A start outside tells of a
 * producer that counts in another unit than milliseconds. No window ends after the year 9999, where the types of some
 * consumers end.
 */
public final class StartBounds implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The last millisecond of the year 9999. */
    public static final long LAST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** Any time whose year has four digits: for windows to learn from, where it does not matter when they were. */
    public static final StartBounds ANY =
            new StartBounds(Instant.parse("0001-01-01T00:00:00Z"), Duration.ofMillis(LAST_MILLIS));

    /** Where a number is no time in milliseconds, it is read in the unit in which it lies here. */
    private static final long PLAUSIBLE_FROM =
            Instant.parse("1971-01-01T00:00:00Z").toEpochMilli();

    private static final long PLAUSIBLE_TO =
            Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    private final long earliestMillis;
    private final long aheadMillis;

    /** What was the latest when it was last looked up: the clock is asked again only where a start lies after it. */
    private transient volatile long latestMillis;

    /**
     * @param earliest the first time that is possible
     * @param ahead how far after now a start may lie, 0 or more
     */
    public StartBounds(Instant earliest, Duration ahead) {
        if (ahead.isNegative()) {
            throw new IllegalArgumentException("a start lies ahead by 0 or more, got " + ahead);
        }
        this.earliestMillis = earliest.toEpochMilli();
        this.aheadMillis = ahead.compareTo(Duration.ofMillis(LAST_MILLIS)) < 0 ? ahead.toMillis() : LAST_MILLIS;
    }

    /** Makes sure that a measurement can have started then. */
    void require(long startMillis) throws RejectedRecordException {
        if (startMillis < earliestMillis || startMillis > latestMillis && startMillis > latest()) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_TIME,
                    "a start from " + Instant.ofEpochMilli(earliestMillis) + " to " + Instant.ofEpochMilli(latest()),
                    startMillis + ", " + date(startMillis) + guess(startMillis));
        }
    }

    private long latest() {
        latestMillis = Math.min(LAST_MILLIS, System.currentTimeMillis() + aheadMillis);
        return latestMillis;
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
