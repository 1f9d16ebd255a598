// SPDX-License-Identifier: Apache-2.0
package io.holter.data.avro;

import io.holter.core.WrongArtefactException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** The check that no array of a schema has items of no bytes: a few bytes would claim to be any number of them. */
final class EmptyItems {

    private EmptyItems() {}

    /**
     * Refuses a schema in which an array has items without bytes.
     *
     * @param where what states the schema, for the message
     */
    static void refuse(String where, Schema schema) {
        Set<Schema> seen = none();
        Deque<Schema> left = new ArrayDeque<>(List.of(schema));
        while (!left.isEmpty()) {
            Schema next = left.pop();
            if (!seen.add(next)) {
                continue;
            }
            if (next.getType() == Schema.Type.ARRAY && isEmpty(next.getElementType(), none())) {
                throw new WrongArtefactException(
                        where,
                        "arrays of something",
                        "an array of " + next.getElementType().getFullName());
            }
            left.addAll(
                    switch (next.getType()) {
                        case RECORD ->
                            next.getFields().stream().map(Schema.Field::schema).toList();
                        case UNION -> next.getTypes();
                        case ARRAY -> List.of(next.getElementType());
                        case MAP -> List.of(next.getValueType());
                        default -> List.<Schema>of();
                    });
        }
    }

    /**
     * Whether what has this schema takes no bytes.
     *
     * @param around the records that it is a part of; one that is a part of itself never ends
     */
    private static boolean isEmpty(Schema schema, Set<Schema> around) {
        return switch (schema.getType()) {
            case NULL -> true;
            case FIXED -> schema.getFixedSize() == 0;
            case RECORD ->
                around.add(schema) && schema.getFields().stream().allMatch(field -> isEmpty(field.schema(), around));
            default -> false;
        };
    }

    private static Set<Schema> none() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
