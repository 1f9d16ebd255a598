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

    @Test
    void theNextStartDeletesWhatAKilledProcessLeft(@TempDir Path folder) throws Exception {
        Process killed = start(folder);
        Path left = directoryOf(killed);
        killed.destroyForcibly().waitFor();
        assertThat(left.resolve("a/file")).exists();

        Process living = start(folder);
        Path kept = directoryOf(living);
        Process next = start(folder);
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

    private static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Work.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path directoryOf(Process process) throws IOException {
        return Path.of(new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                .readLine());
    }
}
