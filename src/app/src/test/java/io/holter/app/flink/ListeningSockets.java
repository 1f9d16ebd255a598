// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP sockets on which a process of this machine listens, as Linux lists them. */
public final class ListeningSockets {

    private static final String LISTEN = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    /**
     * @param address address and port, in Linux's notation
     * @param onLoopback whether only this machine reaches it
     */
    public record Listening(String address, boolean onLoopback) {}

    /** Those of the process now. */
    public static Set<Listening> of(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                // A file that was closed meanwhile has no name any more.
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    inodes.add(target(file));
                }
            }
        }
        Set<Listening> found = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[STATE].equals(LISTEN) && inodes.contains("socket:[" + fields[INODE] + "]")) {
                    found.add(new Listening(
                            fields[ADDRESS], address(fields[ADDRESS]).isLoopbackAddress()));
                }
            }
        }
        return found;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Words of 32 bits, each in the machine's order: 0100007F is 127.0.0.1. */
    private static InetAddress address(String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex.substring(0, hex.indexOf(':')));
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer network = ByteBuffer.allocate(bytes.length);
        while (words.hasRemaining()) {
            network.putInt(words.getInt());
        }
        return InetAddress.getByAddress(network.array());
    }
}
