// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code holter}, in a tree of its own, where a few lines of shell do what Maven does in the real one: leave
 * classes and a class path, or fail.
 */
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {

    private static final Path SCRIPT = Path.of("../../holter").toAbsolutePath().normalize();
    private static final String MAIN =
            """
            package io.holter.app;
            public class Main {
                public static void main(String[] args) throws Exception {
                    java.lang.reflect.Field field = java.util.ArrayList.class.getDeclaredField("size");
                    field.setAccessible(true);
                    System.out.println(System.getProperty("user.dir") + "|" + String.join("|", args));
                    System.exit(args.length);
                }
            }
            """;

    @TempDir
    Path directory;

    private Path root;
    private Instant ageOfBuild = Instant.now();

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void plantTree() throws IOException {
        root = Files.createDirectories(directory.resolve("a tree"));
        executable(root.resolve("holter"), Files.readString(SCRIPT));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        for (String folder : List.of("schemas", "trainer", "flink-job", ".mvn", "src/app/src/main/java", "src/bench")) {
            Files.createDirectories(root.resolve(folder));
        }
        Path source = Files.createDirectories(directory.resolve("compiled/io/holter/app"))
                .resolve("Main.java");
        Files.writeString(source, MAIN);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();
        executable(
                root.resolve("mvnw"),
                """
                #!/bin/sh
                echo "build $*" >> builds
                echo "[INFO] Downloaded from somewhere: a.jar"
                echo "[INFO] Building Holter command line 1.0            [7/8]"
                mkdir -p src/app/target/classes
                cp -R '%s/.' src/app/target/classes
                touch src/app/target/a.jar
                printf '%%s' "$(pwd)/src/app/target/a.jar" > src/app/target/class-path
                """
                        .formatted(directory.resolve("compiled")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash"})
    void isPosixShell(String shell) throws Exception {
        assumeTrue(Files.exists(Path.of("/bin", shell)), shell + " is not on this machine");
        assertThat(run(directory, shell, "-n", SCRIPT.toString()).code()).isZero();
    }

    @Test
    void startsFromAnywhereThroughLinksWithArgumentsAndExitCodeAsTheyAre() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("else where/bin"));
        Files.createSymbolicLink(elsewhere.resolve("one"), Path.of("../../a tree/holter"));
        Files.createSymbolicLink(elsewhere.resolve("two"), elsewhere.resolve("one"));
        Run run = run(elsewhere.getParent(), "bin/two", "first", "and second", "*");
        assertThat(run.out()).isEqualTo(elsewhere.getParent().toRealPath() + "|first|and second|*\n");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("holter: building", "holter: building Holter command line (7/8)");
    }

    @Test
    void buildsWhatIsMissingOrOlderThanItsSourcesAndNothingElse() throws Exception {
        start();
        start();
        assertThat(builds()).isEqualTo(1);

        change(root.resolve("src/app/src/test/java/T.java"));
        start();
        assertThat(builds()).as("after a change of a test").isEqualTo(1);

        change(root.resolve("src/app/src/main/java/A.java"));
        start();
        assertThat(builds()).as("after a change of a source").isEqualTo(2);

        change(root.resolve("pom.xml"));
        start();
        assertThat(builds()).as("after a change of a pom").isEqualTo(3);

        change(root.resolve("README.md"));
        Files.delete(root.resolve("src/app/target/a.jar"));
        assertThat(start().code()).isZero();
        assertThat(builds()).as("after a jar went missing").isEqualTo(4);
    }

    @Test
    void otherOptionsForTheBuildBuildAgain() throws Exception {
        start();
        for (int i = 0; i < 2; i++) {
            assertThat(run(root, "env", "HOLTER_MAVEN_OPTS=-Pgpu -Dmore", "./holter")
                            .code())
                    .isZero();
            assertThat(builds()).isEqualTo(2);
        }
        assertThat(Files.readString(root.resolve("builds"))).contains(" -Pgpu -Dmore ");
        start();
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void whatWasBuiltFromChangedFilesIsBuiltAgainOnceTheyAreCommitted() throws Exception {
        assumeTrue(run(root, "sh", "-c", "command -v git").code() == 0, "git is not on this machine");
        executable(
                root.resolve("mvnw"),
                Files.readString(root.resolve("mvnw"))
                        + """

                        mkdir -p trainer/target/classes/io/holter/trainer
                        echo "revision=$(git describe --tags --always --abbrev=12 --dirty)" \
                            > trainer/target/classes/io/holter/trainer/build.properties
                        """);
        Files.writeString(root.resolve(".gitignore"), "target/\nbuilds\n");
        git("init", "--quiet");
        git("add", ".");
        git("commit", "--quiet", "--message=first");

        Files.writeString(root.resolve("pom.xml"), "<project></project>");
        start();
        start();
        assertThat(builds()).as("while the pom is changed").isEqualTo(1);

        git("commit", "--quiet", "--all", "--message=second");
        start();
        start();
        assertThat(builds()).as("once it is committed").isEqualTo(2);

        git("commit", "--quiet", "--allow-empty", "--message=third");
        start();
        assertThat(builds()).as("after a commit that changes nothing").isEqualTo(2);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
        command.addAll(List.of(arguments));
        Run run = run(root, command.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void aFailedBuildIsOneLineWithTheErrorsBeforeIt() throws Exception {
        executable(root.resolve("mvnw"), "#!/bin/sh\necho '[INFO] fine'\necho '[ERROR] no compiler'\nexit 3\n");
        Run run = start();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("[ERROR] no compiler\n")
                .doesNotContain("[INFO]")
                .endsWith("holter: the build failed; all that it said is in "
                        + root.toRealPath().resolve("target/holter-build.log") + "\n");
        assertThat(root.resolve("target/holter-build.lock")).doesNotExist();
        assertThat(start().code()).as("again").isEqualTo(1);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        Process first = process(root, "./holter");
        Process second = process(root, "./holter");
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue() + second.exitValue()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aLockWhoseOwnerIsGoneHoldsNobodyUp() throws Exception {
        Process gone = process(root, "true");
        gone.waitFor();
        Files.createDirectories(root.resolve("target"));
        Files.createSymbolicLink(root.resolve("target/holter-build.lock"), Path.of(Long.toString(gone.pid())));
        assertThat(start().code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_402, is Java 1.8.0_402", "11.0.2, is Java 11.0.2", "strange, cannot tell the version of"})
    void anOldJavaIsOneLine(String version, String expected) throws Exception {
        Path home = Files.createDirectories(directory.resolve("old/bin")).getParent();
        executable(home.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n");
        Run run = run(root, "env", "JAVA_HOME=" + home, "./holter");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip())
                .startsWith("holter: needs a JDK, 17 or newer: ")
                .contains(expected)
                .doesNotContain("\n");
    }

    @Test
    void aMissingJavaIsOneLine() throws Exception {
        Run run = run(root, "env", "JAVA_HOME=/nowhere", "./holter");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("holter: needs a JDK, 17 or newer: JAVA_HOME, /nowhere, has no bin/java\n");
    }

    /** Writes to descriptor 2 as a native library does, past System.err, and dies as one that aborts. */
    private static final String ABORTING =
            """
            package io.holter.app;
            public class Main {
                public static void main(String[] args) throws Exception {
                    String real = System.getProperty("holter.stderr", "/dev/fd/2");
                    new java.io.PrintStream(new java.io.FileOutputStream(real, true), true).println("from Java");
                    var raw = new java.io.FileOutputStream(java.io.FileDescriptor.err);
                    raw.write("noise of a library\\nF0000 Check failed: last words\\n".getBytes());
                    if (args.length == 1 && args[0].equals("orderly")) {
                        java.nio.file.Files.write(
                                java.nio.file.Path.of(System.getProperty("holter.ended")), new byte[0]);
                        System.exit(0);
                    }
                    new ProcessBuilder("kill", "-ABRT", Long.toString(ProcessHandle.current().pid())).start();
                    Thread.sleep(60_000);
                }
            }
            """;

    @Test
    void theLastWordsOfAProcessThatDiesAreShownAndNoiseOfOneThatEndsIsNot() throws Exception {
        Path source = directory.resolve("compiled/io/holter/app/Main.java");
        Files.writeString(source, ABORTING);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();
        start();
        assertThat(piped("./holter orderly")).isEqualTo("from Java\ncode 0\n");
        Path spaced = Files.createDirectories(directory.resolve("with a space"));
        assertThat(piped("TMPDIR='" + spaced + "' ./holter orderly")).isEqualTo("from Java\ncode 0\n");
        // The shell's word on the exit may come before them or after.
        assertThat(piped("./holter"))
                .contains("from Java\n", "code 134\n")
                .contains("holter: the process died; the last that it said:\nnoise of a library\n"
                        + "F0000 Check failed: last words\n");
        assertThat(piped("./holter --verbose")).contains("last words").doesNotContain("the process died");
    }

    @Test
    void whatAKilledStartKeptAsideIsDeletedByTheNext() throws Exception {
        Process gone = process(root, "true");
        gone.waitFor();
        Path temporary = Files.createDirectories(directory.resolve("temporary files"));
        Path left = Files.createDirectory(temporary.resolve("holter-native." + gone.pid() + ".abcdef"));
        Files.createFile(left.resolve("last"));
        long alive = ProcessHandle.current().pid();
        Path used = Files.createDirectory(temporary.resolve("holter-native." + alive + ".abcdef"));
        Path other = Files.createDirectory(temporary.resolve("holter-native.other"));
        piped("TMPDIR='" + temporary + "' ./holter");
        assertThat(left).doesNotExist();
        assertThat(temporary).isDirectoryContaining(used::equals).isDirectoryContaining(other::equals);
    }

    /** Standard error through a pipe that stays open until the last who writes to it is gone, as a terminal does. */
    private String piped(String command) throws Exception {
        Path out = directory.resolve("out");
        run(root, "sh", "-c", "{ " + command + "; echo \"code $?\" >&2; } 2>&1 | cat > '" + out + "'");
        return Files.readString(out);
    }

    private Run start() throws Exception {
        return run(root, "./holter");
    }

    private Run run(Path from, String... command) throws Exception {
        Process process = process(from, command);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes()),
                new String(process.getErrorStream().readAllBytes()));
    }

    private static Process process(Path from, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("HOLTER_JAVA_OPTS");
        builder.environment().remove("HOLTER_MAVEN_OPTS");
        return builder.start();
    }

    private long builds() throws IOException {
        return Files.readAllLines(root.resolve("builds")).size();
    }

    /** Changes a file after the last build, by dates so far apart that the granularity of the clock plays no part. */
    private void change(Path file) throws IOException {
        ageOfBuild = ageOfBuild.plusSeconds(100);
        Files.setLastModifiedTime(root.resolve("target/holter-build.stamp"), FileTime.from(ageOfBuild));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "changed");
        Files.setLastModifiedTime(file, FileTime.from(ageOfBuild.plusSeconds(50)));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
