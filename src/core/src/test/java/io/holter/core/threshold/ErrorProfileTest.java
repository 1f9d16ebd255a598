// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorProfileTest {

    @Test
    void meanAndDeviationAgreeWithExactArithmetic() {
        // Far from 0 with a small spread: where sums of squares would lose every digit.
        double[] errors = new Random(1).doubles(500, 1e8, 1e8 + 1).toArray();
        BigDecimal mean = BigDecimal.ZERO;
        for (double error : errors) {
            mean = mean.add(new BigDecimal(error));
        }
        mean = mean.divide(BigDecimal.valueOf(errors.length), MathContext.DECIMAL128);
        BigDecimal squares = BigDecimal.ZERO;
        for (double error : errors) {
            squares = squares.add(new BigDecimal(error).subtract(mean).pow(2));
        }
        double deviation = Math.sqrt(squares.doubleValue() / (errors.length - 1));

        ErrorProfile profile = ErrorProfile.of(errors);
        assertThat(profile.count()).isEqualTo(500);
        assertThat(profile.mean()).isCloseTo(mean.doubleValue(), within(1e-7));
        assertThat(profile.standardDeviation()).isCloseTo(deviation, within(1e-7));
    }

    @Test
    void quantilesInterpolateBetweenOrderedErrors() {
        double[] errors = new Random(2).doubles(1001).map(u -> -Math.log(u)).toArray();
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        ErrorProfile profile = ErrorProfile.of(errors);
        assertThat(profile.quantile(0)).isEqualTo(sorted[0]);
        assertThat(profile.quantile(1)).isEqualTo(sorted[1000]);
        assertThat(profile.quantile(0.5)).isEqualTo(sorted[500]);
        // 1,001 errors: the level p stands exactly at the error number 1000·p.
        for (double level : profile.levels()) {
            int position = (int) Math.round(1000 * level);
            assertThat(profile.quantile(level)).isCloseTo(sorted[position], within(1e-12));
        }
        // Between two kept levels, in a straight line: 0.6 is 2/5 of the way from 0.5 to 0.75.
        assertThat(profile.quantile(0.6)).isCloseTo(sorted[500] + 0.4 * (sorted[750] - sorted[500]), within(1e-12));
    }

    @Test
    void fewErrorsAreInterpolated() {
        ErrorProfile profile = ErrorProfile.of(new double[] {3, 1});
        assertThat(profile.quantile(0.5)).isEqualTo(2);
        assertThat(profile.quantile(0.25)).isEqualTo(1.5);
        assertThat(profile.standardDeviation()).isCloseTo(Math.sqrt(2), within(1e-15));
    }

    @Test
    void quantileRisesWithItsLevel() {
        ErrorProfile profile = ErrorProfile.of(new Random(3).doubles(50).toArray());
        double before = 0;
        for (double level = 0; level <= 1; level += 0.001) {
            assertThat(profile.quantile(level)).isGreaterThanOrEqualTo(before);
            before = profile.quantile(level);
        }
    }

    @Test
    void refusesWhatIsNoProfile() {
        assertThatThrownBy(() -> ErrorProfile.of(new double[] {1})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ErrorProfile.of(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ErrorProfile.of(new double[] {1, Double.POSITIVE_INFINITY}))
                .isInstanceOf(IllegalArgumentException.class);
        double[] levels = {0, 1};
        assertThatThrownBy(() -> new ErrorProfile(2, 1, 1, levels, new double[] {2, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must rise");
        assertThatThrownBy(() -> new ErrorProfile(2, 1, 1, new double[] {0, 0.5}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ErrorProfile.of(new double[] {1, 2}).quantile(1.1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ErrorProfile.of(new double[] {1, 2}).quantile(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
