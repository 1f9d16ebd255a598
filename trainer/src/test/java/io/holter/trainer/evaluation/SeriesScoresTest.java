// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.core.quality.VolumeUnderSurface;
import io.holter.data.set.Series;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesScoresTest {

    private static final double NONE = Double.NaN;

    /** Series a of 8 samples with windows at 0, 1 and 5, series b of 4 with one at 1 and no anomaly. */
    private static WindowSet cut() throws Exception {
        BitSet anomalies = new BitSet();
        anomalies.set(2, 5);
        try (WindowSet.Builder builder = new WindowSet.Builder(new WindowShape(3, 1))) {
            builder.addCut(new float[3], false, 0, 0);
            builder.addCut(new float[3], true, 0, 1);
            builder.addCut(new float[3], false, 0, 5);
            builder.addCut(new float[3], false, 1, 1);
            List<Series> series = List.of(new Series("a", 8, anomalies), new Series("b", 4, new BitSet()));
            return builder.build(true, Signal.from(List.of("x")), series);
        }
    }

    @Test
    void meanOfTheWindowsThatCoverASample() throws Exception {
        List<SeriesScores> series = SeriesScores.of(cut(), new double[] {1, 3, 5, 7});
        assertThat(series).extracting(SeriesScores::name).containsExactly("a", "b");
        assertThat(series.get(0).scores()).containsExactly(1, 2, 2, 3, NONE, 5, 5, 5);
        // The sample at 4 is anomalous, and no window covers it.
        assertThat(series.get(0).anomalies()).containsExactly(false, false, true, true, false, false, false, false);
        assertThat(series.get(1).scores()).containsExactly(NONE, 7, 7, 7);
    }

    @Test
    void windowsInAnotherOrderAreTheSame() throws Exception {
        WindowSet turned = cut().subset(new int[] {3, 1, 0, 2});
        assertThat(SeriesScores.of(turned, new double[] {7, 3, 1, 5}).get(0).scores())
                .containsExactly(1, 2, 2, 3, NONE, 5, 5, 5);
    }

    @Test
    void infiniteScoresStayInTheirPlace() throws Exception {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(SeriesScores.of(cut(), new double[] {infinity, 3, 5, 7})
                        .get(0)
                        .scores())
                .containsExactly(infinity, infinity, infinity, 3, NONE, 5, 5, 5);
    }

    @Test
    void qualityIsTheMeanOverSeriesWithAnomalies() throws Exception {
        List<SeriesScores> series = SeriesScores.of(cut(), new double[] {1, 3, 5, 7});
        SeriesScores a = series.get(0);
        double vus = VolumeUnderSurface.pr(a.scores(), a.anomalies(), 3);
        assertThat(SeriesScores.vusPr(series, 3)).isEqualTo(vus);
        assertThat(SeriesScores.vusPr(List.of(a, a, series.get(1)), 3)).isCloseTo(vus, within(1e-15));
        // Above 2.5: sample 3 and the three from 5 on. Precision (1 + 0) / 2, recall 0.2 + 0.8 / 2.
        assertThat(a.alarms(2.5)).containsExactly(false, false, false, true, false, true, true, true);
        assertThat(SeriesScores.rangeF1(series, 2.5)).isCloseTo(2 * 0.5 * 0.6 / 1.1, within(1e-12));
        assertThat(SeriesScores.vusPr(series.subList(1, 2), 3)).isNaN();
        assertThat(SeriesScores.rangeF1(series.subList(1, 2), 2.5)).isNaN();
    }

    @Test
    void windowsOnTheirOwnHaveNoSeries() throws Exception {
        WindowSet alone = WindowSet.unlabelled(new WindowShape(1, 1), List.of(new float[1]), "x");
        assertThat(SeriesScores.of(alone, new double[1])).isEmpty();
        assertThat(SeriesScores.vusPr(List.of(), 3)).isNaN();
    }
}
