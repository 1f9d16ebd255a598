// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {

    /** Works in a temporary directory until its input ends, or it is killed. */
    static final class Work {
        public static void main(String[] args) throws IOException {
            try (TemporaryDirectory directory = TemporaryDirectory.create()) {
                Files.writeString(directory.inside("a").resolve("file"), "x");
                System.out.println(directory.path());
                System.in.read();
            }
        }
    }

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

    /** Makes a temporary file as a library does, and ends in order or waits to be killed. */
    static final class Library {
        public static void main(String[] args) throws IOException {
            TemporaryDirectory.useOneForProcess();
            StopSignal stop = StopSignal.ofProcess();
            Path unpacked = Path.of(System.getProperty("java.io.tmpdir")).resolve("native.so");
            System.out.println(Files.writeString(unpacked, "x"));
            System.in.read();
            stop.finished(0);
        }
    }

    @Test
    void whatLibrariesUnpackGoesWithTheProcessOrWithTheNextStart(@TempDir Path folder) throws Exception {
        Process orderly = start(folder, Library.class);
        Path unpacked = directoryOf(orderly);
        assertThat(unpacked.getParent().getParent()).isEqualTo(folder.toRealPath());
        assertThat(unpacked).exists();
        orderly.getOutputStream().close();
        assertThat(orderly.waitFor()).isZero();
        assertThat(folder).isEmptyDirectory();

        Process killed = start(folder, Library.class);
        Path left = directoryOf(killed);
        killed.destroyForcibly().waitFor();
        assertThat(left).exists();
        Process told = start(folder, Library.class);
        directoryOf(told);
        assertThat(left.getParent()).doesNotExist();
        told.toHandle().destroy();
        assertThat(told.waitFor()).as("ended by a signal").isEqualTo(143);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theNextStartDeletesWhatAKilledProcessLeft(@TempDir Path folder) throws Exception {
        Process killed = start(folder, Work.class);
        Path left = directoryOf(killed);
        killed.destroyForcibly().waitFor();
        assertThat(left.resolve("a/file")).exists();

        Process living = start(folder, Work.class);
        Path kept = directoryOf(living);
        Process next = start(folder, Work.class);
        directoryOf(next);
        assertThat(left).doesNotExist();
        assertThat(kept.resolve("a/file")).exists();

        for (Process process : new Process[] {living, next}) {
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static Process start(Path folder, Class<?> main) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path directoryOf(Process process) throws IOException {
        return Path.of(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }
}
