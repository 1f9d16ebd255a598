// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;

/** Small windows that stand for heartbeats: a wave with a peak, the peak missing in abnormal ones. For tests. */
public final class Heartbeats {

    private static final int LENGTH = 20;

    private Heartbeats() {}

    /** Writes rows of 20 values and a label, 1 normal, 0 abnormal; every tenth is abnormal. */
    public static Path write(Path file, int count, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            boolean normal = i % 10 != 9;
            StringJoiner row = new StringJoiner(",", "", "\n");
            for (int t = 0; t < LENGTH; t++) {
                double peak = normal ? 3 * Math.exp(-Math.pow(t - 8, 2)) : 0;
                double value = 1000 + 50 * (peak + Math.sin(t * 2 * Math.PI / LENGTH) + 0.1 * random.nextGaussian());
                row.add(String.format(Locale.ROOT, "%.3f", value));
            }
            rows.append(row.add(normal ? "1" : "0"));
        }
        return Files.writeString(file, rows);
    }
}
