// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.schemas.Window;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Schemas of windows that other versions might write in, and the same window in each. For tests. */
public final class OtherSchemas {

    /** Before channels, sample rates and tags were thought of, and with whole numbers for values. */
    public static final Schema OLDER = parse(
            """
            {"type": "record", "name": "Window", "namespace": "io.holter.schemas", "fields": [
              {"name": "length", "type": "int"},
              {"name": "values", "type": {"type": "array", "items": "int"}},
              {"name": "series", "type": "string"},
              {"name": "start", "type": "long"}
            ]}""");

    /** All of today's fields in another order, with fields of every kind among them that today's reader skips. */
    public static final Schema NEWER = parse(
            """
            {"type": "record", "name": "Window", "namespace": "io.holter.schemas", "fields": [
              {"name": "tags", "type": {"type": "map", "values": "string"}, "default": {}},
              {"name": "device", "type": ["null", {"type": "record", "name": "Device", "fields": [
                {"name": "serial", "type": "bytes"}, {"name": "lead", "type": {"type": "enum", "name": "Lead",
                "symbols": ["I", "II"]}}]}], "default": null},
              {"name": "quality", "type": {"type": "array", "items": "double"}, "default": []},
              {"name": "values", "type": {"type": "array", "items": "float"}, "default": []},
              {"name": "channels", "type": "int", "default": 1},
              {"name": "length", "type": "int", "default": 0},
              {"name": "sampleRate", "type": "float", "default": 0.0},
              {"name": "checksum", "type": {"type": "fixed", "name": "Checksum", "size": 4}},
              {"name": "start", "type": {"type": "long", "logicalType": "timestamp-millis"}, "default": 0},
              {"name": "series", "type": "string", "default": ""},
              {"name": "comments", "type": {"type": "map", "values": {"type": "array", "items": "string"}}}
            ]}""");

    private OtherSchemas() {}

    /** Both, known to the job besides today's. */
    static KnownSchemas known() {
        return new KnownSchemas(List.of(OLDER.toString(), NEWER.toString()));
    }

    /** What an older producer writes of a window; values are rounded. */
    static byte[] older(Window window) {
        return WindowBytes.of(olderRecord(window));
    }

    /** {@link #older} before it is encoded. */
    public static GenericData.Record olderRecord(Window window) {
        GenericData.Record record = new GenericData.Record(OLDER);
        record.put("length", window.getLength());
        record.put("values", window.getValues().stream().map(Math::round).toList());
        record.put("series", window.getSeries());
        record.put("start", window.getStart().toEpochMilli());
        return record;
    }

    /** What a newer producer writes of a window. */
    static byte[] newer(Window window) {
        return WindowBytes.of(newerRecord(window));
    }

    /** {@link #newer} before it is encoded. */
    public static GenericData.Record newerRecord(Window window) {
        Schema deviceSchema = NEWER.getField("device").schema().getTypes().get(1);
        GenericData.Record device = new GenericData.Record(deviceSchema);
        device.put("serial", java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}));
        device.put(
                "lead", new GenericData.EnumSymbol(deviceSchema.getField("lead").schema(), "II"));
        GenericData.Record record = new GenericData.Record(NEWER);
        record.put("tags", window.getTags());
        record.put("device", device);
        record.put("quality", List.of(0.5, 1.0));
        record.put("values", window.getValues());
        record.put("channels", window.getChannels());
        record.put("length", window.getLength());
        record.put("sampleRate", window.getSampleRate());
        record.put("checksum", new GenericData.Fixed(NEWER.getField("checksum").schema(), new byte[4]));
        record.put("start", window.getStart().toEpochMilli());
        record.put("series", window.getSeries());
        record.put("comments", Map.of("nurse", List.of("moved", "slept")));
        return record;
    }

    private static Schema parse(String json) {
        return new Schema.Parser().parse(json);
    }
}
