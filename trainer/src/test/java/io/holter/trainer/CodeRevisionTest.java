// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CodeRevisionTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern REVISION = Pattern.compile(
            "(?<version>\\d+\\.\\d+\\.\\d+[^+]*)(\\+(.+-g)?(?<commit>[0-9a-f]{12,40}|v[0-9.]+)(?<dirty>-dirty)?)?");

    /** Whoever built it, the script or Maven, and in a linked worktree as well. */
    @Test
    void aBuildFromACheckoutNamesTheCommitThatIsCheckedOut() throws Exception {
        assumeTrue(Files.exists(ROOT.resolve(".git")), "not a checkout");
        Matcher revision = REVISION.matcher(CodeRevision.current());
        assertThat(revision.matches()).as(CodeRevision.current()).isTrue();
        assertThat(git("rev-parse", revision.group("commit") + "^{commit}")).isEqualTo(git("rev-parse", "HEAD"));
    }

    @Test
    void aBuildFromAnArchiveNamesItsVersionAlone() {
        assumeTrue(Files.notExists(ROOT.resolve(".git")), "a checkout");
        Matcher revision = REVISION.matcher(CodeRevision.current());
        assertThat(revision.matches()).as(CodeRevision.current()).isTrue();
        assertThat(revision.group("commit")).isNull();
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes()).strip();
        assertThat(process.waitFor()).as(answer).isZero();
        return answer;
    }
}
