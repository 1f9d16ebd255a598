// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowOutputTest {

    @TempDir
    private Path folder;

    @Test
    void csvHoldsEveryDigit() throws IOException {
        StringBuilder text = new StringBuilder();
        new WindowOutput(new WindowShape(2, 1), new float[] {0.1f, -3, 1e-20f, 16777217}).writeCsv(text);
        assertThat(text).hasToString("0.1,-3.0\n1.0E-20,1.6777216E7\n");
    }

    @Test
    void npyIsAHeaderOfWholeBlocksAndTheValues() throws IOException {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        for (int channels = 1; channels <= 2; channels++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new WindowOutput(new WindowShape(6 / channels, channels), values).writeNpy(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            byte[] start = new byte[8];
            buffer.get(start);
            assertThat(start).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
            byte[] header = new byte[buffer.getShort()];
            buffer.get(header);
            assertThat(buffer.position() % 64).isZero();
            assertThat(new String(header, StandardCharsets.US_ASCII))
                    .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': "
                            + (channels == 1 ? "(2, 6)" : "(2, 3, 2)") + ", }")
                    .endsWith("\n");
            float[] read = new float[12];
            buffer.asFloatBuffer().get(read);
            assertThat(read).isEqualTo(values);
            assertThat(buffer.remaining()).isEqualTo(48);
        }
    }

    @Test
    void greyPicturesKeepTheirValues() throws IOException {
        float[] values = {0, 64, 128, 255, -7, 300, 127.6f, Float.NaN};
        new ContactSheet(new WindowOutput(new WindowShape(4, 1), values), 2).writeEach(folder.resolve("new"));
        BufferedImage first = ImageIO.read(folder.resolve("new/00001.png").toFile());
        BufferedImage second = ImageIO.read(folder.resolve("new/00002.png").toFile());
        assertThat(samples(first)).containsExactly(0, 64, 128, 255);
        assertThat(samples(second)).containsExactly(0, 255, 128, 0);
        assertThat(first.getColorModel().getNumComponents()).isEqualTo(1);
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aSheetHoldsAllPicturesInColourWithGapsBetween() throws IOException {
        float[] values = new float[3 * 2 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Path file = folder.resolve("sheet.png");
        new ContactSheet(new WindowOutput(new WindowShape(2, 3), values), 1).write(file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        assertThat(sheet.getWidth()).isEqualTo(2 + 2 + 2);
        assertThat(sheet.getHeight()).isEqualTo(1 + 2 + 1);
        assertThat(sheet.getRGB(1, 0) & 0xffffff).isEqualTo(0x030405);
        assertThat(sheet.getRGB(2, 0) & 0xffffff).isEqualTo(0xffffff);
        assertThat(sheet.getRGB(5, 0) & 0xffffff).isEqualTo(0x090a0b);
        assertThat(sheet.getRGB(0, 3) & 0xffffff).isEqualTo(0x0c0d0e);
        assertThat(sheet.getRGB(5, 3) & 0xffffff).isEqualTo(0xffffff);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        WindowOutput windows = new WindowOutput(new WindowShape(6, 1), new float[6]);
        assertThatThrownBy(() -> new ContactSheet(windows, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContactSheet(windows, 0)).isInstanceOf(IllegalArgumentException.class);
        WindowOutput two = new WindowOutput(new WindowShape(3, 2), new float[6]);
        assertThatThrownBy(() -> new ContactSheet(two, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no picture of 3 rows in windows of 3 pixels × 2 channels");
    }

    private static int[] samples(BufferedImage image) {
        return image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    }
}
