package io.holter.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CodeRevisionTest {

    /** However it was built: by the script or by Maven. */
    @Test
    void aBuildFromACheckoutKnowsItsRevision() {
        boolean checkout = Files.exists(Path.of("..", ".git"));
        assertThat(CodeRevision.current())
                .matches(checkout ? "\\d+\\.\\d+\\.\\d+\\S*\\+\\S+" : "\\d+\\.\\d+\\.\\d+[^+]*")
                .doesNotContain("$");
    }
}
