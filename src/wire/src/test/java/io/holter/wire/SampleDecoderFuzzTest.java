// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.schemas.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but blocks and rejects leaves the decoder, whatever the bytes. */
class SampleDecoderFuzzTest {

    private static final Origin ORIGIN = new Origin("metrics", 1, 7L);
    private static final String ROWS = "source.series=/host; source.time=/ts; source.channels=/cpu,/disk/0/busy";
    private static final int ROUNDS = 20_000;
    private static final Schema NODE = new Schema.Parser()
            .parse(
                    """
            {"type": "record", "name": "Node", "fields": [
              {"name": "host", "type": "string"},
              {"name": "ts", "type": "long"},
              {"name": "cpu", "type": ["null", "double", "bytes", "string"]},
              {"name": "next", "type": {"type": "map", "values": "Node"}}
            ]}""");

    @TempDir
    private Path folder;

    @Test
    void damagedJson() {
        String json =
                "{\"host\":\"web\\u00e91\",\"ts\":1767225600123,\"cpu\":0.5e1,\"disk\":[{\"busy\":-7}],\"x\":[[]]}";
        damage(decoder(WindowCheck.ofShape(new WindowShape(10, 2)), ROWS), json.getBytes(StandardCharsets.UTF_8), 0);
        String blocks = "{\"host\":\"a\",\"ts\":1767225600123,\"v\":[[1,2],[3,null]]}";
        damage(
                decoder(WindowCheck.ANY_SHAPE, "source.series=/host; source.time=/ts; source.values=/v"),
                blocks.getBytes(StandardCharsets.UTF_8),
                0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damagedSamples(boolean anyShape) throws IOException {
        WindowCheck check = anyShape ? WindowCheck.ANY_SHAPE : WindowCheck.ofShape(new WindowShape(10, 2));
        byte[] sample = SampleDecoderTest.encode(SampleDecoderTest.sample());
        damage(decoder(check, ROWS), sample, SingleObject.HEADER_BYTES);
    }

    @Test
    void damagedRecordsOfAnyMaking() throws IOException {
        damage(ofNodes(), node(3), SingleObject.HEADER_BYTES);
    }

    /** At 1,000 to 1,500 maps Avro still reads what walking through it would overflow the stack. */
    @ParameterizedTest
    @ValueSource(ints = {32, 1_000, 1_250, 1_500, 100_000})
    void deepRecordsAreRejected(int depth) throws IOException {
        String outcome = decode(ofNodes(), node(depth));
        assertThat(outcome)
                .isIn(
                        "expected at most 64 levels of nesting, found more",
                        "expected the fields of a record, found StackOverflowError");
    }

    @Test
    void hugeJson() {
        SampleDecoder decoder = decoder(WindowCheck.ofShape(new WindowShape(10, 2)), ROWS);
        for (String json : List.of(
                "{\"ts\":" + "[".repeat(100_000),
                "{\"ts\":" + "{\"a\":".repeat(100_000),
                "{\"ts\":" + "9".repeat(100_000) + "}",
                "{\"host\":\"a\",\"ts\":1e999999999,\"cpu\":1}")) {
            assertThat(decode(decoder, json.getBytes(StandardCharsets.UTF_8))).startsWith("expected ");
        }
    }

    /** Cuts the bytes off somewhere and changes up to three of them, behind those that are kept. */
    private static void damage(SampleDecoder decoder, byte[] whole, int kept) {
        assertThat(decode(decoder, whole)).as("undamaged").isEqualTo("read");
        Random random = new Random(1);
        Map<Boolean, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            int length = random.nextBoolean() ? whole.length : kept + 1 + random.nextInt(whole.length - kept);
            byte[] bytes = Arrays.copyOf(whole, length);
            for (int k = random.nextInt(4); k > 0; k--) {
                bytes[kept + random.nextInt(length - kept)] = (byte) random.nextInt();
            }
            outcomes.merge(decode(decoder, bytes).equals("read"), 1, Integer::sum);
        }
        assertThat(outcomes).containsOnlyKeys(true, false);
    }

    /** What is said of the bytes; any other throwable goes through and fails the test. */
    private static String decode(SampleDecoder decoder, byte[] bytes) {
        try {
            SampleBlock block = decoder.decode(null, bytes, -1, ORIGIN);
            assertThat(block.channels()).isPositive();
            assertThat(block.values().length).isPositive();
            assertThat(block.values().length % block.channels()).isZero();
            return "read";
        } catch (RejectedRecordException e) {
            assertThat(e.getMessage()).hasSizeLessThan(500);
            return e.getMessage();
        }
    }

    private static SampleDecoder decoder(WindowCheck check, String mapping) {
        return new SampleDecoder(check, KnownSchemas.current(), FieldMappingTest.read(mapping));
    }

    private SampleDecoder ofNodes() throws IOException {
        Path file = Files.writeString(folder.resolve("node.avsc"), NODE.toString());
        return new SampleDecoder(
                WindowCheck.ofShape(new WindowShape(10, 1)),
                KnownSchemas.ofAnyRecord(List.of(file)),
                FieldMappingTest.read("source.series=/host; source.time=/ts; source.channels=/cpu"));
    }

    /** A record with as many others in each other; encoded by hand, as Avro's own writer would overflow the stack. */
    private static byte[] node(int depth) throws IOException {
        byte[] header = Arrays.copyOf(
                new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), NODE)
                        .encode(leaf())
                        .array(),
                SingleObject.HEADER_BYTES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(header);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        for (int i = 0; i <= depth; i++) {
            encoder.writeString("a");
            encoder.writeLong(1_767_225_600_123L);
            encoder.writeIndex(1);
            encoder.writeDouble(0.5);
            encoder.writeMapStart();
            if (i < depth) {
                encoder.setItemCount(1);
                encoder.startItem();
                encoder.writeString("k");
            }
        }
        for (int i = 0; i <= depth; i++) {
            encoder.writeMapEnd();
        }
        encoder.flush();
        return bytes.toByteArray();
    }

    private static GenericData.Record leaf() {
        GenericData.Record leaf = new GenericData.Record(NODE);
        leaf.put("host", "a");
        leaf.put("ts", 1L);
        leaf.put("next", Map.of());
        return leaf;
    }
}
