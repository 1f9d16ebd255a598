// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Types of the elements of array files, by what the formats call them. */
enum ElementType {
    BOOL("b1", -1, 1, (bytes, at) -> bytes.get(at) == 0 ? 0 : 1),
    UINT8("u1", 0x08, 1, (bytes, at) -> bytes.get(at) & 0xff),
    INT8("i1", 0x09, 1, ByteBuffer::get),
    UINT16("u2", -1, 2, (bytes, at) -> bytes.getShort(at) & 0xffff),
    INT16("i2", 0x0b, 2, ByteBuffer::getShort),
    UINT32("u4", -1, 4, (bytes, at) -> bytes.getInt(at) & 0xffff_ffffL),
    INT32("i4", 0x0c, 4, ByteBuffer::getInt),
    UINT64("u8", -1, 8, (bytes, at) -> unsigned(bytes.getLong(at))),
    INT64("i8", -1, 8, ByteBuffer::getLong),
    FLOAT32("f4", 0x0d, 4, ByteBuffer::getFloat),
    FLOAT64("f8", 0x0e, 8, ByteBuffer::getDouble);

    /** Reads the element that begins at a byte. */
    private interface Decoder {
        double decode(ByteBuffer bytes, int at);
    }

    private final String npy;
    private final int idx;
    private final int size;
    private final Decoder decoder;

    ElementType(String npy, int idx, int size, Decoder decoder) {
        this.npy = npy;
        this.idx = idx;
        this.size = size;
        this.decoder = decoder;
    }

    /** Known to numpy by a letter and a number of bytes, such as {@code f4}. */
    static Optional<ElementType> ofNpy(String code) {
        return Arrays.stream(values()).filter(type -> type.npy.equals(code)).findFirst();
    }

    /** Known to IDX by a byte, such as 0x08. */
    static Optional<ElementType> ofIdx(int code) {
        return Arrays.stream(values())
                .filter(type -> type.idx == code && code >= 0)
                .findFirst();
    }

    /** Bytes of an element. */
    int size() {
        return size;
    }

    /** The element that begins at a byte. */
    double decode(ByteBuffer bytes, int at) {
        return decoder.decode(bytes, at);
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (double) (value >>> 1 | value & 1) * 2;
    }
}
