// SPDX-License-Identifier: Apache-2.0
package io.holter.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SingleObjectEncodingTest {

    @ParameterizedTest
    @MethodSource("io.holter.schemas.Examples#all")
    void recordsComeBackEqual(SpecificRecordBase example) throws IOException {
        Schema schema = example.getSchema();
        ByteBuffer bytes = new BinaryMessageEncoder<>(Examples.data(example), schema).encode(example);

        assertThat(bytes.get(0)).isEqualTo((byte) 0xC3);
        assertThat(bytes.get(1)).isEqualTo((byte) 0x01);
        assertThat(bytes.order(ByteOrder.LITTLE_ENDIAN).getLong(2))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(schema));
        assertThat(new BinaryMessageDecoder<>(Examples.data(example), schema).decode(bytes))
                .isEqualTo(example)
                .hasSameClassAs(example);
    }

    @Test
    void aSchemaThatIsNotKnownIsNamedByItsFingerprint() throws IOException {
        ByteBuffer origin = Origin.getEncoder().encode(new Origin("t", 1, 2L));
        assertThatThrownBy(() -> Window.getDecoder().decode(origin)).isInstanceOf(MissingSchemaException.class);
    }
}
