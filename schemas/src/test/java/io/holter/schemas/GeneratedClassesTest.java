// SPDX-License-Identifier: Apache-2.0
package io.holter.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class GeneratedClassesTest {

    @Test
    void everyClassOfTheSchemasIsTrusted() throws ClassNotFoundException {
        GeneratedClasses.trust();
        Set<String> names = new TreeSet<>();
        Schemas.current().forEach(schema -> collect(schema, names));
        assertThat(names).contains("io.holter.schemas.ErrorSketch", "io.holter.schemas.Severity");
        for (String name : names) {
            ClassSecurityValidator.validate(Class.forName(name));
        }
    }

    @Test
    void nothingElseIs() {
        GeneratedClasses.trust();
        assertThatThrownBy(() -> ClassSecurityValidator.validate(GeneratedClassesTest.class))
                .isInstanceOf(SecurityException.class);
    }

    private static void collect(Schema schema, Set<String> names) {
        switch (schema.getType()) {
            case RECORD -> {
                if (names.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> collect(field.schema(), names));
                }
            }
            case ENUM -> names.add(schema.getFullName());
            case ARRAY -> collect(schema.getElementType(), names);
            case MAP -> collect(schema.getValueType(), names);
            default -> {
                // no class of its own
            }
        }
    }
}
