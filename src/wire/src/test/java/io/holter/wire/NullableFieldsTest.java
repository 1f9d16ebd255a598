// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holter.core.WrongArtefactException;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas in which every field may be null, as Spark and Flink SQL write them. */
class NullableFieldsTest {

    private static final Origin ORIGIN = new Origin("windows", 0, 17L);

    private static final Schema NULLABLE = new Schema.Parser()
            .parse(
                    """
                    {"type": "record", "name": "Window", "namespace": "io.holter.schemas", "fields": [
                      {"name": "series", "type": ["null", "string"], "default": null},
                      {"name": "start", "type": [{"type": "long", "logicalType": "timestamp-millis"}, "null"]},
                      {"name": "sampleRate", "type": ["float", "null"]},
                      {"name": "length", "type": ["null", "int"]},
                      {"name": "channels", "type": ["null", "int"]},
                      {"name": "values", "type": ["null", {"type": "array", "items": ["null", "float"]}]},
                      {"name": "tags", "type": ["null", {"type": "map", "values": ["null", "string"]}]}
                    ]}""");

    private final Window window = Windows.window("N", 1, 2, 3, 4);

    @TempDir
    private Path folder;

    @BeforeAll
    static void trust() {
        GeneratedClasses.trust();
    }

    @Test
    void windowsWithoutNullsAreRead() throws Exception {
        DecodedWindow decoded = decoder().decode(WindowBytes.of(record()), ORIGIN);
        assertThat(decoded.series()).isEqualTo("patient-7");
        assertThat(decoded.startMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(decoded.values()).containsExactly(1, 2, 3, 4);
        assertThat(decoded.tags()).isEqualTo(Map.of("kind", "N"));
    }

    @Test
    void aNullIsTheFaultOfItsRecordAlone() throws Exception {
        SingleObject decoder = decoder();
        for (Schema.Field field : NULLABLE.getFields()) {
            GenericData.Record record = record();
            record.put(field.name(), null);
            rejected(decoder, record);
        }
        GenericData.Record holes = record();
        holes.put("values", Arrays.asList(1f, null, 3f, 4f));
        rejected(decoder, holes);
        assertThat(decoder.decode(WindowBytes.of(record()), ORIGIN).values()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void otherTypesInAUnionStayUnreadable() throws Exception {
        for (String type : new String[] {"\"null\"", "[\"null\", \"bytes\", \"long\"]", "[\"null\"]"}) {
            Path file = Files.writeString(
                    folder.resolve("w.avsc"), NULLABLE.toString().replace("[\"null\",\"int\"]", type));
            assertThatExceptionOfType(WrongArtefactException.class)
                    .isThrownBy(() -> KnownSchemas.with(List.of(file)))
                    .withMessageStartingWith(file + ": expected a schema that windows can be read from, found ");
        }
    }

    private SingleObject decoder() throws Exception {
        Path file = Files.writeString(folder.resolve("producer.avsc"), NULLABLE.toString());
        return new SingleObject(WindowCheck.ANY_SHAPE, KnownSchemas.with(List.of(file)));
    }

    private GenericData.Record record() {
        GenericData.Record record = new GenericData.Record(NULLABLE);
        record.put("series", window.getSeries());
        record.put("start", window.getStart().toEpochMilli());
        record.put("sampleRate", window.getSampleRate());
        record.put("length", window.getLength());
        record.put("channels", window.getChannels());
        record.put("values", window.getValues());
        record.put("tags", window.getTags());
        return record;
    }

    private static void rejected(SingleObject decoder, GenericData.Record record) {
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> decoder.decode(WindowBytes.of(record), ORIGIN))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.UNDECODABLE));
    }
}
