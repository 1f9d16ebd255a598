// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void saysFilesAndWhatIsWrongWithThem() {
        assertThat(Failures.describe(new NoSuchFileException("a/b"))).isEqualTo("a/b: no such file or directory");
        assertThat(Failures.describe(new AccessDeniedException("a/b"))).isEqualTo("a/b: permission denied");
        assertThat(Failures.describe(new FileAlreadyExistsException("a/b"))).isEqualTo("a/b: exists already");
    }

    @Test
    void unwrapsWhatOnlyWraps() {
        IOException inside = new IOException("disk full");
        assertThat(Failures.describe(new ExecutionException(new UncheckedIOException(inside))))
                .isEqualTo("disk full");
        assertThat(Failures.describe(new CompletionException(new WrongArtefactException("f:1:2", "a number", "x"))))
                .isEqualTo("f:1:2: expected a number, found x");
    }

    @Test
    void staysOnOneLineAndNamesWhatDoesNotSpeakForItself() {
        assertThat(Failures.describe(new IOException("one\n  two\r\nthree"))).isEqualTo("one; two; three");
        assertThat(Failures.describe(new IllegalStateException("odd"))).isEqualTo("IllegalStateException: odd");
        assertThat(Failures.describe(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
