// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void everythingAboveTheThresholdIsAlerted() {
        assertThat(Arrays.stream(Verdict.values()).filter(Verdict::alerted))
                .containsExactly(Verdict.ANOMALY, Verdict.REGIME_SHIFT);
    }
}
