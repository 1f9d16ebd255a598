// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class HostilePicturesTest extends HostileFiles {

    private static final DataFormat SMALL = PLAIN.withImages(new DataFormat.ImageSize(4, 4));

    static Stream<Arguments> files() {
        byte[] scan = {(byte) 0xff, (byte) 0xda};
        byte[] jpeg = new byte[2002];
        for (int i = 0; i < jpeg.length; i++) {
            jpeg[i] = i < 3 ? new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}[i] : scan[i % 2];
        }
        byte[] palette = Bombs.chunk("PLTE", new byte[6]);
        byte[] text = Bombs.text(400);
        byte[] claims = Bombs.png(8, 8, 8, 3);
        ByteBuffer.wrap(claims).putInt(33, Integer.MAX_VALUE).put(37, new byte[] {'P', 'L', 'T', 'E'});
        return Stream.of(
                hostile("wide.png", Bombs.png(50_000, 50_000, 8, 0), SMALL, ": expected at most 33554432 pixels"),
                hostile(
                        "deep.png",
                        Bombs.png(8192, 4096, 16, 6),
                        SMALL,
                        ": expected a picture that takes at most a third"),
                hostile("line.png", Bombs.png(5_000_000, 1, 8, 0), SMALL, ": byte "),
                hostile(
                        "text.png",
                        Bombs.png(8, 8, 8, 3, text, palette),
                        SMALL,
                        ": expected a whole picture, found the end"),
                hostile(
                        "text2.png",
                        Bombs.png(8, 8, 8, 3, palette, text),
                        SMALL,
                        ": expected a whole picture, found the end"),
                hostile("claims.png", claims, SMALL, ": byte "),
                hostile(
                        "zeros.png.gz",
                        Bombs.gzip(Bombs.png(8, 8, 8, 0), new byte[1], MEBIBYTES),
                        SMALL,
                        ": expected a picture of"),
                hostile("scans.jpg", jpeg, SMALL, ": expected a JPEG picture of at most 200 scans"),
                hostile("animated.png", text("GIF89a"), SMALL, ": byte 0: expected a PNG or JPEG picture"));
    }
}
