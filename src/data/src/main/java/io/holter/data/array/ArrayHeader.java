// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import io.holter.core.WrongArtefactException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an array file says of itself.
 *
 * @param file its name, for messages
 * @param images whether three dimensions are images of one channel rather than windows of several
 * @param sizes the sizes of its dimensions, 0 or more, the last one running fastest
 * @param type type of its elements
 * @param order order of their bytes
 * @param offset byte where the elements begin
 */
public record ArrayHeader(
        String file, boolean images, List<Long> sizes, ElementType type, ByteOrder order, long offset) {

    public ArrayHeader {
        sizes = List.copyOf(sizes);
        try {
            long bytes = type.size();
            for (long size : sizes) {
                bytes = Math.multiplyExact(bytes, size);
            }
            Math.addExact(bytes, offset);
        } catch (ArithmeticException e) {
            throw new WrongArtefactException(file, "sizes that a file can have", describe(sizes, type), e);
        }
    }

    /** Number of elements. */
    public long count() {
        return sizes.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }

    /** Bytes of the whole file. */
    long bytes() {
        return offset + count() * type.size();
    }

    /** Number of dimensions. */
    public int dimensions() {
        return sizes.size();
    }

    /** Size of a dimension, from 0. */
    long size(int dimension) {
        return sizes.get(dimension);
    }

    /** Sizes and type, such as {@code 60000 × 28 × 28 of uint8}. */
    @Override
    public String toString() {
        return describe(sizes, type);
    }

    private static String describe(List<Long> sizes, ElementType type) {
        String product =
                sizes.isEmpty() ? "1" : sizes.stream().map(String::valueOf).collect(Collectors.joining(" × "));
        return product + " of " + type.name().toLowerCase(Locale.ROOT);
    }
}
