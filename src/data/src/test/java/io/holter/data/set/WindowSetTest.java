// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.schemas.Channel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowSetTest {

    @Test
    void splitKeepsEveryWindowOnceWithItsLabel() throws Exception {
        WindowSet.Split split = numbered(101).split(0.8, 5);
        assertThat(split.first().size()).isEqualTo(81);
        assertThat(split.second().size()).isEqualTo(20);
        List<Float> values = new ArrayList<>();
        for (WindowSet part : List.of(split.first(), split.second())) {
            boolean[] labels = part.labels();
            for (int i = 0; i < part.size(); i++) {
                float value = part.window(i)[0];
                values.add(value);
                assertThat(labels[i]).isEqualTo(value % 3 == 0);
            }
        }
        assertThat(values).doesNotHaveDuplicates().hasSize(101);
    }

    @Test
    void partsOfOneSetCanBePutTogether() throws Exception {
        WindowSet whole = numbered(10);
        WindowSet both = whole.subset(new int[] {7, 3}).and(whole.subset(new int[] {0, 7}));
        assertThat(both.windows()).extracting(window -> window[0]).containsExactly(7f, 3f, 0f, 7f);
        assertThat(both.labels()).containsExactly(false, true, true, false);
        WindowSet other = numbered(10);
        assertThatThrownBy(() -> whole.and(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sameSeedSameSplit() throws Exception {
        WindowSet windows = numbered(50);
        assertThat(windows.split(0.5, 1).first().fingerprint())
                .isEqualTo(windows.split(0.5, 1).first().fingerprint())
                .isNotEqualTo(windows.split(0.5, 2).first().fingerprint());
    }

    /** In the heap any order is as good; a file is read from end to end. */
    @Test
    void windowsOfAFileCanBeReadInItsOrder() throws Exception {
        int[] mixed = {70, 3, 30, 3};
        WindowSet inHeap = large(1L << 40).subset(mixed);
        assertThat(inHeap.sequential()).isSameAs(inHeap);
        WindowSet inFile = large(0).subset(mixed).sequential();
        assertThat(inFile.windows()).extracting(window -> window[0]).containsExactly(3f, 3f, 30f, 70f);
        assertThat(inFile.labels()).containsExactly(true, true, true, false);
    }

    /** Windows of 0.2 MB, those divisible by 3 anomalies. */
    private static WindowSet large(long heapBytes) throws Exception {
        WindowShape shape = new WindowShape(50_000, 1);
        try (WindowSet.Builder builder =
                new WindowSet.Builder(shape, new WindowStore.Builder(shape.size(), heapBytes))) {
            for (int i = 0; i < 80; i++) {
                float[] window = new float[shape.size()];
                window[0] = i;
                builder.add(window, i % 3 == 0);
            }
            return builder.build(true, new Signal(List.of("numbered"), List.of(new Channel("value", "")), 0, 0));
        }
    }

    @Test
    void fingerprintDependsOnValuesLabelsAndOrder() throws Exception {
        WindowShape one = new WindowShape(1, 1);
        List<float[]> values = List.of(new float[] {1}, new float[] {2});
        List<float[]> swapped = List.of(new float[] {2}, new float[] {1});
        BitSet second = new BitSet();
        second.set(1);
        List<String> sources = List.of("a");
        assertThat(List.of(
                        WindowSet.of(one, values, new BitSet(), true, sources).fingerprint(),
                        WindowSet.of(one, values, new BitSet(), false, sources).fingerprint(),
                        WindowSet.of(one, values, second, true, sources).fingerprint(),
                        WindowSet.of(one, swapped, second, true, sources).fingerprint()))
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(WindowSet.of(one, values, second, true, List.of("elsewhere")).fingerprint())
                .isEqualTo(WindowSet.of(one, values, second, true, sources).fingerprint());
    }

    @Test
    void everyWindowHasTheShape() throws Exception {
        assertThatThrownBy(() -> WindowSet.unlabelled(new WindowShape(2, 1), List.of(new float[3]), "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static WindowSet numbered(int count) throws Exception {
        List<float[]> windows = new ArrayList<>();
        BitSet anomalies = new BitSet();
        for (int i = 0; i < count; i++) {
            windows.add(new float[] {i});
            anomalies.set(i, i % 3 == 0);
        }
        return WindowSet.of(new WindowShape(1, 1), windows, anomalies, true, List.of("numbers"));
    }
}
