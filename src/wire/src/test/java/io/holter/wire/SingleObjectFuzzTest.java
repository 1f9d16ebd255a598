// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.holter.core.WindowShape;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a window that can be scored or a reject with a reason, in little memory, and nothing thrown. */
class SingleObjectFuzzTest {

    private static final int MUTATIONS = 100_000;
    private static final long SEED = 20_260_301;
    private static final WindowShape SHAPE = new WindowShape(4, 2);
    private static final Origin ORIGIN = new Origin("holter.windows", 1, 42L);

    /**
     * Records here have some 100 bytes, and a window or a reject costs some 2,000; once in a while Avro fills a cache
     * again that the garbage collector emptied. A count that is believed costs up to gigabytes.
     */
    private static final long MAX_BYTES_ALLOCATED = 1 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void mutatedRecordsEndInWindowsOrRejects() {
        Random random = new Random(SEED);
        List<byte[]> valid = valid(random);
        SingleObject decoder = new SingleObject(WindowCheck.ofShape(SHAPE), OtherSchemas.known());
        valid.forEach(bytes -> outcome(decoder, bytes));

        Map<RejectReason, Integer> rejects = new EnumMap<>(RejectReason.class);
        int windows = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutate(valid, random);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            RejectReason reason = outcome(decoder, bytes);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated > MAX_BYTES_ALLOCATED) {
                throw new AssertionError("mutation " + i + " of seed " + SEED + " allocates " + allocated + " bytes: "
                        + Arrays.toString(bytes));
            }
            if (reason == null) {
                windows++;
            } else {
                rejects.merge(reason, 1, Integer::sum);
            }
        }
        // Were they all to fail at the header, nothing behind it would have been tried.
        assertThat(windows).isBetween(MUTATIONS / 20, MUTATIONS / 2);
        assertThat(rejects)
                .containsOnlyKeys(Arrays.stream(RejectReason.values())
                        .filter(reason -> reason != RejectReason.OTHER)
                        .toArray(RejectReason[]::new));
    }

    /** The reason of the reject; null for a window. */
    private static RejectReason outcome(SingleObject decoder, byte[] bytes) {
        try {
            DecodedWindow window = decoder.decode(bytes, ORIGIN);
            if (window.series().isEmpty()
                    || window.startMillis() <= 0
                    || window.values().length != SHAPE.size()
                    || window.tags() == null
                    || window.origin() == null) {
                throw new AssertionError("no window: " + window + " from " + Arrays.toString(bytes));
            }
            for (float value : window.values()) {
                if (!Float.isFinite(value)) {
                    throw new AssertionError("not finite: " + value + " from " + Arrays.toString(bytes));
                }
            }
            return null;
        } catch (RejectedRecordException e) {
            if (e.getMessage() == null || !e.getMessage().startsWith("expected ")) {
                throw new AssertionError("no detail from " + Arrays.toString(bytes), e);
            }
            return e.reason();
        } catch (RuntimeException | Error e) {
            throw new AssertionError("thrown from " + Arrays.toString(bytes), e);
        }
    }

    private static List<byte[]> valid(Random random) {
        List<byte[]> valid = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Window window = SingleObjectTest.window(random, i % 4);
            valid.add(WindowBytes.of(window));
            valid.add(WindowBytes.inBlocks(window, new int[] {-3, 5}, i % 4 == 2 ? new int[] {-1, 1} : new int[] {}));
            valid.add(OtherSchemas.newer(window));
            valid.add(OtherSchemas.older(window));
        }
        // The longest names there may be: a digit more in their length makes them too long.
        for (int i = 0; i < 20; i++) {
            Window window = SingleObjectTest.window(random, i % 4);
            window.setSeries("s".repeat(1000));
            valid.add(WindowBytes.of(window));
        }
        return valid;
    }

    private static byte[] mutate(List<byte[]> valid, Random random) {
        byte[] bytes = valid.get(random.nextInt(valid.size())).clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            bytes = switch (random.nextInt(6)) {
                case 0 -> flip(bytes, random);
                case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 2 -> replace(bytes, random, 0, some(random));
                case 3 -> replace(bytes, random, random.nextInt(9), some(random));
                case 4 -> splice(bytes, valid.get(random.nextInt(valid.size())), random);
                default -> replace(bytes, random, 1, count(random));
            };
        }
        return bytes;
    }

    private static byte[] flip(byte[] bytes, Random random) {
        // Mostly behind the header, which any flip makes unreadable; often in the length of the series.
        int part = random.nextInt(8);
        int from = part == 0 ? 0 : Math.min(10, bytes.length);
        int to = part == 1 ? Math.min(12, bytes.length) : bytes.length;
        if (to > from) {
            bytes[random.nextInt(from, to)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** Replaces {@code length} bytes by others: an insertion where it is 0. */
    private static byte[] replace(byte[] bytes, Random random, int length, byte[] by) {
        int at = random.nextInt(Math.min(10, bytes.length), bytes.length + 1);
        int end = Math.min(bytes.length, at + length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(by);
        out.write(bytes, end, bytes.length - end);
        return out.toByteArray();
    }

    private static byte[] splice(byte[] head, byte[] tail, Random random) {
        int end = random.nextInt(head.length + 1);
        int from = random.nextBoolean() ? Math.min(end, tail.length) : random.nextInt(tail.length + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head, 0, end);
        out.write(tail, from, tail.length - from);
        return out.toByteArray();
    }

    private static byte[] some(Random random) {
        byte[] some = new byte[random.nextInt(12)];
        random.nextBytes(some);
        return some;
    }

    /** A zigzag variable-length number of any size, as Avro writes lengths and counts. */
    private static byte[] count(Random random) {
        long number = random.nextLong() >> random.nextInt(64);
        long zigzag = number << 1 ^ number >> 63;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while ((zigzag & ~0x7FL) != 0) {
            out.write((int) (zigzag & 0x7F | 0x80));
            zigzag >>>= 7;
        }
        out.write((int) zigzag);
        return out.toByteArray();
    }
}
