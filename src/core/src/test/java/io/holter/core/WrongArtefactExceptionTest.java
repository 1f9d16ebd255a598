// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrongArtefactExceptionTest {

    @Test
    void saysWhereWhatWasExpectedAndWhatWasFound() {
        Exception cause = new IllegalStateException();
        assertThat(new WrongArtefactException("f.csv:3:7", "a number", "'abc'", cause))
                .hasMessage("f.csv:3:7: expected a number, found 'abc'")
                .hasCause(cause);
    }

    @Test
    void whatFilesHoldIsShownAsFarAsPeopleRead() {
        assertThat(new WrongArtefactException("a.csv:1", "a number", "x".repeat(1_000_000)))
                .hasMessage("a.csv:1: expected a number, found " + "x".repeat(600) + "…");
    }
}
