// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.generation;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Windows as pictures: one channel is grey, three are red, green and blue; raw units are 0 to 255, what lies beyond is
 * cut off.
 *
 * @param windows the pictures, each row by row
 * @param height rows of each, above 0
 */
public record ContactSheet(WindowOutput windows, int height) {

    private static final int GAP = 2;
    private static final int WHITE = 255;
    private static final int RGB = 3;

    public ContactSheet {
        WindowShape shape = windows.shape();
        if (height < 1 || shape.length() % height != 0 || (shape.channels() != 1 && shape.channels() != RGB)) {
            throw new IllegalArgumentException("no picture of " + height + " rows in windows of " + shape.length()
                    + " pixels × " + Count.of(shape.channels(), "channel"));
        }
    }

    /** All pictures side by side, as many in a row as there are rows of them or one more, on one PNG. */
    public void write(Path file) throws IOException {
        write(file, Math.max(1, (int) Math.ceil(Math.sqrt(windows.count()))));
    }

    /**
     * All pictures side by side on one PNG.
     *
     * @param columns pictures in a row, 1 or more
     */
    public void write(Path file, int columns) throws IOException {
        int count = windows.count();
        int rows = Math.max(1, (count + columns - 1) / columns);
        BufferedImage sheet = picture(columns * (width() + GAP) - GAP, rows * (height + GAP) - GAP);
        double[] gap = {WHITE, WHITE, WHITE};
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                sheet.getRaster().setPixel(x, y, gap);
            }
        }
        for (int i = 0; i < count; i++) {
            draw(sheet, i, i % columns * (width() + GAP), i / columns * (height + GAP));
        }
        save(sheet, file);
    }

    /** Each picture as a PNG of its own, 00001.png and so on. */
    public void writeEach(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < windows.count(); i++) {
            BufferedImage picture = picture(width(), height);
            draw(picture, i, 0, 0);
            save(picture, folder.resolve(String.format(Locale.ROOT, "%05d.png", i + 1)));
        }
    }

    private int width() {
        return windows.shape().length() / height;
    }

    private BufferedImage picture(int columns, int rows) {
        boolean grey = windows.shape().channels() == 1;
        return new BufferedImage(columns, rows, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    }

    private void draw(BufferedImage image, int window, int left, int top) {
        WindowShape shape = windows.shape();
        for (int p = 0; p < shape.length(); p++) {
            for (int c = 0; c < shape.channels(); c++) {
                float value = windows.values()[window * shape.size() + p * shape.channels() + c];
                int sample = Math.max(0, Math.min(WHITE, Math.round(value)));
                // past the colour model, which would bend the scale of greys
                image.getRaster().setSample(left + p % width(), top + p / width(), c, sample);
            }
        }
    }

    private static void save(BufferedImage image, Path file) throws IOException {
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException(file + ": this Java runtime writes no PNG");
        }
    }
}
