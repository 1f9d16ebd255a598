// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.schemas.Origin;
import io.holter.schemas.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Windows of any shape, as they are read to train on. */
class AnyShapeTest {

    private static final Origin ORIGIN = new Origin("holter.windows", 1, 42L);

    @Test
    void readsWindowsOfThisBuild() throws Exception {
        DecodedWindow window = decoder().decode(WindowBytes.of(Windows.window("N", 1, 2, 3, -4.5f)), ORIGIN);
        assertThat(window.series()).isEqualTo("patient-7");
        assertThat(window.startMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(window.sampleRate()).isEqualTo(250);
        assertThat(window.shape()).isEqualTo(new WindowShape(2, 2));
        assertThat(window.values()).containsExactly(1, 2, 3, -4.5f);
        assertThat(window.tags()).isEqualTo(Map.of("kind", "N"));
    }

    @Test
    void anUnknownSampleRateIsZero() throws Exception {
        Window window = Windows.window("N", 1, 2);
        window.setSampleRate(-0f);
        float rate = decoder().decode(WindowBytes.of(window), ORIGIN).sampleRate();
        assertThat(rate).isZero();
    }

    @Test
    void whatCannotBeASampleRateIsUnfit() {
        for (float rate :
                new float[] {-5, -1e-30f, 1e-30f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE}) {
            unfit(
                    w -> w.setSampleRate(rate),
                    "expected a sample rate of 1.0E-9 to 1.0E12 Hz, or 0 where unknown, found " + rate + " Hz");
        }
    }

    /** Windows to learn from may be of any time, as long as it is one. */
    @Test
    void whatCannotBeATimeIsUnfit() throws Exception {
        String any = "expected a start from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z, found ";
        unfit(
                w -> w.setStart(Instant.ofEpochMilli(1_700_000_000_000_000L)),
                any + "1700000000000000, the year 55840: microseconds where milliseconds belong?");
        unfit(w -> w.setStart(Instant.ofEpochMilli(Long.MAX_VALUE)), any + "9223372036854775807, the year 292278994");
        for (long start : new long[] {1, 1_700_000_000L, 253402300799000L}) {
            Window window = Windows.window("N", 1, 2);
            window.setStart(Instant.ofEpochMilli(start));
            assertThat(decoder().decode(WindowBytes.of(window), ORIGIN).startMillis())
                    .isEqualTo(start);
        }
    }

    @Test
    void otherSchemasAreKnownWhenAdded() throws Exception {
        Window window = Windows.window("N", 1, 2, 3, 4);
        byte[] newer = OtherSchemas.newer(window);
        String fingerprint = HexFormat.of().formatHex(newer, 2, 10);
        assertUnfit(
                newer,
                String.format(
                        "expected a known schema, such as %016x, found fingerprint %s",
                        Long.reverseBytes(KnownSchemas.CURRENT), fingerprint));
        SingleObject decoder = new SingleObject(WindowCheck.ANY_SHAPE, OtherSchemas.known());
        assertThat(decoder.decode(newer, ORIGIN).values()).containsExactly(1, 2, 3, 4);
        assertThat(decoder.decode(newer, ORIGIN).tags()).isEqualTo(Map.of("kind", "N"));
        GenericData.Record older = OtherSchemas.olderRecord(window);
        older.put("length", 4);
        assertThat(decoder.decode(WindowBytes.of(older), ORIGIN).shape()).isEqualTo(new WindowShape(4, 1));
    }

    @Test
    void whatIsNoWindowIsUnfit() throws Exception {
        byte[] good = WindowBytes.of(Windows.window("N", 1, 2, 3, 4));
        String framing = "expected Avro's single-object encoding (C3 01, 8 bytes of fingerprint, body), found ";
        assertUnfit(null, "expected a value, found none");
        assertUnfit(new byte[0], framing + "no bytes");
        assertUnfit(new byte[] {7}, framing + "1 byte: 07");
        assertUnfit("{\"series\":\"a\"}".getBytes(), framing + "14 bytes: 7B 22 73 65 72 69 65 73 22 3A");
        assertUnfit(
                Arrays.copyOf(good, good.length + 1),
                "expected the end of the record after the window, found more bytes");
        for (int length = 10; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> decoder().decode(cut, ORIGIN))
                    .isInstanceOf(RejectedRecordException.class)
                    .hasMessageStartingWith("expected the fields of a window, found ");
        }
    }

    @Test
    void whatTheJobRejectsWhateverItsModelIsUnfit() throws Exception {
        unfit(w -> w.setSeries(""), "expected a series, found none");
        unfit(w -> w.setSeries("s".repeat(1001)), "expected a series of at most 1000 characters, found 1001");
        unfit(w -> w.setStart(Instant.EPOCH), "expected a start in milliseconds above 0, found 0");
        unfit(w -> w.setLength(3), "expected 6 values (length × channels), found 4");
        unfit(w -> w.setChannels(0), "expected 1 or more channels, found 0");
        unfit(
                w -> w.setValues(List.of(1f, Float.NaN, 3f, 4f)),
                "expected finite values, found NaN at sample 0 of channel 1");
    }

    @Test
    void aShapeThatNoRecordCanHoldCostsNothing() {
        unfit(
                w -> {
                    w.setLength(1 << 30);
                    w.setChannels(1);
                },
                "expected 1073741824 values (length × channels), found 4");
        unfit(
                w -> {
                    w.setLength(1 << 30);
                    w.setChannels(4);
                },
                "expected at most 2147483647 values, found 4294967296");
    }

    @Test
    void nothingElseIsThrownWhateverTheBytes() throws Exception {
        byte[] good = WindowBytes.of(Windows.window("N", 1, 2, 3, 4));
        Random random = new Random(1);
        SingleObject decoder = decoder();
        List<byte[]> inputs = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt(256);
            }
            inputs.add(damaged);
        }
        int read = 0;
        for (byte[] input : inputs) {
            try {
                DecodedWindow window = decoder.decode(input, ORIGIN);
                assertThat(window.values()).hasSize(window.shape().size());
                read++;
            } catch (RejectedRecordException e) {
                assertThat(e).hasMessageStartingWith("expected ");
            }
        }
        assertThat(read).isBetween(1, inputs.size() - 1);
        assertThat(decoder.decode(good, ORIGIN).values()).as("still reads").containsExactly(1, 2, 3, 4);
    }

    private static void unfit(Consumer<Window> change, String message) {
        Window window = Windows.window("N", 1, 2, 3, 4);
        change.accept(window);
        assertUnfit(WindowBytes.of(window), message);
    }

    private static void assertUnfit(byte[] bytes, String message) {
        assertThatThrownBy(() -> decoder().decode(bytes, ORIGIN))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessage(message);
    }

    private static SingleObject decoder() {
        return new SingleObject(WindowCheck.ANY_SHAPE, KnownSchemas.current());
    }
}
