// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {

    @Test
    void onlyOneIsSingular() {
        assertThat(Count.of(0, "window")).isEqualTo("0 windows");
        assertThat(Count.of(1, "window")).isEqualTo("1 window");
        assertThat(Count.of(2, "window")).isEqualTo("2 windows");
        assertThat(Count.of(1, "series")).isEqualTo("1 series");
        assertThat(Count.of(3, "series")).isEqualTo("3 series");
        assertThat(Count.of(1, "anomaly", "anomalies")).isEqualTo("1 anomaly");
        assertThat(Count.of(5_000_000_000L, "anomaly", "anomalies")).isEqualTo("5000000000 anomalies");
        assertThat(new WindowShape(1, 2).describe()).isEqualTo("1 sample × 2 channels");
    }
}
