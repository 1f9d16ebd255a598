// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.data.set.WindowSet;
import io.holter.trainer.generation.ContactSheet;
import io.holter.trainer.generation.WindowOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import java.util.zip.GZIPOutputStream;

/** The data sets of the recipes in small, made up: for tests. */
final class SmallData {

    private static final int SIDE = 28;

    private SmallData() {}

    /** Rows of 140 values and a label, the last fifth of them abnormal. */
    static void heartbeats(Path folder, int count) throws IOException {
        Random random = new Random(1);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            boolean normal = i % 5 != 4;
            StringJoiner row = new StringJoiner(",", "", "\n");
            for (int t = 0; t < 140; t++) {
                double value = Math.sin(t / (normal ? 10.0 : 5.0)) + 0.1 * random.nextGaussian();
                row.add(String.format(Locale.ROOT, "%.4f", value));
            }
            rows.append(row.add(normal ? "1.0" : "0.0"));
        }
        Files.writeString(Files.createDirectories(folder).resolve("ecg.csv"), rows);
    }

    /** The four files of MNIST: digit d is d bright rows, with noise. */
    static void images(Path folder, int training, int test) throws IOException {
        Files.createDirectories(folder);
        part(folder, "train", training);
        part(folder, "t10k", test);
    }

    private static void part(Path folder, String name, int count) throws IOException {
        Random random = new Random(count);
        try (DataOutputStream images = gzip(folder.resolve(name + "-images-idx3-ubyte.gz"));
                DataOutputStream labels = gzip(folder.resolve(name + "-labels-idx1-ubyte.gz"))) {
            images.writeInt(0x803);
            images.writeInt(count);
            images.writeInt(SIDE);
            images.writeInt(SIDE);
            labels.writeInt(0x801);
            labels.writeInt(count);
            for (int i = 0; i < count; i++) {
                int digit = i % 10;
                labels.writeByte(digit);
                for (int p = 0; p < SIDE * SIDE; p++) {
                    images.writeByte(p / SIDE / 2 < digit ? 255 : random.nextInt(40));
                }
            }
        }
    }

    private static DataOutputStream gzip(Path file) throws IOException {
        return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
    }

    /** Two folders of pictures. */
    static void pictures(Path folder, int count) throws IOException {
        for (Texture texture : Texture.values()) {
            WindowSet drawn = texture.draw(count, 1);
            new ContactSheet(new WindowOutput(drawn.shape(), RecipeContext.flat(drawn)), Texture.SIDE)
                    .writeEach(folder.resolve(texture.name().toLowerCase(Locale.ROOT)));
        }
    }
}
