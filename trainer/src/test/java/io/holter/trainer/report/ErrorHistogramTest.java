// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorHistogramTest {

    @Test
    void countsEachClassByItself() throws Exception {
        Random random = new Random(1);
        double[] errors = new double[1000];
        BitSet anomalies = new BitSet();
        for (int i = 0; i < errors.length; i++) {
            anomalies.set(i, i % 4 == 0);
            errors[i] = Math.exp(random.nextGaussian() + (i % 4 == 0 ? 3 : 0));
        }
        ErrorHistogram histogram = ErrorHistogram.of(scored(errors, anomalies, 4));
        assertThat(histogram.logarithmic()).isTrue();
        assertThat(Arrays.stream(histogram.normal()).sum()).isCloseTo(100, within(0.01));
        assertThat(Arrays.stream(histogram.anomalous()).sum()).isCloseTo(100, within(0.01));
        double width = (histogram.to() - histogram.from()) / 60;
        for (int bin = 0; bin < 60; bin++) {
            double low = Math.pow(10, histogram.from() + bin * width);
            double high = bin == 59 ? Double.POSITIVE_INFINITY : Math.pow(10, histogram.from() + (bin + 1) * width);
            int count = 0;
            for (int i = 0; i < errors.length; i++) {
                count += !anomalies.get(i) && errors[i] >= low && errors[i] < high ? 1 : 0;
            }
            // One window on an edge may be rounded to either side.
            assertThat(histogram.normal()[bin]).isCloseTo(100.0 * count / 750, within(100.0 / 750 + 1e-6));
        }
    }

    @Test
    void thresholdIsAlwaysInside() throws Exception {
        ErrorHistogram far = ErrorHistogram.of(scored(new double[] {1, 1.1, 1.2}, new BitSet(), 50));
        assertThat(far.to()).isEqualTo(Math.log10(50));
        ErrorHistogram below = ErrorHistogram.of(scored(new double[] {10, 10.1}, new BitSet(), 9));
        assertThat(below.logarithmic()).isFalse();
        assertThat(below.from()).isEqualTo(9);
    }

    @Test
    void whatLiesFarOutIsCountedInTheOutermostBins() throws Exception {
        double[] errors = new double[100];
        Arrays.fill(errors, 1);
        errors[0] = 0;
        errors[1] = 1e30;
        errors[2] = Double.POSITIVE_INFINITY;
        ErrorHistogram histogram = ErrorHistogram.of(scored(errors, new BitSet(), 2));
        assertThat(histogram.from()).isCloseTo(-3, within(1e-9));
        assertThat(histogram.to()).isCloseTo(Math.log10(2000), within(1e-9));
        assertThat(histogram.normal()[0]).isEqualTo(1);
        assertThat(histogram.normal()[59]).isEqualTo(2);
    }

    @Test
    void errorsThatAreAllTheSameHaveARange() throws Exception {
        for (double error : new double[] {0, 0.5, Double.POSITIVE_INFINITY}) {
            ErrorHistogram histogram = ErrorHistogram.of(scored(new double[] {error, error}, new BitSet(), 0.5));
            assertThat(histogram.to()).isGreaterThan(histogram.from());
            assertThat(Arrays.stream(histogram.normal()).sum()).isEqualTo(100);
        }
    }

    private static Scored scored(double[] errors, BitSet anomalies, double threshold) throws Exception {
        WindowSet windows = WindowSet.of(
                new WindowShape(1, 1), Collections.nCopies(errors.length, new float[1]), anomalies, true, List.of("x"));
        return new Scored(windows, errors, threshold, "x");
    }
}
