// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeatLabelsTest {

    private static final int FREQUENCY = 50;
    private static final int LENGTH = 1000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSampleIsAsItsNearestBeat(long seed) throws Exception {
        Random random = new Random(seed);
        List<Annotation> annotations = new ArrayList<>();
        for (int sample = random.nextInt(90); sample < LENGTH; sample += 1 + random.nextInt(160)) {
            int[] codes = {1, 5, 5, 8, 31, 28, 14};
            annotations.add(new Annotation(sample, codes[random.nextInt(codes.length)], ""));
        }
        BitSet found =
                BeatLabels.anomalies(annotations, beat -> !Set.of("N", "A").contains(beat.symbol()), FREQUENCY, LENGTH);
        for (int t = 0; t < LENGTH; t++) {
            assertThat(found.get(t)).as("sample %d", t).isEqualTo(slowly(annotations, t));
        }
        assertThat(found.length()).isLessThanOrEqualTo(LENGTH);
    }

    /** The nearest of all beats, the earlier of two as near. */
    private static boolean slowly(List<Annotation> annotations, int t) {
        Annotation nearest = null;
        for (Annotation annotation : annotations) {
            boolean beat = List.of("N", "V", "A", "!").contains(annotation.symbol());
            if (beat && (nearest == null || Math.abs(t - annotation.sample()) < Math.abs(t - nearest.sample()))) {
                nearest = annotation;
            }
        }
        return nearest != null
                && Math.abs(t - nearest.sample()) <= FREQUENCY
                && Set.of("V", "!").contains(nearest.symbol());
    }

    @Test
    void allIsAnomalousBetweenTheMarksOfFlutter() throws Exception {
        BitSet expected = new BitSet();
        expected.set(100, 301);
        expected.set(900, LENGTH);
        List<Annotation> annotations = List.of(
                new Annotation(50, 33, ""),
                new Annotation(100, 32, ""),
                new Annotation(300, 33, ""),
                new Annotation(500, 1, ""),
                new Annotation(900, 32, ""));
        assertThat(BeatLabels.anomalies(annotations, BeatLabelsTest::isAnomaly, FREQUENCY, LENGTH))
                .isEqualTo(expected);
    }

    @Test
    void annotationsBehindTheEndMarkWhatIsThere() throws Exception {
        List<Annotation> annotations = List.of(new Annotation(LENGTH + 10, 5, ""));
        BitSet expected = new BitSet();
        expected.set(LENGTH + 10 - FREQUENCY, LENGTH);
        assertThat(BeatLabels.anomalies(annotations, BeatLabelsTest::isAnomaly, FREQUENCY, LENGTH))
                .isEqualTo(expected);
    }

    @Test
    void theJudgeIsAskedAboutBeatsOnlyInTheirOrder() throws Exception {
        List<Annotation> annotations = List.of(
                new Annotation(30, 1, ""),
                new Annotation(10, 5, ""),
                new Annotation(20, 28, "(AFIB"),
                new Annotation(25, 14, ""),
                new Annotation(40, 31, ""));
        List<String> asked = new ArrayList<>();
        BeatLabels.anomalies(annotations, beat -> asked.add(beat.symbol()), FREQUENCY, LENGTH);
        assertThat(asked).containsExactly("V", "N", "!");
    }

    private static boolean isAnomaly(Annotation beat) {
        return !BeatLabels.NORMAL.contains(beat.symbol());
    }
}
