// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "MLII, µV – Größe 漢字 😀", "C:\\data", "a 'b' \"c\""})
    void whatPeopleWriteStays(String text) {
        assertThat(Escaped.of(text)).isSameAs(text);
    }

    @Test
    void whatATerminalObeysIsShown() {
        assertThat(Escaped.of("a\u001b[31mb\r\nholter: forged\u202e\u200b\u2028\u0085\u0000\u007f"))
                .isEqualTo("a\\u001b[31mb\\u000d\\u000aholter: forged\\u202e\\u200b\\u2028\\u0085\\u0000\\u007f");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0xe0041, 0x3164, 0x115f, 0xffa0, 0xfe0f, 0xe0100, 0x34f, 0x180e, 0xd800, 0xdc00, 0xe000, 0x378, 0x2067
            })
    void whatCannotBeSeenIsShown(int codePoint) {
        String hidden =
                codePoint < 0x10000 ? String.valueOf((char) codePoint) : new String(Character.toChars(codePoint));
        assertThat(Escaped.of("a" + hidden + "b"))
                .isEqualTo(String.format(codePoint < 0x10000 ? "a\\u%04xb" : "a\\U%08xb", codePoint));
    }

    @Test
    void jsonKeepsItsValues() {
        assertThat(Escaped.json("{\"a\":\"\u009bé\udb40\udc41\"}")).isEqualTo("{\"a\":\"\\u009bé\\udb40\\udc41\"}");
    }
}
