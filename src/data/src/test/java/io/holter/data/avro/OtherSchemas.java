package io.holter.data.avro;

import io.holter.schemas.Window;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Schemas of windows that other versions might write in, and the same window in each. For tests. */
public final class OtherSchemas {

    /** Before channels, sample rates and tags were thought of, and with whole numbers for values. */
    public static final Schema OLDER = new Schema.Parser()
            .parse(
                    """
                    {"type": "record", "name": "Window", "namespace": "io.holter.schemas", "fields": [
                      {"name": "length", "type": "int"},
                      {"name": "values", "type": {"type": "array", "items": "int"}},
                      {"name": "series", "type": "string"},
                      {"name": "start", "type": "long"}
                    ]}""");

    /** All of today's fields in another order, and more. */
    public static final Schema NEWER = new Schema.Parser()
            .parse(
                    """
                    {"type": "record", "name": "Window", "namespace": "io.holter.schemas", "fields": [
                      {"name": "tags", "type": {"type": "map", "values": "string"}, "default": {}},
                      {"name": "quality", "type": {"type": "array", "items": "double"}, "default": []},
                      {"name": "values", "type": {"type": "array", "items": "float"}, "default": []},
                      {"name": "channels", "type": "int", "default": 1},
                      {"name": "device", "type": ["null", "bytes"], "default": null},
                      {"name": "length", "type": "int", "default": 0},
                      {"name": "sampleRate", "type": "float", "default": 0.0},
                      {"name": "start", "type": {"type": "long", "logicalType": "timestamp-millis"}, "default": 0},
                      {"name": "series", "type": "string", "default": ""}
                    ]}""");

    private OtherSchemas() {}

    /** What an older producer writes of a window; values are rounded. */
    public static GenericRecord older(Window window) {
        GenericRecord record = new GenericData.Record(OLDER);
        record.put("length", window.getLength());
        record.put("values", window.getValues().stream().map(Math::round).toList());
        record.put("series", window.getSeries());
        record.put("start", window.getStart().toEpochMilli());
        return record;
    }

    /** What a newer producer writes of a window. */
    public static GenericRecord newer(Window window) {
        GenericRecord record = new GenericData.Record(NEWER);
        record.put("tags", Map.copyOf(window.getTags()));
        record.put("quality", List.of(0.5, 1.0));
        record.put("values", window.getValues());
        record.put("channels", window.getChannels());
        record.put("device", ByteBuffer.wrap(new byte[] {1, 2, 3}));
        record.put("length", window.getLength());
        record.put("sampleRate", window.getSampleRate());
        record.put("start", window.getStart().toEpochMilli());
        record.put("series", window.getSeries());
        return record;
    }
}
