// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.schemas.Origin;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ScoredWindowSerializerTest {

    private static final TypeSerializer<ScoredWindow> SERIALIZER = ScoredWindowType.INSTANCE.createSerializer(null);

    private static final ScoredWindow QUIET = new ScoredWindow("séries-1", 1_700_000_000_123L, 0.25, -5L, null);

    private static final ScoredWindow STRIKING = new ScoredWindow(
            "b",
            1,
            Double.POSITIVE_INFINITY,
            1L << 63,
            new Evidence(
                    250,
                    new float[] {1, -0.0f, Float.MIN_VALUE, 3e38f},
                    new float[] {4, 5, 6, 7},
                    new float[] {0.5f, Float.POSITIVE_INFINITY},
                    Map.of("ward", "7", "unit", "mV"),
                    new Origin("holter.windows", 3, 1L << 40)));

    @Test
    void whatIsWrittenIsRead() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        SERIALIZER.serialize(QUIET, out);
        SERIALIZER.serialize(STRIKING, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        // Records compare arrays by reference.
        assertThat(SERIALIZER.deserialize(in)).isEqualTo(QUIET);
        assertThat(SERIALIZER.deserialize(in)).usingRecursiveComparison().isEqualTo(STRIKING);
        assertThat(in.available()).isZero();
    }

    @Test
    void copyingBytesStopsAtTheEndOfARecord() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        SERIALIZER.serialize(STRIKING, out);
        SERIALIZER.serialize(QUIET, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        DataOutputSerializer copied = new DataOutputSerializer(16);
        SERIALIZER.copy(in, copied);
        assertThat(SERIALIZER.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())))
                .usingRecursiveComparison()
                .isEqualTo(STRIKING);
        assertThat(SERIALIZER.deserialize(in)).isEqualTo(QUIET);
    }

    @Test
    void itsSnapshotBringsItBack() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, SERIALIZER.snapshotConfiguration());
        TypeSerializerSnapshot<ScoredWindow> snapshot = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertThat(snapshot.restoreSerializer()).isEqualTo(SERIALIZER);
    }
}
