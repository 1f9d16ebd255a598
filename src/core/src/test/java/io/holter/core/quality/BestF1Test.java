// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BestF1Test {

    @RepeatedTest(20)
    void noThresholdIsBetter(RepetitionInfo repetition) {
        Sample sample = Sample.draw(repetition.getCurrentRepetition());
        double best = Arrays.stream(sample.scores())
                .map(score -> Confusion.at(Math.nextDown(score), sample.scores(), sample.anomalies())
                        .f1())
                .max()
                .orElseThrow();
        BestF1 found = BestF1.of(sample.scores(), sample.anomalies());
        assertThat(found.f1()).isEqualTo(best);
        assertThat(Confusion.at(found.threshold(), sample.scores(), sample.anomalies())
                        .f1())
                .isEqualTo(best);
    }

    @Test
    void workedByHand() {
        // Above 3.5: 1 of 2 found, F1 2/3. Above 1.5: 2 found and 1 false, F1 4/5.
        assertThat(BestF1.of(new double[] {1, 4, 3, 2}, new boolean[] {false, true, false, true}))
                .isEqualTo(new BestF1(0.8, 1.5));
    }

    @Test
    void theHighestOfEqualThresholds() {
        // Above 3 and above 1 alike: 2/3.
        assertThat(BestF1.of(new double[] {4, 2, 2, 2}, new boolean[] {true, true, false, false})
                        .threshold())
                .isEqualTo(3);
    }

    @Test
    void edges() {
        BestF1 none = BestF1.of(new double[] {1, 2}, new boolean[2]);
        assertThat(none.f1()).isNaN();
        assertThat(none.threshold()).isNaN();
        BestF1 all = BestF1.of(new double[] {1, 1}, new boolean[] {true, true});
        assertThat(all).isEqualTo(new BestF1(1, Math.nextDown(1.0)));
        double[] infinite = {Double.POSITIVE_INFINITY, 1};
        assertThat(BestF1.of(infinite, new boolean[] {true, false})).isEqualTo(new BestF1(1, 1));
        double[] neighbours = {Math.nextUp(1.0), 1};
        assertThat(BestF1.of(neighbours, new boolean[] {true, false})).isEqualTo(new BestF1(1, 1));
    }
}
