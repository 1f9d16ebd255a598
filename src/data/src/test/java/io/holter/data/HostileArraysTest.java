// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class HostileArraysTest extends HostileFiles {

    static Stream<Arguments> files() {
        return Stream.of(
                hostile("huge.npy", npy("(1, 1099511627776)"), PLAIN, ": expected windows of 1 to 4194304 values"),
                hostile("many.npy", npy("(1099511627776, 0)"), PLAIN, ": expected windows of 1 to 4194304 values"),
                hostile("over.npy", npy("(4294967296, 4294967296, 2)"), PLAIN, ": expected sizes that a file can have"),
                hostile("digits.npy", npy("(99999999999999999999, 2)"), PLAIN, ": 'shape': expected whole numbers"),
                hostile("minus.npy", npy("(-1, 8)"), PLAIN, ": header: expected a 'shape'"),
                hostile("wide.npy", npy("(1, 4194304)"), PLAIN, ": byte "),
                hostile(
                        "deep.npy",
                        npy("(" + "9,".repeat(20000) + ")"),
                        PLAIN,
                        ": 'shape': expected at most 64 dimensions"),
                hostile(
                        "series.npy",
                        npy("(2, 1099511627776)"),
                        CUT,
                        ": expected to be told which axis counts samples"),
                hostile("wide.npy", npy("(8388609, 8388608)"), CUT, ": expected windows of 1 to 4194304 values"),
                hostile(
                        "zeros.npy.gz",
                        gzipNpy("(1099511627776, 64)"),
                        PLAIN,
                        ": expected a gzip file that unpacks to"),
                hostile("long.npy.gz", gzipNpy("(1099511627776,)"), CUT, ": expected a gzip file that unpacks to"),
                hostile("max-ubyte", idx(4, -1, -1, -1, -1), PLAIN, ": expected sizes that a file can have"),
                hostile("wide-ubyte", idx(3, 1, 65535, 65535), PLAIN, ": expected windows of 1 to 4194304 values"),
                hostile("many-ubyte", idx(2, -1, 8), PLAIN, ": byte "));
    }

    private static byte[] npy(String shape) {
        return DataFiles.npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n", new byte[64]);
    }

    private static byte[] gzipNpy(String shape) {
        return Bombs.gzip(npy(shape), new byte[1], MEBIBYTES);
    }

    private static byte[] idx(int dimensions, int... sizes) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length).put(new byte[] {0, 0, 8, (byte) dimensions});
        Arrays.stream(sizes).forEach(file::putInt);
        return file.array();
    }
}
