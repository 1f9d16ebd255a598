// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both ways of cutting against cutting the whole series at once, however its samples are divided into blocks. */
class SlicerTest {

    private static final int SAMPLES = 200;

    @Test
    void slidingWindowsAreThoseOfTheWholeSeries() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            int channels = 1 + random.nextInt(3);
            int length = 1 + random.nextInt(30);
            int stride = 1 + random.nextInt(45);
            float[] series = series(random, channels);
            List<Slicer.SlicedWindow> expected = new ArrayList<>();
            for (int start = 0; start + length <= SAMPLES; start += stride) {
                expected.add(window(series, start, length, channels));
            }
            SlidingWindows slicer = new SlidingWindows(new WindowShape(length, channels), stride);
            assertSame(fold(slicer, slicer.start(), series, channels, random), expected);
        }
    }

    @Test
    void windowsAroundBeatsAreThoseOfTheWholeSeries() {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            int channels = 1 + random.nextInt(3);
            BeatWindow around = new BeatWindow(random.nextInt(20), 1 + random.nextInt(20));
            float[] series = series(random, channels);
            long[] beats = random.longs(random.nextInt(30), 0, SAMPLES).toArray();
            List<Slicer.SlicedWindow> expected = new ArrayList<>();
            for (long beat : Arrays.stream(beats).sorted().toArray()) {
                int start = (int) beat - around.before();
                if (start >= 0 && start + around.length() <= SAMPLES) {
                    expected.add(window(series, start, around.length(), channels));
                }
            }
            BeatWindows slicer = new BeatWindows(around, channels);
            assertSame(fold(slicer, slicer.announce(slicer.start(), beats), series, channels, random), expected);
        }
    }

    @Test
    void aBeatMayBeAnnouncedUntilItsWindowIsComplete() {
        BeatWindows slicer = new BeatWindows(new BeatWindow(2, 3), 1);
        BeatWindows.State state =
                slicer.cut(slicer.start(), new float[] {0, 1, 2, 3, 4, 5, 6}).state();
        // The window around 4 begins at 2 and has just become complete; that around 3 is gone.
        state = slicer.announce(state, 3, 4);
        assertThat(slicer.missing(state)).isEqualTo(1);
        List<Slicer.SlicedWindow> windows = slicer.cut(state, new float[] {7}).windows();
        assertThat(windows).hasSize(1);
        assertThat(windows.get(0).start()).isEqualTo(2);
        assertThat(windows.get(0).values()).containsExactly(2, 3, 4, 5, 6);
    }

    @Test
    void aStateIsUnchangedByWhatComesAfterIt() {
        SlidingWindows slicer = new SlidingWindows(new WindowShape(3, 1), 1);
        SlidingWindows.State state =
                slicer.cut(slicer.start(), new float[] {1, 2}).state();
        float[] kept = state.tail().clone();
        slicer.cut(state, new float[] {3, 4, 5});
        assertThat(state.tail()).isEqualTo(kept);
        assertThat(slicer.cut(state, new float[] {9}).windows().get(0).values()).containsExactly(1, 2, 9);
    }

    @Test
    void samplesComeWithAllTheirChannels() {
        SlidingWindows slicer = new SlidingWindows(new WindowShape(3, 2), 1);
        assertThatThrownBy(() -> slicer.cut(slicer.start(), new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("samples of 2 channels come as a multiple of as many values, got 3");
    }

    /** In blocks of any size, or as many samples as the slicer says are missing. */
    private static <S> List<Slicer.SlicedWindow> fold(
            Slicer<S> slicer, S start, float[] series, int channels, Random random) {
        boolean asMissing = random.nextBoolean();
        List<Slicer.SlicedWindow> windows = new ArrayList<>();
        S state = start;
        for (int at = 0; at < SAMPLES; ) {
            long wanted = asMissing ? slicer.missing(state) : random.nextInt(20);
            int count = (int) Math.min(SAMPLES - at, wanted);
            boolean complete = count == wanted && asMissing;
            Slicer.Cut<S> cut = slicer.cut(state, Arrays.copyOfRange(series, at * channels, (at + count) * channels));
            assertThat(cut.windows().isEmpty())
                    .isEqualTo(asMissing ? !complete : cut.windows().isEmpty());
            windows.addAll(cut.windows());
            state = cut.state();
            at += count;
        }
        return windows;
    }

    private static float[] series(Random random, int channels) {
        float[] series = new float[SAMPLES * channels];
        for (int i = 0; i < series.length; i++) {
            series[i] = random.nextFloat();
        }
        return series;
    }

    private static Slicer.SlicedWindow window(float[] series, int start, int length, int channels) {
        return new Slicer.SlicedWindow(
                start, Arrays.copyOfRange(series, start * channels, (start + length) * channels));
    }

    private static void assertSame(List<Slicer.SlicedWindow> found, List<Slicer.SlicedWindow> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).start()).isEqualTo(expected.get(i).start());
            assertThat(found.get(i).values()).isEqualTo(expected.get(i).values());
        }
    }
}
