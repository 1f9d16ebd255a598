// SPDX-License-Identifier: Apache-2.0
package io.holter.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What flows explains itself, and every field can be left out by a writer that does not know it. */
class DocumentationTest {

    @ParameterizedTest
    @MethodSource("io.holter.schemas.Schemas#current")
    void everyTypeAndFieldIsDocumentedAndHasADefault(Schema schema) {
        check(schema, schema.getFullName(), new HashSet<>());
    }

    @Test
    void examplesLeaveNoFieldAtItsDefault() {
        for (var example : Examples.all()) {
            for (Schema.Field field : example.getSchema().getFields()) {
                Object byDefault = Examples.data(example).getDefaultValue(field);
                assertThat(example.get(field.pos()))
                        .as(example.getSchema().getName() + "." + field.name())
                        .isNotEqualTo(byDefault);
            }
        }
    }

    private static void check(Schema schema, String where, Set<String> seen) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(schema.getDoc()).as(where).isNotBlank();
                if (seen.add(schema.getFullName())) {
                    for (Schema.Field field : schema.getFields()) {
                        String name = schema.getName() + "." + field.name();
                        assertThat(field.doc()).as(name).isNotBlank().endsWith(".");
                        assertThat(field.hasDefaultValue())
                                .as(name + " has a default")
                                .isTrue();
                        check(field.schema(), name, seen);
                    }
                }
            }
            case ENUM -> {
                assertThat(schema.getDoc()).as(where).isNotBlank();
                assertThat(schema.getEnumSymbols()).as(where).allSatisfy(symbol -> assertThat(schema.getDoc())
                        .contains(symbol));
                // A reader that does not know a symbol falls back to the default instead of failing.
                assertThat(schema.getEnumDefault()).as(where).isNotNull();
            }
            case ARRAY -> check(schema.getElementType(), where, seen);
            case MAP -> check(schema.getValueType(), where, seen);
            default -> assertThat(schema.getType()).as(where).isNotEqualTo(Schema.Type.UNION);
        }
    }
}
