// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import io.holter.job.decode.RawRecord;
import io.holter.schemas.RejectReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * What a windows topic might hold, each record a function of its offset: {@value #SERIES} series, an alarming window
 * now and then, a record that cannot be used now and then.
 */
public final class Traffic {

    /** Series s0, s1 and so on. */
    public static final int SERIES = 5;

    private static final int ALARMING_EVERY = 13;
    private static final int CORRUPT_EVERY = 17;

    private Traffic() {}

    /** The record at an offset. */
    public static RawRecord at(long offset) {
        String series = "s" + offset % SERIES;
        if (!isCorrupt(offset)) {
            return Swings.record(series, offset, isAlarming(offset) ? Swings.ALARMING : Swings.QUIET);
        }
        byte[] bytes = Swings.record(series, offset, Swings.QUIET).value();
        return switch (reason(offset)) {
            case UNDECODABLE -> Swings.record(series, offset, Arrays.copyOf(bytes, bytes.length - 3));
            case UNKNOWN_SCHEMA -> {
                bytes[2] ^= 1;
                yield Swings.record(series, offset, bytes);
            }
            default -> Swings.record(series, offset, Float.NaN);
        };
    }

    /** The records at offsets 0 to count - 1. */
    public static List<RawRecord> upTo(int count) {
        return LongStream.range(0, count).mapToObj(Traffic::at).toList();
    }

    /** Offsets whose window must alarm. */
    public static List<Long> alarming(int count) {
        return offsets(count, Traffic::isAlarming);
    }

    /** Offsets whose record must be rejected. */
    public static List<Long> corrupt(int count) {
        return offsets(count, Traffic::isCorrupt);
    }

    /** How many records must be rejected for which reason. */
    public static Map<RejectReason, Long> reasons(int count) {
        Map<RejectReason, Long> reasons = new TreeMap<>();
        corrupt(count).forEach(offset -> reasons.merge(reason(offset), 1L, Long::sum));
        return reasons;
    }

    private static RejectReason reason(long offset) {
        return switch ((int) (offset / CORRUPT_EVERY % 3)) {
            case 0 -> RejectReason.UNDECODABLE;
            case 1 -> RejectReason.UNKNOWN_SCHEMA;
            default -> RejectReason.NON_FINITE;
        };
    }

    /** Whether the record at an offset is a window that must alarm. */
    public static boolean isAlarming(long offset) {
        return offset % ALARMING_EVERY == 3 && !isCorrupt(offset);
    }

    /** Whether the record at an offset must be rejected. */
    public static boolean isCorrupt(long offset) {
        return offset % CORRUPT_EVERY == 5;
    }

    private static List<Long> offsets(int count, LongPredicate which) {
        return LongStream.range(0, count).filter(which).boxed().toList();
    }
}
