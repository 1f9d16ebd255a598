// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowShapeTest {

    @Test
    void sizeIsLengthTimesChannels() {
        assertThat(new WindowShape(140, 3).size()).isEqualTo(420);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "-1,1"})
    void needsSamplesAndChannels(int length, int channels) {
        assertThatThrownBy(() -> new WindowShape(length, channels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(length + " × " + channels);
    }

    @Test
    void sizeThatNoArrayCanHaveIsRefused() {
        assertThatThrownBy(() -> new WindowShape(1 << 20, 1 << 20)).isInstanceOf(ArithmeticException.class);
    }
}
