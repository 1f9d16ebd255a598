// SPDX-License-Identifier: Apache-2.0
package io.holter.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedDirectoryTest {

    @TempDir
    private Path folder;

    /** Owns a directory until it is killed. */
    static final class Owner {
        public static void main(String[] args) throws Exception {
            OwnedDirectory directory = OwnedDirectory.create(Path.of(args[0]));
            Files.writeString(
                    Files.createDirectory(directory.path().resolve("deep")).resolve("file"), "x");
            System.out.println("owns");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void nothingIsLeftOfADirectoryThatIsClosed() throws IOException {
        OwnedDirectory directory = OwnedDirectory.create(folder.resolve("own-1"));
        Files.writeString(directory.path().resolve("file"), "x");
        directory.close();
        directory.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatIsReleasedStays() throws IOException {
        OwnedDirectory directory = OwnedDirectory.create(folder.resolve("own-1"));
        Path moved = Files.move(directory.path(), folder.resolve("moved"));
        directory.release();
        assertThat(names()).containsExactly("moved");
        assertThat(moved).isDirectory();
    }

    @Test
    void whatALivingProcessOwnsStaysAndWhatAKilledOneOwnedGoes() throws Exception {
        Path lives = folder.resolve("own-lives");
        Path killed = folder.resolve("own-killed");
        Process living = start(lives);
        Process dying = start(killed);
        try (OwnedDirectory mine = OwnedDirectory.create(folder.resolve("own-mine"))) {
            dying.destroyForcibly().waitFor();
            Files.createDirectory(folder.resolve("own-without-lock"));
            OwnedDirectory.clearLeftovers(folder, "own-");
            OwnedDirectory.clearLeftovers(folder, "own-");
            assertThat(names())
                    .containsExactly("own-lives", "own-lives.lock", "own-mine", "own-mine.lock", "own-without-lock");
            assertThat(lives.resolve("deep/file")).exists();
            assertThat(mine.path()).isDirectory();
        } finally {
            living.destroyForcibly().waitFor();
        }
        OwnedDirectory.clearLeftovers(folder, "own-");
        assertThat(names()).containsExactly("own-without-lock");
    }

    @Test
    void onlyNamesWithThePrefixAreCleared() throws Exception {
        start(folder.resolve("own-1")).destroyForcibly().waitFor();
        start(folder.resolve("other-1")).destroyForcibly().waitFor();
        OwnedDirectory.clearLeftovers(folder, "own-");
        assertThat(names()).containsExactly("other-1", "other-1.lock");
    }

    /** Temporary directories are for everybody: another user may put a link there. */
    @Test
    void linksAreNotFollowed() throws IOException {
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Path file = Files.writeString(kept.resolve("file"), "x");
        Files.createSymbolicLink(folder.resolve("own-1"), kept);
        Files.createFile(folder.resolve("own-1.lock"));
        Files.createSymbolicLink(folder.resolve("own-2.lock"), file);
        OwnedDirectory.clearLeftovers(folder, "own-");
        assertThat(file).hasContent("x");
        assertThat(names()).containsExactly("kept", "own-2.lock");
    }

    @Test
    void whatIsThereAlreadyIsNotOwned() throws IOException {
        Path there = Files.createDirectory(folder.resolve("own-1"));
        assertThatThrownBy(() -> OwnedDirectory.create(there)).isInstanceOf(FileAlreadyExistsException.class);
        OwnedDirectory.clearLeftovers(folder, "own-");
        assertThat(names()).containsExactly("own-1");
    }

    private static Process start(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("owns");
        return process;
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }
}
