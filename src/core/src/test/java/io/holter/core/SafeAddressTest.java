// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://me:secret@host/a.csv|https://…@host/a.csv",
                "https://me:se@cret@host/a.csv|https://…@host/a.csv",
                "https://me:se/cret@host/a.csv|https://…@host/a.csv",
                "s3a://KEY:secret@bucket/checkpoints|s3a://…@bucket/checkpoints",
                "https://host/a?token=se:cr,et/1&X-Sig=secret|https://host/a?token=…&X-Sig=…",
                "https://host/a?secret|https://host/a?…",
                "https://host/a#access_token=secret|https://host/a#…",
                "https://host?a=secret#secret|https://host?a=…#…",
                "kafka://me:secret@h:1/t?max=5&password=secret|kafka://…@h:1/t?max=5&password=…",
                "https://host/a?t=secret with blanks|https://host/a?t=…",
                "HTTP://ME:secret@HOST|HTTP://…@HOST"
            })
    void secretsAreHidden(String address, String shown) {
        assertThat(SafeAddress.of(address)).isEqualTo(shown);
        assertThat(SafeAddress.of(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host:8080/@scope/a.csv",
                "kafka://h:1,g:2/t?max=5&properties=/etc/kafka/c.properties",
                "file:///tmp/a",
                "a?b=c",
                "me@home:b"
            })
    void whatHidesNothingStays(String address) {
        assertThat(SafeAddress.of(address)).isEqualTo(address);
        assertThat(SafeAddress.in(address + ": expected a file")).isEqualTo(address + ": expected a file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://host/a?t=…:2:3: expected a number|https://host/a?t=…:2:3: expected a number",
                "no way to 'https://u:secret@h/x?y=secret', found none.|no way to 'https://…@h/x?y=…', found none.",
                "a.csv: expected channels a?b=c, found d|a.csv: expected channels a?b=c, found d",
                "http://u:secret@h and jdbc:db://u:secret@g|http://…@h and jdbc:db://…@g"
            })
    void secretsInTextsAreHidden(String text, String shown) {
        assertThat(SafeAddress.in(text)).isEqualTo(shown);
    }
}
