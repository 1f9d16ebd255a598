// SPDX-License-Identifier: Apache-2.0
package io.holter.schemas;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Producers, the job and consumers are updated at different times: each must read what the others write. */
class CompatibilityTest {

    @ParameterizedTest
    @MethodSource("io.holter.schemas.Schemas#current")
    void everyVersionIsFrozen(Schema current) {
        Map<Integer, Schema> frozen = Schemas.frozen(current);
        int next = frozen.size() + 1;
        assertThat(frozen)
                .as(
                        "Freeze the new version of %s: write this to %s%n%s%n",
                        current.getName(), Schemas.file(current, next), current.toString())
                .containsValue(current);
    }

    @ParameterizedTest
    @MethodSource("io.holter.schemas.Schemas#current")
    void whatWasWrittenCanBeRead(Schema current) {
        Schemas.frozen(current).forEach((version, frozen) -> assertCompatible(current, frozen));
    }

    @ParameterizedTest
    @MethodSource("io.holter.schemas.Schemas#current")
    void whatIsWrittenCanBeReadByThoseBefore(Schema current) {
        Schemas.frozen(current).forEach((version, frozen) -> assertCompatible(frozen, current));
    }

    @ParameterizedTest
    @MethodSource("io.holter.schemas.Examples#all")
    void recordsGoBothWays(SpecificRecordBase example) throws IOException {
        Schema current = example.getSchema();
        for (Schema frozen : Schemas.frozen(current).values()) {
            ByteBuffer now = new BinaryMessageEncoder<>(Examples.data(example), current).encode(example);
            BinaryMessageDecoder<GenericData.Record> before = new BinaryMessageDecoder<>(GenericData.get(), frozen);
            before.addSchema(current);
            GenericData.Record seenBefore = before.decode(now);

            ByteBuffer then =
                    new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), frozen).encode(seenBefore);
            SpecificData data = Examples.data(example);
            BinaryMessageDecoder<SpecificRecordBase> today = new BinaryMessageDecoder<>(data, current);
            today.addSchema(frozen);
            // What a version does not know is lost on the way through it; all it knows comes back.
            SpecificRecordBase seenAgain = today.decode(then);
            for (Schema.Field field : frozen.getFields()) {
                assertThat(seenAgain.get(current.getField(field.name()).pos()))
                        .as(field.name())
                        .isEqualTo(example.get(current.getField(field.name()).pos()));
            }
        }
    }

    private static void assertCompatible(Schema reader, Schema writer) {
        var compatibility = checkReaderWriterCompatibility(reader, writer);
        assertThat(compatibility.getType())
                .as(compatibility.getDescription())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
}
