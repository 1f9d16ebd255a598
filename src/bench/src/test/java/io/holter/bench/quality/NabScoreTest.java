// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NabScoreTest {

    private static final NabScore.Weights STANDARD = new NabScore.Weights(1, 0.11, 1);

    /** Figures of a direct computation in Python: row by row, threshold by threshold. */
    @ParameterizedTest
    @CsvSource({
        "0.11, 1, 46.10019365143845, 10.256769651145511, 51.59553325847383",
        "0.22, 1, 29.62462607854953, -74.69775011474566, 40.615305292620256",
        "0.11, 2, 52.95568465651453, 40.171179767430345, 60.707068398629445"
    })
    void agreesWithADirectComputation(double fp, double fn, double at9, double at5, double best) {
        NabScore score = new NabScore(List.of(
                scored(6, List.of(new int[] {8, 12}, new int[] {20, 25}), 60, 37, 41),
                // An anomaly that starts among the rows that do not count.
                scored(5, List.of(new int[] {3, 9}), 40, 29, 31),
                scored(4, List.of(), 30, 23, 59)));
        NabScore.Weights weights = new NabScore.Weights(1, fp, fn);
        assertThat(score.windows()).isEqualTo(3);
        assertThat(score.at(0.9, weights)).isCloseTo(at9, within(1e-10));
        assertThat(score.at(0.5, weights)).isCloseTo(at5, within(1e-10));
        assertThat(score.best(weights)).isCloseTo(best, within(1e-10));
    }

    private static NabScore.Scored scored(int probation, List<int[]> windows, int rows, int step, int modulus) {
        double[] scores = IntStream.range(0, rows)
                .mapToDouble(i -> i * step % modulus / (double) modulus)
                .toArray();
        return new NabScore.Scored(probation, windows, scores);
    }

    @Test
    void theFirstRowOfTheAnomalyIsWorth100AndNoAlarm0() {
        double[] scores = new double[50];
        scores[3] = 2; // among the rows that do not count
        scores[20] = 1;
        List<int[]> windows = List.of(new int[] {0, 4}, new int[] {20, 29});
        NabScore score = new NabScore(List.of(new NabScore.Scored(10, windows, scores)));
        assertThat(score.windows()).isEqualTo(1);
        assertThat(score.at(0.5, STANDARD)).isCloseTo(100, within(1e-12));
        assertThat(score.at(1, STANDARD)).isCloseTo(0, within(1e-12));
        assertThat(score.best(STANDARD)).isCloseTo(100, within(1e-12));
    }
}
