// SPDX-License-Identifier: Apache-2.0
package io.holter.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void aFileIsReplacedInOneStepAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("a.json");
        WholeFile.write(file, "one");
        WholeFile.write(file, "two");
        assertThat(file).hasContent("two");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatALinkPointsToIsReplacedNotTheLink() throws IOException {
        Path file = Files.writeString(folder.resolve("real"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        WholeFile.write(link, "two");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasContent("two");
    }

    @Test
    void whereNothingCanBeWrittenNothingIsLeft() throws IOException {
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("missing/a"), "x"))
                .isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aTreeIsDeletedAndLinksAreNotFollowed() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "x");
        Path tree = Files.createDirectories(folder.resolve("tree/deep"));
        Files.createSymbolicLink(tree.resolve("link"), kept);
        Files.writeString(tree.resolve("file"), "x");
        FileTree.delete(folder.resolve("tree"));
        FileTree.delete(folder.resolve("tree"));
        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(kept).exists();
    }
}
