package io.holter.trainer.data.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void aSampleIsAsItsNearestBeat(long seed) {
        Random random = new Random(seed);
        List<Annotation> annotations = new ArrayList<>();
        for (int sample = random.nextInt(90); sample < LENGTH; sample += 1 + random.nextInt(160)) {
            int[] codes = {1, 5, 5, 8, 31, 28, 14};
            annotations.add(new Annotation(sample, codes[random.nextInt(codes.length)], ""));
        }
        BitSet found = new BeatLabels(Set.of("N", "A")).anomalies(annotations, FREQUENCY, LENGTH);
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
    void allIsAnomalousBetweenTheMarksOfFlutter() {
        BitSet expected = new BitSet();
        expected.set(100, 301);
        expected.set(900, LENGTH);
        List<Annotation> annotations = List.of(
                new Annotation(50, 33, ""),
                new Annotation(100, 32, ""),
                new Annotation(300, 33, ""),
                new Annotation(500, 1, ""),
                new Annotation(900, 32, ""));
        assertThat(new BeatLabels(BeatLabels.NORMAL).anomalies(annotations, FREQUENCY, LENGTH))
                .isEqualTo(expected);
    }

    @Test
    void annotationsBehindTheEndMarkWhatIsThere() {
        List<Annotation> annotations = List.of(new Annotation(LENGTH + 10, 5, ""));
        BitSet expected = new BitSet();
        expected.set(LENGTH + 10 - FREQUENCY, LENGTH);
        assertThat(new BeatLabels(BeatLabels.NORMAL).anomalies(annotations, FREQUENCY, LENGTH))
                .isEqualTo(expected);
    }

    @Test
    void onlyBeatsAreNormalOrNot() {
        BeatLabels labels = new BeatLabels(Set.of(".", "/"));
        assertThat(labels.isAnomaly(new Annotation(0, 1, ""))).isFalse();
        assertThat(labels.isAnomaly(new Annotation(0, 12, ""))).isFalse();
        assertThat(labels.isAnomaly(new Annotation(0, 2, ""))).isTrue();
        for (String symbol : List.of("+", "1", "", "NN", "!")) {
            assertThatThrownBy(() -> new BeatLabels(Set.of(symbol)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected symbols of beats, of N L R B A a J S V r F e j n E / f Q ?, found " + symbol);
        }
        assertThatThrownBy(() -> new BeatLabels(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
