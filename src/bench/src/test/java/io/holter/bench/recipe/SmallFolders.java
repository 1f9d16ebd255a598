// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import java.io.IOException;
import java.nio.file.Path;

/** A folder with all data sets of the recipes in small: for tests of other packages. */
public final class SmallFolders {

    private SmallFolders() {}

    /** Writes it. */
    public static Path write(Path folder) throws IOException {
        SmallData.heartbeats(folder.resolve("ECG5000"), 200);
        SmallData.images(folder.resolve("MNIST"), 200, 40);
        SmallData.pictures(folder.resolve("pictures"), 15);
        return folder;
    }
}
