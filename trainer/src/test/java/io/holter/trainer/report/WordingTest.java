// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "0.5, 50 %",
        "0.9934, 99.3 %",
        "0.99964, 99.96 %",
        "0.999999, 99.99 %",
        "1, 100 %",
        "0.0004, 0.04 %",
        "0.0000001, 0.01 %",
        "NaN, –"
    })
    void percent(double share, String text) {
        assertThat(Wording.percent(share).replace('\u00A0', ' ')).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;0",
                "1234567;1,235,000",
                "0.04217555;0.04218",
                "12.5;12.5",
                "-3;-3",
                "1e-9;1.000e-09",
                "Infinity;∞",
                "-Infinity;−∞",
                "NaN;–"
            })
    void number(double value, String text) {
        assertThat(Wording.number(value)).isEqualTo(text);
    }

    @Test
    void otherTexts() {
        assertThat(Wording.count(1, "window", "windows")).isEqualTo("1 window");
        assertThat(Wording.count(1204, "window", "windows")).isEqualTo("1,204 windows");
        assertThat(Wording.rate(25.6948)).isEqualTo("25.7");
        assertThat(Wording.figure(0.99534)).isEqualTo("0.9953");
        assertThat(Wording.moment(Instant.parse("2026-03-01T12:05:59Z"))).isEqualTo("1 March 2026, 12:05 UTC");
        assertThat(Wording.rounded(0.123456789)).isEqualTo(0.12346);
    }
}
