// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holter.core.WindowShape;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reason why a record is rejected, and what it says. */
class SingleObjectRejectTest {

    private static final WindowShape SHAPE = new WindowShape(3, 2);
    private static final Origin ORIGIN = new Origin("holter.windows", 1, 42L);

    /** The ways into the decoder: each reports an error in the same words. */
    enum Way {
        SHORT {
            @Override
            byte[] bytes(Window window) {
                return WindowBytes.of(window);
            }
        },
        RESOLVED {
            @Override
            byte[] bytes(Window window) {
                return OtherSchemas.newer(window);
            }
        };

        abstract byte[] bytes(Window window);
    }

    @Test
    void aRecordWithoutAValue() {
        assertRejected(null, RejectReason.UNDECODABLE, "expected a value, found none");
    }

    @Test
    void otherFramings() {
        String expected = "expected Avro's single-object encoding (C3 01, 8 bytes of fingerprint, body), found ";
        assertRejected(new byte[0], RejectReason.UNDECODABLE, expected + "no bytes");
        assertRejected(new byte[] {7}, RejectReason.UNDECODABLE, expected + "1 byte: 07");
        assertRejected(
                "{\"series\":\"a\"}".getBytes(),
                RejectReason.UNDECODABLE,
                expected + "14 bytes: 7B 22 73 65 72 69 65 73 22 3A");
        byte[] cutInTheHeader = Arrays.copyOf(WindowBytes.of(window()), 9);
        assertThat(reject(cutInTheHeader).getMessage()).startsWith(expected + "9 bytes: C3 01 ");
        byte[] secondMarker = WindowBytes.of(window());
        secondMarker[1] = 2;
        assertThat(reject(secondMarker).getMessage()).startsWith(expected + secondMarker.length + " bytes: C3 02 ");
    }

    @Test
    void aSchemaThatIsNotKnown() {
        Schema unknown = Schema.createRecord("Window", null, "somebody.else", false, List.of());
        long fingerprint = SchemaNormalization.parsingFingerprint64(unknown);
        byte[] bytes = WindowBytes.write(unknown, out -> out.writeString("s"));
        assertRejected(
                bytes,
                RejectReason.UNKNOWN_SCHEMA,
                String.format(
                        "expected a known schema, such as %016x, found fingerprint %016x",
                        Long.reverseBytes(SchemaNormalization.parsingFingerprint64(Window.getClassSchema())),
                        Long.reverseBytes(fingerprint)));
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesTooLongForTheKeyOfAnAlert(Way way) {
        assertRejected(
                way,
                w -> w.setSeries("s".repeat(1001)),
                RejectReason.LONG_SERIES,
                "expected a series of at most 1000 characters, found 1001");
    }

    @ParameterizedTest
    @EnumSource
    void fieldsThatAreMissing(Way way) {
        assertRejected(way, w -> w.setSeries(""), RejectReason.MISSING_SERIES, "expected a series, found none");
        assertRejected(
                way,
                w -> w.setStart(Instant.EPOCH),
                RejectReason.MISSING_TIME,
                "expected a start in milliseconds above 0, found 0");
        assertRejected(
                way,
                w -> w.setStart(Instant.ofEpochMilli(-5)),
                RejectReason.MISSING_TIME,
                "expected a start in milliseconds above 0, found -5");
    }

    @ParameterizedTest
    @EnumSource
    void anotherShape(Way way) {
        assertRejected(way, w -> w.setLength(4), RejectReason.WRONG_LENGTH, "expected length 3, found 4");
        assertRejected(way, w -> w.setLength(-1), RejectReason.WRONG_LENGTH, "expected length 3, found -1");
        assertRejected(way, w -> w.setChannels(1), RejectReason.WRONG_CHANNELS, "expected 2 channels, found 1");
        assertRejected(
                way,
                w -> w.setValues(List.of(1f, 2f, 3f, 4f, 5f)),
                RejectReason.WRONG_LENGTH,
                "expected 6 values (length × channels), found 5");
        assertRejected(
                way,
                w -> w.setValues(List.of()),
                RejectReason.WRONG_LENGTH,
                "expected 6 values (length × channels), found 0");
    }

    @Test
    void moreValuesThanAModelTakes() {
        Window window = window();
        window.setValues(List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f));
        // The short way stops reading there; the other has them all.
        assertRejected(
                Way.SHORT.bytes(window),
                RejectReason.WRONG_LENGTH,
                "expected 6 values (length × channels), found more");
        assertRejected(
                Way.RESOLVED.bytes(window),
                RejectReason.WRONG_LENGTH,
                "expected 6 values (length × channels), found 7");
    }

    @ParameterizedTest
    @EnumSource
    void valuesThatAreNotFinite(Way way) {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int at = 0; at < SHAPE.size(); at++) {
                List<Float> values = new ArrayList<>(window().getValues());
                values.set(at, value);
                assertRejected(
                        way,
                        w -> w.setValues(values),
                        RejectReason.NON_FINITE,
                        "expected finite values, found " + value + " at sample " + at / 2 + " of channel " + at % 2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void startsThatNoMeasurementCanHave(Way way) throws Exception {
        StartBounds bounds = new StartBounds(Instant.parse("2000-01-01T00:00:00Z"), Duration.ofDays(1));
        SingleObject decoder = new SingleObject(WindowCheck.ofModel(SHAPE, 0, bounds), OtherSchemas.known());
        Map<Long, String> starts = Map.of(
                1_700_000_000L, "1700000000, 1970-01-20T16:13:20Z: seconds where milliseconds belong?",
                1_700_000_000_000_000L, "1700000000000000, the year 55840: microseconds where milliseconds belong?",
                1_700_000_000_000_000_000L,
                        "1700000000000000000, the year 53872825: nanoseconds where milliseconds belong?",
                946_684_799_999L, "946684799999, 1999-12-31T23:59:59.999Z",
                4_102_444_800_000L, "4102444800000, 2100-01-01T00:00:00Z");
        starts.forEach((start, found) -> {
            Window window = window();
            window.setStart(Instant.ofEpochMilli(start));
            RejectedRecordException reject = catchThrowableOfType(
                    RejectedRecordException.class, () -> decoder.decode(way.bytes(window), ORIGIN));
            assertThat(reject.reason()).isEqualTo(RejectReason.WRONG_TIME);
            assertThat(reject.found()).isEqualTo(found);
            assertThat(reject.expected()).startsWith("a start from 2000-01-01T00:00:00Z to 20");
        });
        for (Instant start : List.of(
                Instant.parse("2000-01-01T00:00:00Z"),
                Instant.now(),
                Instant.now().plus(Duration.ofHours(23)))) {
            Window window = window();
            window.setStart(start);
            assertThat(decoder.decode(way.bytes(window), ORIGIN).startMillis()).isEqualTo(start.toEpochMilli());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSampleRateThatIsNotTheModels(Way way) throws Exception {
        SingleObject decoder = new SingleObject(WindowCheck.ofModel(SHAPE, 360, StartBounds.ANY), OtherSchemas.known());
        RejectedRecordException reject =
                catchThrowableOfType(RejectedRecordException.class, () -> decoder.decode(way.bytes(window()), ORIGIN));
        assertThat(reject.reason()).isEqualTo(RejectReason.WRONG_SAMPLE_RATE);
        assertThat(reject)
                .hasMessage("expected 360.0 Hz, found 250.0 Hz: the model and the window differ in their sample rates");
        for (float rate : new float[] {0, 360, 360.3f, 359.7f}) {
            Window window = window();
            window.setSampleRate(rate);
            assertThat(decoder.decode(way.bytes(window), ORIGIN).sampleRate()).isEqualTo(rate);
        }
        for (float unknown : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            SingleObject any =
                    new SingleObject(WindowCheck.ofModel(SHAPE, unknown, StartBounds.ANY), OtherSchemas.known());
            assertThat(any.decode(way.bytes(window()), ORIGIN).sampleRate()).isEqualTo(250);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWindowThatEndsWhereConsumersHaveNoTimes(Way way) {
        assertRejected(
                way,
                w -> {
                    w.setStart(Instant.parse("9990-01-01T00:00:00Z"));
                    w.setSampleRate(1e-9f);
                },
                RejectReason.WRONG_SAMPLE_RATE,
                "expected a sample rate at which the window ends before the year 10000, found 1.0E-9 Hz");
        assertRejected(
                way,
                w -> w.setSampleRate(-5),
                RejectReason.WRONG_SAMPLE_RATE,
                "expected a sample rate of 1.0E-9 to 1.0E12 Hz, or 0 where unknown, found -5.0 Hz");
    }

    @ParameterizedTest
    @EnumSource
    void bytesAfterTheWindow(Way way) {
        byte[] bytes = way.bytes(window());
        assertRejected(
                Arrays.copyOf(bytes, bytes.length + 1),
                RejectReason.UNDECODABLE,
                "expected the end of the record after the window, found more bytes");
    }

    @ParameterizedTest
    @EnumSource
    void aRecordThatEndsTooEarly(Way way) {
        byte[] bytes = way.bytes(window());
        for (int length = 10; length < bytes.length; length++) {
            RejectedRecordException reject = reject(Arrays.copyOf(bytes, length));
            assertThat(reject.reason()).isEqualTo(RejectReason.UNDECODABLE);
            assertThat(reject.getMessage()).startsWith("expected the fields of a window, found ");
        }
        assertRejected(
                Arrays.copyOf(bytes, 10),
                RejectReason.UNDECODABLE,
                "expected the fields of a window, found the end of the record");
    }

    @Test
    void countsThatNoRecordCanHold() {
        long[] counts = {Long.MIN_VALUE, -1, 1L << 31, (1L << 31) - 9, Long.MAX_VALUE};
        for (long count : counts) {
            RejectedRecordException series =
                    reject(WindowBytes.write(Window.getClassSchema(), out -> out.writeLong(count)));
            assertThat(series.reason()).as("series of %d bytes", count).isEqualTo(RejectReason.UNDECODABLE);
            RejectedRecordException values = reject(WindowBytes.write(Window.getClassSchema(), out -> {
                out.writeString("a");
                out.writeLong(1);
                out.writeFloat(0);
                out.writeInt(SHAPE.length());
                out.writeInt(SHAPE.channels());
                out.writeLong(count);
            }));
            assertThat(values.reason())
                    .as("%d values", count)
                    .isIn(RejectReason.UNDECODABLE, RejectReason.WRONG_LENGTH);
        }
    }

    private static void assertRejected(Way way, Consumer<Window> change, RejectReason reason, String detail) {
        Window window = window();
        change.accept(window);
        assertRejected(way.bytes(window), reason, detail);
    }

    private static void assertRejected(byte[] bytes, RejectReason reason, String detail) {
        RejectedRecordException reject = reject(bytes);
        assertThat(reject).hasMessage(detail);
        assertThat(reject.reason()).isEqualTo(reason);
    }

    private static RejectedRecordException reject(byte[] bytes) {
        SingleObject decoder = new SingleObject(WindowCheck.ofShape(SHAPE), OtherSchemas.known());
        RejectedRecordException reject =
                catchThrowableOfType(RejectedRecordException.class, () -> decoder.decode(bytes, ORIGIN));
        assertThat(reject).as("rejected").isNotNull();
        return reject;
    }

    private static Window window() {
        return Window.newBuilder()
                .setSeries("patient-7")
                .setStart(Instant.ofEpochMilli(1_700_000_000_000L))
                .setSampleRate(250)
                .setLength(SHAPE.length())
                .setChannels(SHAPE.channels())
                .setValues(List.of(1f, 2f, 3f, 4f, 5f, 6f))
                .setTags(Map.of("ward", "3b"))
                .build();
    }
}
