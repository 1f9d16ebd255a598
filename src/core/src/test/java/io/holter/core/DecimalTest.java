// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "+1, 1",
        "-1.5, -1.5",
        "1., 1",
        ".5, 0.5",
        "' 2 ', 2",
        "1e3, 1000",
        "1E-2, 0.01",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void numbersAsPeopleWriteThem(String text, Double expected) {
        assertThat(Decimal.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", ".", "1f", "1F", "2d", "2D", "1e3f", "0x10", "0x1p3", "0X1P3", "1_000", "1,5", "1e", "e3",
                "--1", "1 2", "\uFF11", "\u0661", "nan", "inf", "one"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Decimal.parse(text)).isInstanceOf(NumberFormatException.class);
    }
}
