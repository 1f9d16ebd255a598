// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where real data lies that tests measure on: as HOLTER_SHARED_DATA says, or shared/data beside the repository. */
public final class SharedData {

    private SharedData() {}

    /** A file or folder of it; without it the test that asks is skipped, and says so. */
    public static Path require(String name) {
        Path path = folder().resolve(name);
        if (!Files.exists(path)) {
            String why = "skipped: no " + path + " (HOLTER_SHARED_DATA names the folder that has " + name + ")";
            System.out.println(why);
            abort(why);
        }
        return path;
    }

    private static Path folder() {
        String configured = System.getProperty("HOLTER_SHARED_DATA", System.getenv("HOLTER_SHARED_DATA"));
        if (configured != null) {
            return Path.of(configured);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("data");
    }
}
