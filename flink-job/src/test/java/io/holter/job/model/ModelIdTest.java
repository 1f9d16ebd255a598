package io.holter.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {

    @Test
    void isTheHashsFirst64Bits() {
        assertThat(ModelId.of("00000000000000ff" + "ab".repeat(24))).isEqualTo(255);
        assertThat(ModelId.of("fedcba9876543210" + "ab".repeat(24))).isEqualTo(0xfedcba9876543210L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "fedcba9876543210",
                "not a hash, though it has exactly 64 characters, as a hash does too"
            })
    void refusesWhatIsNoHash(String text) {
        assertThatThrownBy(() -> ModelId.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a SHA-256 of 64 hexadecimal digits, found '" + text + "'");
    }
}
