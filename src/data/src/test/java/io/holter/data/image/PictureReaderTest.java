// SPDX-License-Identifier: Apache-2.0
package io.holter.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.set.WindowSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {

    private static final DataFormat PLAIN = DataFormat.unlabelled();

    @TempDir
    private Path folder;

    @Test
    void foldersAreLabels() throws Exception {
        picture("data/cats/1.png", grey(2, 3));
        picture("data/cats/2.PNG", grey(2, 3));
        picture("data/dogs/1.png", grey(2, 3));
        DataFiles.write(folder, "data/readme.txt", "no picture");
        WindowSet windows = read(DataFormat.labelled(LabelPlace.OWN, "cats"), "data");
        assertThat(windows.labels()).containsExactly(false, false, true);
        assertThat(windows.shape()).isEqualTo(new WindowShape(6, 1));
        assertThat(windows.signal().height()).isEqualTo(2);
        assertThat(windows.signal().sources()).containsExactly("data");
        assertThat(read(DataFormat.labelled(LabelPlace.FOLDER, "dogs"), "data/*/1.png")
                        .labels())
                .containsExactly(true, false);
        assertThat(read(PLAIN, "data").labelled()).isFalse();
    }

    @Test
    void pixelsAreRowByRowAndChannelsInside() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x0a141e);
        image.setRGB(1, 0, 0xff0001);
        picture("a.png", image);
        assertThat(read(PLAIN, "a.png").window(0)).containsExactly(10, 20, 30, 255, 0, 1);
        assertThat(read(PLAIN.withChannels(1), "a.png").window(0))
                .containsExactly(new float[] {18.15f, 76.359f}, within(0.001f));
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_BINARY})
    void greyIsWhatIsStored(int type) throws Exception {
        BufferedImage image = new BufferedImage(2, 1, type);
        int most = type == BufferedImage.TYPE_USHORT_GRAY ? 65535 : type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 1;
        image.getRaster().setSample(0, 0, 0, most);
        float second = 0;
        if (type != BufferedImage.TYPE_BYTE_BINARY) {
            image.getRaster().setSample(1, 0, 0, most / 5);
            second = 51;
        }
        picture("a.png", image);
        assertThat(read(PLAIN, "a.png").window(0)).containsExactly(255, second);
        assertThat(read(PLAIN.withChannels(3), "a.png").window(0))
                .containsExactly(255, 255, 255, second, second, second);
    }

    @Test
    void jpegIsKnownByItsContent() throws Exception {
        BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 128; i++) {
            image.setRGB(i % 16, i / 16, 0xc86432);
        }
        DataFiles.write(folder, "photo", bytes(image, "jpg"));
        WindowSet windows = read(PLAIN, "photo");
        assertThat(windows.shape()).isEqualTo(new WindowShape(128, 3));
        assertThat(windows.window(0)).startsWith(new float[] {200, 100, 50}, within(3f));
    }

    @Test
    void firstPictureDecides() throws Exception {
        picture("a.png", grey(2, 2));
        picture("b.png", coloured(2, 2));
        String b = folder.resolve("b.png").toString();
        refused(
                PLAIN,
                "*.png",
                b + ": expected 2 × 2 pixels × 1 channel as in " + folder.resolve("a.png")
                        + ", found 2 × 2 pixels × 3 channels");
        assertThat(read(PLAIN.withChannels(1), "*.png").size()).isEqualTo(2);
        picture("c.png", grey(2, 2));
        assertThat(DataFiles.read(List.of(b, folder.resolve("c.png").toString()), PLAIN)
                        .shape()
                        .channels())
                .isEqualTo(3);
    }

    @Test
    void otherSizesAreRefusedOrScaled() throws Exception {
        picture("a.png", grey(2, 8));
        picture("b.png", grey(4, 4));
        refused(
                PLAIN,
                "*.png",
                folder.resolve("b.png") + ": expected 2 × 8 pixels as before, or a size to scale all to, found 4 × 4");
        WindowSet scaled = read(PLAIN.withImages(new DataFormat.ImageSize(3, 5)), "*.png");
        assertThat(scaled.shape()).isEqualTo(new WindowShape(15, 1));
        assertThat(scaled.signal().height()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"7, 5, 3, 2", "4, 6, 2, 3", "3, 2, 7, 5", "5, 5, 5, 5", "6, 2, 1, 1"})
    void scalingIsTheMeanOverTheAreaThatAPixelCovers(int height, int width, int newHeight, int newWidth) {
        Random random = new Random(1);
        float[] image = new float[height * width * 2];
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextInt(256);
        }
        DataFormat.ImageSize to = new DataFormat.ImageSize(newHeight, newWidth);
        float[] scaled = AreaAverage.scale(image, new DataFormat.ImageSize(height, width), to, 2);
        // Both images drawn on a grid so fine that every pixel of either is a whole number of its cells.
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                for (int c = 0; c < 2; c++) {
                    double sum = 0;
                    for (int i = 0; i < height; i++) {
                        for (int j = 0; j < width; j++) {
                            int row = (y * height + i) / newHeight;
                            int column = (x * width + j) / newWidth;
                            sum += image[(row * width + column) * 2 + c];
                        }
                    }
                    // Sums of up to 35 products in single precision, of values up to 255.
                    assertThat((double) scaled[(y * newWidth + x) * 2 + c])
                            .isCloseTo(sum / (height * width), within(0.01));
                }
            }
        }
    }

    @Test
    void brokenPicturesAreSaid() throws Exception {
        byte[] png = bytes(noise(32, 32), "png");
        byte[] jpeg = bytes(noise(32, 32), "jpg");
        refusedStarting("cut.png", DataFiles.cut(png, png.length / 2), ": byte ");
        refusedStarting("cut.jpg", DataFiles.cut(jpeg, jpeg.length / 2), ": byte " + jpeg.length / 2 + ": ");
        refusedStarting("head.jpg", DataFiles.cut(jpeg, 30), ": byte ");
        byte[] bent = png.clone();
        for (int i = 60; i < 200; i++) {
            bent[i] = 0;
        }
        refusedStarting("bent.png", bent, ": byte ");
        refusedStarting("empty.png", new byte[0], ": byte 0: expected a PNG or JPEG picture, found an empty file");
        refusedStarting(
                "text.jpg",
                "hello".getBytes(StandardCharsets.UTF_8),
                ": byte 0: expected a PNG or JPEG picture, found something else");
    }

    @Test
    void pictureThatClaimsToBeHugeIsNoReasonToFillTheHeap() throws Exception {
        byte[] png = bytes(grey(2, 2), "png");
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 60_000).putInt(20, 60_000);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        header.putInt(29, (int) sum.getValue());
        refusedStarting("huge.png", png, ": expected at most 33554432 pixels, found 60000 × 60000");
    }

    @Test
    void folderWithoutPicturesAndOddChannelsAreSaid() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        refused(
                PLAIN,
                "empty",
                folder.resolve("empty")
                        + ": expected PNG or JPEG pictures in this folder (or a glob, for other files), found none");
        picture("a.png", grey(2, 2));
        refused(
                PLAIN.withChannels(2),
                "a.png",
                folder.resolve("a.png") + ": expected pictures of 1 or 3 channels, found 2");
    }

    private static BufferedImage grey(int height, int width) {
        return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    }

    private static BufferedImage coloured(int height, int width) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage noise(int height, int width) {
        BufferedImage image = coloured(height, width);
        Random random = new Random(1);
        for (int i = 0; i < height * width; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        return image;
    }

    private static byte[] bytes(BufferedImage image, String format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private void picture(String name, BufferedImage image) throws Exception {
        DataFiles.write(folder, name, bytes(image, "png"));
    }

    private WindowSet read(DataFormat format, String source) throws Exception {
        return DataFiles.read(List.of(folder.resolve(source).toString()), format);
    }

    private void refused(DataFormat format, String source, String message) {
        assertThatThrownBy(() -> read(format, source))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
    }

    private void refusedStarting(String name, byte[] bytes, String message) throws Exception {
        String file = DataFiles.write(folder, name, bytes);
        assertThatThrownBy(() -> read(PLAIN, name))
                .as(name)
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(file + message)
                .hasMessageMatching("(?s).*: expected .*, found .*");
    }
}
