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

    @Test
    void secretsOfAddressesAreNotShown() {
        assertThat(Escaped.withoutSecrets(
                        "https://me:geheim@host/a.csv?X-Amz-Signature=abc&token=xyz: expected a file"))
                .isEqualTo("https://…@host/a.csv?X-Amz-Signature=…&token=…: expected a file");
        assertThat(Escaped.withoutSecrets("a?b=c: no address")).isEqualTo("a?b=c: no address");
        assertThat(Escaped.withoutSecrets("kafka://h:1/t?max=5")).isEqualTo("kafka://h:1/t?max=5");
    }
}
