// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** Avro's objects as a tree of JSON, so that the same places name the same fields in both; bytes are left out. */
final class AvroTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AvroTree() {}

    /** A datum of any schema without logical types. */
    static JsonNode of(Object datum) {
        if (datum instanceof IndexedRecord record) {
            ObjectNode node = NODES.objectNode();
            for (Schema.Field field : record.getSchema().getFields()) {
                node.set(field.name(), of(record.get(field.pos())));
            }
            return node;
        }
        if (datum instanceof Map<?, ?> map) {
            ObjectNode node = NODES.objectNode();
            map.forEach((key, value) -> node.set(String.valueOf(key), of(value)));
            return node;
        }
        if (datum instanceof Collection<?> elements) {
            ArrayNode node = NODES.arrayNode(elements.size());
            elements.forEach(element -> node.add(of(element)));
            return node;
        }
        return leaf(datum);
    }

    private static JsonNode leaf(Object datum) {
        if (datum instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (datum instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (datum instanceof Float number) {
            return NODES.numberNode(number);
        }
        if (datum instanceof Double number) {
            return NODES.numberNode(number);
        }
        if (datum instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        boolean text = datum != null && !(datum instanceof ByteBuffer) && !(datum instanceof GenericFixed);
        return text ? NODES.textNode(datum.toString()) : NODES.nullNode();
    }
}
