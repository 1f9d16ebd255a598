// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {

    @Test
    void isGoneWithAllThatIsInItOnceClosed() throws IOException {
        Path path;
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            path = directory.path();
            Files.writeString(directory.inside("a/b").resolve("file"), "x");
            assertThat(path.resolve("a/b/file")).exists();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void closesTwice() throws IOException {
        TemporaryDirectory directory = TemporaryDirectory.create();
        directory.close();
        directory.close();
        assertThat(directory.path()).doesNotExist();
    }
}
