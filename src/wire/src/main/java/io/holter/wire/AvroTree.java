// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holter.schemas.RejectReason;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** Avro's objects as a tree of JSON, so that the same places name the same fields in both. Bytes are no number there. */
final class AvroTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AvroTree() {}

    /**
     * The tree of a datum of any schema without logical types.
     *
     * @throws RejectedRecordException if it is nested deeper than JSON may be
     */
    static JsonNode of(Object datum) throws RejectedRecordException {
        return of(datum, 0);
    }

    private static JsonNode of(Object datum, int depth) throws RejectedRecordException {
        if (depth > SampleDecoder.MAX_DEPTH) {
            throw new RejectedRecordException(
                    RejectReason.UNDECODABLE, "at most " + SampleDecoder.MAX_DEPTH + " levels of nesting", "more");
        }
        if (datum instanceof IndexedRecord record) {
            ObjectNode node = NODES.objectNode();
            for (Schema.Field field : record.getSchema().getFields()) {
                node.set(field.name(), of(record.get(field.pos()), depth + 1));
            }
            return node;
        }
        if (datum instanceof Map<?, ?> map) {
            ObjectNode node = NODES.objectNode();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                node.set(String.valueOf(entry.getKey()), of(entry.getValue(), depth + 1));
            }
            return node;
        }
        if (datum instanceof Collection<?> elements) {
            ArrayNode node = NODES.arrayNode(elements.size());
            for (Object element : elements) {
                node.add(of(element, depth + 1));
            }
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
        if (datum instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return NODES.binaryNode(copy);
        }
        if (datum instanceof GenericFixed fixed) {
            return NODES.binaryNode(fixed.bytes());
        }
        return datum == null ? NODES.nullNode() : NODES.textNode(datum.toString());
    }
}
