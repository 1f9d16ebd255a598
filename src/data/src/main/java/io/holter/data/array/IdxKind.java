// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * IDX, the format of the MNIST files: two bytes 0, one for the type of the elements, one for the number of dimensions,
 * the sizes as four bytes each, the elements, all big-endian.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">Y. LeCun, C. Cortes, C. Burges: The MNIST database</a>
 */
final class IdxKind implements ArrayFile.Kind {

    private static final int MAX_DIMENSIONS = 4;

    static boolean isStart(byte[] start) {
        return start.length >= 4
                && start[0] == 0
                && start[1] == 0
                && ElementType.ofIdx(start[2]).isPresent()
                && start[3] >= 1
                && start[3] <= MAX_DIMENSIONS;
    }

    @Override
    public ArrayHeader header(DataSource source, InputStream in) throws IOException {
        String file = source.name();
        byte[] magic = in.readNBytes(4);
        if (!isStart(magic)) {
            throw new WrongArtefactException(
                    file + ": byte 0",
                    "00 00, a type 08, 09, 0b, 0c, 0d or 0e, and 1 to " + MAX_DIMENSIONS + " dimensions",
                    magic.length == 0
                            ? "an empty file"
                            : HexFormat.ofDelimiter(" ").formatHex(magic));
        }
        int dimensions = magic[3];
        byte[] sizes = in.readNBytes(4 * dimensions);
        if (sizes.length < 4 * dimensions) {
            throw new WrongArtefactException(
                    file + ": byte " + (4 + sizes.length), "a header of " + (4 + 4 * dimensions) + " bytes", "the end");
        }
        ByteBuffer numbers = ByteBuffer.wrap(sizes);
        List<Long> shape = new ArrayList<>();
        while (numbers.hasRemaining()) {
            shape.add(numbers.getInt() & 0xffff_ffffL);
        }
        ElementType type = ElementType.ofIdx(magic[2]).orElseThrow();
        return new ArrayHeader(file, true, shape, type, ByteOrder.BIG_ENDIAN, 4 + 4L * dimensions);
    }
}
