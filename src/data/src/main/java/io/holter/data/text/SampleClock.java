// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import io.holter.data.Piece;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The times of the samples of one series after another, held until they are asked for or passed over. A number is the
 * time since 1970-01-01T00:00:00Z in that unit of seconds, milliseconds, microseconds and nanoseconds in which the first
 * one lies between 1973 and 2286; in no unit, it only tells how far samples are apart.
 */
final class SampleClock {

    private static final BigDecimal FROM_SECONDS = BigDecimal.valueOf(100_000_000L);
    private static final BigDecimal TO_SECONDS = BigDecimal.valueOf(10_000_000_000L);

    /** Powers of ten by which the units are smaller than a second. */
    private static final int[] UNITS = {0, 3, 6, 9};

    private int unit = -1;

    /**
     * A clock.
     *
     * @param first the first time of the file, which tells the unit
     */
    SampleClock(SampleTime first) {
        for (int power : UNITS) {
            BigDecimal seconds = first.value().movePointLeft(power);
            boolean plausible = seconds.compareTo(FROM_SECONDS) >= 0 && seconds.compareTo(TO_SECONDS) < 0;
            if (first.isDate() ? power == 0 : plausible) {
                unit = power;
            }
        }
    }

    /** The times of a series whose samples are still to come. */
    Times series() {
        return new Times();
    }

    private Instant instant(BigDecimal time) {
        if (unit < 0) {
            return null;
        }
        BigDecimal seconds = time.movePointLeft(unit);
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).movePointRight(9).longValue();
        // A number may be any; only the first of them was looked at.
        return whole.abs().compareTo(TO_SECONDS) < 0 ? Instant.ofEpochSecond(whole.longValue(), nanos) : null;
    }

    /** The times of one series. */
    final class Times implements Piece.Clock {

        private final Queue<BigDecimal> held = new ArrayDeque<>();
        private int first;

        /** Takes the time of the next sample. */
        void add(BigDecimal time) {
            if (unit >= 0) {
                held.add(time);
            }
        }

        @Override
        public Instant at(int sample) {
            while (first < sample && !held.isEmpty()) {
                held.remove();
                first++;
            }
            return held.isEmpty() ? null : instant(held.element());
        }
    }
}
