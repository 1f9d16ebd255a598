// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A converter of the lower-case names of an enum's constants, with hyphens for underscores. */
abstract class Choice<E extends Enum<E>> implements ITypeConverter<E> {

    private final List<E> all;

    Choice(Class<E> type) {
        this.all = Arrays.asList(type.getEnumConstants());
    }

    @Override
    public E convert(String value) {
        return all.stream()
                .filter(constant -> name(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected "
                        + String.join(", ", all.stream().map(Choice::name).toList()) + ", found " + value));
    }

    /** How a constant is called on the command line. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
