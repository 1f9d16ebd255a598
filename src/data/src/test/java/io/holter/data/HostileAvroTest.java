// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static io.holter.data.wfdb.WfdbFiles.join;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class HostileAvroTest extends HostileFiles {

    private static final String NO_CONTAINER = ": expected an Avro object container file, found ";

    static Stream<Arguments> files() {
        return Stream.of(headers(), schemas(), blocks()).flatMap(files -> files);
    }

    private static Stream<Arguments> headers() {
        String bounded = ": expected a header of at most 1048576 bytes, found ";
        byte[] value = Bombs.avro("Obj\1", 1, 1, "k", Integer.MAX_VALUE - 9L, "0123456789");
        byte[] entries = Bombs.gzip(Bombs.avro("Obj\1", 1L << 19), Bombs.avro(1, "k", 1, "v"), MEBIBYTES);
        return Stream.of(
                avro("value.avro", value, ": byte 12" + bounded + 2147483638),
                avro("minus.avro", Bombs.avro("Obj\1", 1, -5, "k"), ": byte 6" + bounded + -5),
                avro("entries.avro", Bombs.avro("Obj\1", 1L << 40), ": byte 10" + bounded + (1L << 40)),
                avro("entries2.avro", Bombs.avro("Obj\1", 1L << 62, 0, 0), ": byte 14" + bounded + (1L << 62)),
                avro("entries3.avro", Bombs.avro("Obj\1", Long.MIN_VALUE), NO_CONTAINER),
                avro("entries.avro.gz", entries, ": byte 1048577" + bounded));
    }

    private static Stream<Arguments> schemas() {
        String empty = "{'type':'record','name':'E','fields':[{'name':'n','type':'null'}]}";
        String itself = "{'type':'record','name':'R','fields':[{'name':'r','type':'R'}]}";
        String refused = ": expected arrays of something, found an array of ";
        return Stream.of(
                avro("deep.avro", Bombs.avroOf(window(arrays(400, "'int'"))), ": expected at least one window"),
                avro("deeper.avro", Bombs.avroOf(window(arrays(20_000, "'int'"))), NO_CONTAINER),
                avro("nulls.avro", Bombs.avroOf(window(arrays(1, "'null'"))), refused + "null"),
                avro("empty.avro", Bombs.avroOf(window(arrays(2, empty))), refused + "io.holter.schemas.E"),
                avro("itself.avro", Bombs.avroOf(window(arrays(1, itself))), ": expected at least one window"));
    }

    private static Stream<Arguments> blocks() {
        byte[] chain = Bombs.avroOf(window("['null','io.holter.schemas.Window']"));
        byte[] links = new byte[1_000_000];
        Arrays.fill(links, (byte) 2);
        byte[] chained = join(chain, Bombs.avro(1, links.length), links, new byte[16]);
        return Stream.of(
                avro("claim.avro", join(chain, Bombs.avro(1, Integer.MAX_VALUE - 9L)), ": byte "),
                avro("minus.avro", join(chain, Bombs.avro(1, -9)), ": byte "),
                avro("count.avro", join(chain, Bombs.avro(1L << 62, 0), new byte[16]), ": record 1: expected "),
                avro("chain.avro", chained, ": record 1: expected a window, found a record that is nested too deeply"),
                avro("packed.avro", Bombs.packedAvro(window("'int'"), 400), ": record 1: expected a "));
    }

    private static Arguments avro(String name, byte[] bytes, String message) {
        return hostile(name, bytes, PLAIN, message);
    }

    /** A schema of windows with nothing but a field of some other type. */
    private static String window(String type) {
        return ("{'type':'record','name':'Window','namespace':'io.holter.schemas','fields':[{'name':'x','type':" + type
                        + "}]}")
                .replace('\'', '"');
    }

    private static String arrays(int depth, String items) {
        return "{'type':'array','items':".repeat(depth) + items + "}".repeat(depth);
    }
}
