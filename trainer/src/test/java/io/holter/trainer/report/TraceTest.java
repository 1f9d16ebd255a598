// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceTest {

    @Test
    void shortWindowsAreShownWhole() {
        float[] input = {1, 10, 2, 20, 3, 30};
        float[] expected = {4, 40, 5, 50, 6, 60};
        Trace trace = Trace.of("b", "mV", input, expected, 1, 2);
        assertThat(trace.at()).containsExactly(0, 1, 2);
        assertThat(trace.input()).containsExactly(10, 20, 30);
        assertThat(trace.expected()).containsExactly(40, 50, 60);
    }

    @Test
    void longWindowsKeepTheirPeaks() {
        Random random = new Random(1);
        float[] input = new float[10_000];
        for (int i = 0; i < input.length; i++) {
            input[i] = random.nextFloat();
        }
        input[1234] = 7;
        input[8765] = -7;
        Trace trace = Trace.of("a", "", input, input, 0, 1);
        assertThat(trace.at()).hasSize(Trace.MAX_SAMPLES).isSorted().contains(1234, 8765);
        assertThat(trace.input()[
                        IntStream.range(0, Trace.MAX_SAMPLES)
                                .filter(i -> trace.at()[i] == 1234)
                                .findFirst()
                                .orElseThrow()])
                .isEqualTo(7);
    }

    @Test
    void valuesThatAreNoNumbersCanBeWritten() {
        Trace trace = Trace.of("a", "", new float[] {1}, new float[] {Float.NaN}, 0, 1);
        assertThat(trace.expected()).doesNotContain(Double.NaN);
    }
}
