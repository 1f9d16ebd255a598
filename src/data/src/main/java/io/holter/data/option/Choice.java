// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

import io.holter.core.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A converter of the names of an enum's constants, with hyphens for underscores, in either case. */
public abstract class Choice<E extends Enum<E>> implements ITypeConverter<E> {

    private final List<E> all;

    protected Choice(Class<E> type) {
        this(Arrays.asList(type.getEnumConstants()));
    }

    /** Only of some of the constants. */
    protected Choice(List<E> some) {
        this.all = List.copyOf(some);
    }

    @Override
    public E convert(String value) {
        return of(value, all, Choice::name);
    }

    /**
     * The one that is called so.
     *
     * @param all at least two
     * @param name how each is called, in lower case
     * @throws TypeConversionException if none is
     */
    public static <T> T of(String value, List<T> all, Function<T, String> name) {
        List<String> names = all.stream().map(name).toList();
        int found = names.indexOf(value.strip().toLowerCase(Locale.ROOT));
        if (found < 0) {
            throw wrong(value, names);
        }
        return all.get(found);
    }

    /**
     * What to say of a value that is none of those that there are.
     *
     * @param names at least two
     */
    static TypeConversionException wrong(String value, List<String> names) {
        String expected = names.stream().limit(names.size() - 1L).collect(Collectors.joining(", ")) + " or "
                + names.get(names.size() - 1);
        return new TypeConversionException(
                "expected " + expected + ", found '" + value + "'" + Spelling.didYouMean(value, names));
    }

    /** How a constant is called on the command line. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
