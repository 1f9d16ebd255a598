// SPDX-License-Identifier: Apache-2.0
package io.holter.app.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.core.Escaped;
import io.holter.schemas.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * An alert as a JSON object in one line: every field of the schema under its name, times as ISO 8601 in UTC, an enum
 * by its symbol, a number that JSON does not have (infinite or NaN) as a string.
 */
public final class AlertJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AlertJson() {}

    /** The object, without a line break. */
    public static String of(Alert alert) {
        try {
            return Escaped.json(MAPPER.writeValueAsString(plain(alert)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and plain values are always JSON", e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof SpecificRecord record) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (Schema.Field field : record.getSchema().getFields()) {
                object.put(field.name(), plain(record.get(field.pos())));
            }
            return object;
        }
        if (value instanceof List<?> list) {
            List<Object> array = new ArrayList<>(list.size());
            list.forEach(element -> array.add(plain(element)));
            return array;
        }
        return value instanceof Instant || value instanceof Enum ? value.toString() : value;
    }
}
