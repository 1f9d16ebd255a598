// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.schemas.Window;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/** The reader of windows in any {@linkplain KnownSchemas#requireReadable readable} schema. Not thread-safe. */
final class WindowReader implements DatumReader<Window> {

    /** Avro's fast reader, the default, converts a time twice where the writer's is in a union. */
    private static final SpecificData WITHOUT_FAST_READER = withoutFastReader();

    private DatumReader<Window> resolved;

    WindowReader(Schema writer) {
        setSchema(writer);
    }

    private static SpecificData withoutFastReader() {
        SpecificData data = new SpecificData(Window.class.getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        data.setFastReaderEnabled(false);
        return data;
    }

    @Override
    public void setSchema(Schema writer) {
        boolean union = writer.getType() == Schema.Type.RECORD
                && Window.getClassSchema().getFields().stream()
                        .filter(ours -> ours.schema().getLogicalType() != null)
                        .map(ours -> writer.getField(ours.name()))
                        .anyMatch(field -> field != null && field.schema().getType() == Schema.Type.UNION);
        resolved = new SpecificDatumReader<>(
                writer, Window.getClassSchema(), union ? WITHOUT_FAST_READER : SpecificData.getForClass(Window.class));
    }

    @Override
    public Window read(Window reuse, Decoder in) throws IOException {
        return resolved.read(reuse, in);
    }
}
