// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.schemas.Origin;
import io.holter.schemas.Window;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be read is read as Avro reads it; what cannot is in {@link SingleObjectRejectTest}. */
class SingleObjectTest {

    private static final WindowShape SHAPE = new WindowShape(4, 2);
    private static final Origin ORIGIN = new Origin("holter.windows", 1, 42L);

    static List<Arguments> layouts() {
        return List.of(
                Arguments.of(new int[] {8}, new int[] {}),
                Arguments.of(new int[] {8}, new int[] {2}),
                Arguments.of(new int[] {-8}, new int[] {-2}),
                Arguments.of(new int[] {3, 5}, new int[] {1, 1}),
                Arguments.of(new int[] {-3, 2, -3}, new int[] {-1, 1}),
                Arguments.of(new int[] {1, 1, 1, -1, -1, 1, 1, 1}, new int[] {-1, -1}));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyLayoutIsReadAsAvroReadsIt(int[] valueBlocks, int[] tagBlocks) throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            Window window = window(random, tagBlocks.length == 0 ? 0 : 2);
            assertSameAsAvro(WindowBytes.inBlocks(window, valueBlocks, tagBlocks));
        }
    }

    @Test
    void whatAvroWritesIsReadAsAvroReadsIt() throws Exception {
        Random random = new Random(2);
        for (int i = 0; i < 1000; i++) {
            assertSameAsAvro(WindowBytes.of(window(random, random.nextInt(5))));
        }
    }

    @Test
    void theDecoderKeepsNothingOfTheRecordBefore() throws Exception {
        SingleObject decoder = new SingleObject(WindowCheck.ofShape(SHAPE), KnownSchemas.current());
        Window first = window(new Random(3), 3);
        Window second = window(new Random(4), 0);
        DecodedWindow a = decoder.decode(WindowBytes.of(first), ORIGIN);
        decoder.decode(WindowBytes.of(second), ORIGIN);
        assertThat(a.values()).containsExactly(floats(first.getValues()));
        assertThat(a.tags()).isEqualTo(first.getTags());
        assertThat(decoder.decode(WindowBytes.of(second), ORIGIN).tags()).isEmpty();
    }

    @Test
    void anOlderProducersWindowIsResolved() throws Exception {
        Window window = window(new Random(5), 2);
        Window olderWindow = Window.newBuilder(window)
                .setChannels(1)
                .setLength(8)
                .setValues(List.of(1f, -2f, 3f, 40_000f, 5f, 6f, 7f, 8f))
                .build();
        SingleObject decoder = new SingleObject(WindowCheck.ofShape(new WindowShape(8, 1)), OtherSchemas.known());

        DecodedWindow read = decoder.decode(OtherSchemas.older(olderWindow), ORIGIN);

        assertThat(read.series()).isEqualTo(window.getSeries());
        assertThat(read.startMillis()).isEqualTo(window.getStart().toEpochMilli());
        assertThat(read.values()).containsExactly(1, -2, 3, 40_000, 5, 6, 7, 8);
        assertThat(read.sampleRate()).isZero();
        assertThat(read.tags()).isEmpty();
        assertThat(read.origin()).isEqualTo(ORIGIN);
    }

    @Test
    void aNewerProducersWindowIsResolved() throws Exception {
        SingleObject decoder = new SingleObject(WindowCheck.ofShape(SHAPE), OtherSchemas.known());
        Random random = new Random(6);
        for (int i = 0; i < 100; i++) {
            Window window = window(random, i % 4);
            assertSame(decoder.decode(OtherSchemas.newer(window), ORIGIN), window);
            // and the short way still works beside it
            assertSame(decoder.decode(WindowBytes.of(window), ORIGIN), window);
        }
    }

    private static void assertSameAsAvro(byte[] bytes) throws Exception {
        Window expected;
        try {
            expected = Window.getDecoder().decode(bytes);
        } catch (IOException e) {
            throw new AssertionError("the test's own bytes must be readable", e);
        }
        SingleObject decoder = new SingleObject(WindowCheck.ofShape(SHAPE), KnownSchemas.current());
        assertSame(decoder.decode(bytes, ORIGIN), expected);
    }

    private static void assertSame(DecodedWindow read, Window expected) {
        assertThat(read.series()).isEqualTo(expected.getSeries());
        assertThat(read.startMillis()).isEqualTo(expected.getStart().toEpochMilli());
        assertThat(read.sampleRate()).isEqualTo(expected.getSampleRate());
        // By bits: 0 and -0 are different samples.
        assertThat(bits(read.values())).isEqualTo(bits(floats(expected.getValues())));
        assertThat(read.tags()).isEqualTo(expected.getTags());
        assertThat(read.origin()).isEqualTo(ORIGIN);
    }

    /** A window of any finite values there are, tiny and huge, in a series with any letters. */
    static Window window(Random random, int tags) {
        List<Float> values = new ArrayList<>();
        while (values.size() < SHAPE.size()) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                values.add(random.nextInt(8) == 0 ? -0f : value);
            }
        }
        Map<String, String> map = new TreeMap<>();
        while (map.size() < tags) {
            map.put("tag " + random.nextInt(), random.nextBoolean() ? "" : "€ " + random.nextLong());
        }
        return Window.newBuilder()
                .setSeries("série-" + random.nextInt())
                .setStart(Instant.ofEpochMilli(1 + (random.nextLong() >>> 17 + random.nextInt(30))))
                .setSampleRate(random.nextFloat(1000))
                .setLength(SHAPE.length())
                .setChannels(SHAPE.channels())
                .setValues(values)
                .setTags(map)
                .build();
    }

    private static float[] floats(List<Float> list) {
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = list.get(i);
        }
        return floats;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    @Test
    void schemasAreKnownByFingerprintOnly() {
        assertThat(KnownSchemas.current().byFingerprint()).isEmpty();
        assertThat(OtherSchemas.known().byFingerprint()).hasSize(2).doesNotContainKey(KnownSchemas.CURRENT);
        assertThatThrownBy(() -> new SingleObject(
                        WindowCheck.ofShape(SHAPE), new KnownSchemas(Collections.singletonList("no schema"))))
                .isInstanceOf(RuntimeException.class);
    }
}
