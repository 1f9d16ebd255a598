// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> OPTIONS = List.of("--label", "--labels", "--model", "--data");

    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 3",
        "'', abc, 3",
        "abc, '', 3",
        "same, same, 0",
        "ab, ba, 1",
        "ca, abc, 3",
        "--modle, --code, 2"
    })
    void distanceCountsChangesOfLetters(String a, String b, int distance) {
        assertThat(Spelling.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void aMisspeltWordIsRecognisedAndAnotherWordIsNot() {
        assertThat(Spelling.nearest("--lable", OPTIONS)).contains("--label");
        assertThat(Spelling.nearest("--modle", OPTIONS)).contains("--model");
        assertThat(Spelling.nearest("--bootstrap", OPTIONS)).isEmpty();
        assertThat(Spelling.closest("--bootstrap", OPTIONS)).isIn(OPTIONS);
        assertThat(Spelling.nearest("anything", List.of())).isEmpty();
    }
}
