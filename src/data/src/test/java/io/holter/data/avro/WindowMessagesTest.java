package io.holter.data.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WindowMessagesTest {

    @BeforeAll
    static void trust() {
        GeneratedClasses.trust();
    }

    @Test
    void readsWindowsOfThisBuild() throws Exception {
        WindowRecord window = new WindowMessages().read(bytes(Windows.window("N", 1, 2, 3, -4.5f)));
        assertThat(window.series()).isEqualTo("patient-7");
        assertThat(window.startMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(window.sampleRate()).isEqualTo(250);
        assertThat(window.shape()).isEqualTo(new WindowShape(2, 2));
        assertThat(window.values()).containsExactly(1, 2, 3, -4.5f);
        assertThat(window.tags()).isEqualTo(Map.of("kind", "N"));
    }

    @Test
    void anUnknownSampleRateIsZero() throws Exception {
        for (float rate : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            Window window = Windows.window("N", 1, 2);
            window.setSampleRate(rate);
            assertThat(new WindowMessages().read(bytes(window)).sampleRate()).isZero();
        }
    }

    @Test
    void otherSchemasAreKnownWhenAdded() throws Exception {
        Window window = Windows.window("N", 1, 2, 3, 4);
        WindowMessages messages = new WindowMessages();
        byte[] newer = bytes(OtherSchemas.newer(window));
        String fingerprint = String.format(
                "%016x",
                ByteBuffer.wrap(newer, 2, 8)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .getLong());
        assertUnfit(newer, "expected a window in a schema that is known, found fingerprint " + fingerprint);
        messages.add("newer.avsc", OtherSchemas.NEWER.toString());
        messages.add("older.avsc", OtherSchemas.OLDER.toString());
        assertThat(messages.read(newer).values()).containsExactly(1, 2, 3, 4);
        assertThat(messages.read(newer).tags()).isEqualTo(Map.of("kind", "N"));
        GenericRecord older = OtherSchemas.older(window);
        older.put("length", 4);
        assertThat(messages.read(bytes(older)).shape()).isEqualTo(new WindowShape(4, 1));
    }

    @Test
    void schemasThatAreNoneAreRefused() {
        WindowMessages messages = new WindowMessages();
        assertThatThrownBy(() -> messages.add("a.avsc", "{\"type\": \"record\"}"))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith("a.avsc: expected an Avro schema, found ");
        assertThatThrownBy(() -> messages.add("b.avsc", "\"long\""))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("b.avsc: expected records of the schema io.holter.schemas.Window, found a schema of long");
    }

    @Test
    void whatIsNoWindowIsUnfit() throws Exception {
        byte[] good = bytes(Windows.window("N", 1, 2, 3, 4));
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
            assertThatThrownBy(() -> new WindowMessages().read(cut))
                    .isInstanceOf(UnfitWindowException.class)
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
    void nothingElseIsThrownWhateverTheBytes() throws Exception {
        byte[] good = bytes(Windows.window("N", 1, 2, 3, 4));
        Random random = new Random(1);
        WindowMessages messages = new WindowMessages();
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
                WindowRecord window = messages.read(input);
                assertThat(window.values()).hasSize(window.shape().size());
                read++;
            } catch (UnfitWindowException e) {
                assertThat(e).hasMessageStartingWith("expected ");
            }
        }
        assertThat(read).isBetween(1, inputs.size() - 1);
        assertThat(messages.read(good).values()).as("still reads").containsExactly(1, 2, 3, 4);
    }

    private static void unfit(Consumer<Window> change, String message) throws IOException {
        Window window = Windows.window("N", 1, 2, 3, 4);
        change.accept(window);
        assertUnfit(bytes(window), message);
    }

    private static void assertUnfit(byte[] bytes, String message) {
        assertThatThrownBy(() -> new WindowMessages().read(bytes))
                .isInstanceOf(UnfitWindowException.class)
                .hasMessage(message);
    }

    private static byte[] bytes(Window window) throws IOException {
        ByteBuffer buffer = Window.getEncoder().encode(window);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] bytes(GenericRecord record) throws IOException {
        Schema schema = record.getSchema();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(new GenericData(), schema).encode(record, out);
        return out.toByteArray();
    }
}
