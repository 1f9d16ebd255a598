// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldOutTest {

    private static final int LENGTH = 10;

    @Test
    void noWindowToLearnFromSharesASampleWithOneHeldOut() throws IOException {
        WindowSet windows = cut(List.of(400, 900), 1);
        Split split = HoldOut.of(windows, 250, 1);
        Set<String> heldOut = new HashSet<>();
        for (int i = 0; i < split.first().size(); i++) {
            heldOut.addAll(samples(split.first(), i));
        }
        for (int i = 0; i < split.second().size(); i++) {
            assertThat(samples(split.second(), i)).doesNotContainAnyElementsOf(heldOut);
        }
        assertThat(split.first().size()).isEqualTo(250);
        // The edges of few runs are lost.
        assertThat(split.second().size()).isGreaterThan(windows.size() - 250 - 130);
    }

    @Test
    void foldsHoldOutOthersEachTime() throws IOException {
        for (int stride : new int[] {1, LENGTH}) {
            WindowSet windows = cut(List.of(1_000), stride);
            int held = windows.size() / 5;
            List<Split> folds = HoldOut.folds(windows, held, 5, 1);
            assertThat(folds).hasSize(5);
            Set<Integer> starts = new HashSet<>();
            for (Split fold : folds) {
                IntStream.range(0, held).forEach(i -> starts.add(fold.first().startOf(i)));
            }
            assertThat(starts).hasSize(5 * held);
            assertThat(folds.get(0).second().fingerprint())
                    .isEqualTo(HoldOut.of(windows, held, 1).second().fingerprint());
        }
    }

    @Test
    void runsComeFromManyPlaces() throws IOException {
        Split split = HoldOut.of(cut(List.of(2_000), 2), 200, 3);
        int[] starts = IntStream.range(0, split.first().size())
                .map(split.first()::startOf)
                .sorted()
                .toArray();
        assertThat(IntStream.range(1, starts.length)
                        .filter(i -> starts[i] - starts[i - 1] > LENGTH)
                        .count())
                .isBetween(2L, 6L);
    }

    @Test
    void theSeedDecides() throws IOException {
        WindowSet windows = cut(List.of(500), 1);
        assertThat(HoldOut.of(windows, 80, 5).first().fingerprint())
                .isEqualTo(HoldOut.of(windows, 80, 5).first().fingerprint())
                .isNotEqualTo(HoldOut.of(windows, 80, 6).first().fingerprint());
    }

    @Test
    void windowsThatDoNotOverlapAreDrawnOneByOne() throws IOException {
        WindowSet windows = cut(List.of(500), LENGTH);
        Split split = HoldOut.of(windows, 10, 7);
        assertThat(split.first().fingerprint())
                .isEqualTo(windows.split(0.2, 7).first().fingerprint());
        assertThat(split.first().size() + split.second().size()).isEqualTo(windows.size());
    }

    @Test
    void aSeriesHardlyLongerThanAWindowIsSplitAllTheSame() throws IOException {
        Split split = HoldOut.of(cut(List.of(LENGTH + 7), 1), 2, 1);
        assertThat(split.first().size()).isEqualTo(2);
        assertThat(split.second().size()).isEqualTo(6);
    }

    @Test
    void holdsOutFromNoneToAll() throws IOException {
        WindowSet windows = cut(List.of(100), 1);
        assertThat(HoldOut.of(windows, 0, 1).second().size()).isEqualTo(windows.size());
        assertThat(HoldOut.of(windows, windows.size(), 1).first().size()).isEqualTo(windows.size());
        assertThatThrownBy(() -> HoldOut.of(windows, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HoldOut.of(windows, windows.size() + 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> samples(WindowSet windows, int i) {
        return IntStream.range(windows.startOf(i), windows.startOf(i) + LENGTH)
                .mapToObj(t -> windows.seriesOf(i) + ":" + t)
                .toList();
    }

    private static WindowSet cut(List<Integer> lengths, int stride) throws IOException {
        List<Series> series = new ArrayList<>();
        try (WindowSet.Builder builder = new WindowSet.Builder(new WindowShape(LENGTH, 1))) {
            for (int length : lengths) {
                for (int start = 0; start + LENGTH <= length; start += stride) {
                    float[] window = new float[LENGTH];
                    for (int t = 0; t < LENGTH; t++) {
                        window[t] = (float) Math.sin(0.1 * (start + t)) + start;
                    }
                    builder.addCut(window, false, series.size(), start);
                }
                series.add(new Series("series " + series.size(), length, new BitSet()));
            }
            return builder.build(false, Signal.from(List.of("test")), series);
        }
    }
}
