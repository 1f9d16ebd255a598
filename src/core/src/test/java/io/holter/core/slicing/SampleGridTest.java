// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.slicing.SampleGrid.Losses;
import io.holter.core.slicing.SampleGrid.Run;
import io.holter.core.slicing.SampleGrid.State;
import io.holter.core.slicing.SampleGrid.Step;
import io.holter.core.slicing.SampleGrid.TimedBlock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One channel at 10 Hz, whose samples count tenths of seconds; gaps of 2 are filled, blocks may be 1 s late. */
class SampleGridTest {

    private static final float NONE = Float.NaN;

    private final SampleGrid grid = new SampleGrid(10, 1, 2, 1_000_000, 0);
    private State state;
    private Losses losses;
    private List<String> runs;

    @BeforeEach
    void start() {
        state = grid.start();
        losses = new Losses(0, 0, 0, 0);
        runs = new ArrayList<>();
    }

    @Test
    void blocksThatFollowAreOneRun() {
        take(0, 0, 1, 2);
        take(3, 3, 4);
        take(5, 5);
        assertThat(runs).containsExactly("0: 0 1 2", "+3: 3 4", "+5: 5");
        assertThat(losses).isEqualTo(new Losses(0, 0, 0, 0));
    }

    @Test
    void whatComesTwiceIsTakenOnce() {
        take(0, 0, 1, 2);
        take(0, 0, 1, 2);
        take(1, 1, 2, 3, 4);
        assertThat(runs).containsExactly("0: 0 1 2", "+3: 3 4");
        assertThat(losses).isEqualTo(new Losses(5, 0, 0, 0));
    }

    @Test
    void whatComesTooEarlyWaits() {
        take(0, 0, 1);
        take(6, 6, 7);
        take(4, 4, 5);
        assertThat(runs).containsExactly("0: 0 1");
        take(2, 2, 3);
        assertThat(runs).containsExactly("0: 0 1", "+2: 2 3", "+4: 4 5", "+6: 6 7");
        assertThat(losses).isEqualTo(new Losses(0, 0, 0, 0));
    }

    @Test
    void aShortGapIsFilledOnceItIsTooLateForMore() {
        take(0, 0, 1);
        take(4, 4, 5);
        assertThat(runs).hasSize(1);
        take(6, 6, 7, 8, 9, 10, 11, 12);
        assertThat(runs).containsExactly("0: 0 1", "+2: 2* 3* 4 5", "+6: 6 7 8 9 10 11 12");
    }

    @Test
    void aLongGapBeginsARun() {
        take(0, 0, 1);
        take(5, 5, 6);
        take(7, 7, 8, 9, 10, 11, 12, 13);
        assertThat(runs).containsExactly("0: 0 1", "5: 5 6", "+7: 7 8 9 10 11 12 13");
        take(2, 2, 3);
        assertThat(losses).as("2 and 3 come too late").isEqualTo(new Losses(0, 2, 0, 1));
    }

    @Test
    void waitingCanBeEnded() {
        take(0, 0, 1);
        take(4, 4, 5);
        add(grid.release(state));
        assertThat(runs).containsExactly("0: 0 1", "+2: 2* 3* 4 5");
    }

    @Test
    void missingValuesAreFilledWhenTheNextComes() {
        take(0, 0, 1);
        take(2, NONE, NONE);
        assertThat(runs).containsExactly("0: 0 1");
        take(4, 4, NONE, 6);
        assertThat(runs).containsExactly("0: 0 1", "+2: 2* 3* 4 5* 6");
    }

    @Test
    void tooManyMissingValuesBeginARun() {
        take(0, NONE, 1, NONE, NONE);
        take(4, NONE, NONE, 6, 7);
        assertThat(runs).containsExactly("1: 1", "6: 6 7");
        assertThat(losses).isEqualTo(new Losses(0, 0, 5, 1));
    }

    @Test
    void channelsAreFilledEachByItself() {
        SampleGrid two = new SampleGrid(10, 2, 2, 0, 0);
        Step step = two.take(two.start(), new TimedBlock(0, new float[] {0, 10, NONE, 11, 2, NONE, NONE, 13, 4, NONE}));
        assertThat(step.runs()).hasSize(1);
        assertThat(step.runs().get(0).samples()).containsExactly(0, 10, 1, 11, 2, 12, 3, 13);
        assertThat(step.runs().get(0).filled()).containsExactly(1, 2, 3);
        Step last = two.take(step.state(), new TimedBlock(500_000, new float[] {NONE, 15, 6, 16}));
        assertThat(last.runs().get(0).samples()).containsExactly(4, 14, 5, 15, 6, 16);
        assertThat(last.runs().get(0).continues()).isTrue();
    }

    /** A hundredth fast: after a thousand samples it is ten ahead. */
    @Test
    void aClockThatRunsFastIsFollowed() {
        for (int i = 0; i < 1000; i++) {
            add(grid.take(state, new TimedBlock(Math.round(i * 99_000.0), new float[] {i})));
        }
        assertThat(runs).hasSize(1000).last().isEqualTo("+989: 999");
        assertThat(losses).isEqualTo(new Losses(0, 0, 0, 0));
    }

    @Test
    void timesThatTrembleAreTolerated() {
        SampleGrid tolerant = new SampleGrid(10, 1, 2, 1_000_000, 250_000);
        state = tolerant.start();
        for (long start : new long[] {0, 480_000, 1_230_000, 1_400_000}) {
            add(tolerant.take(state, new TimedBlock(start, new float[] {0, 1, 2, 3, 4})));
        }
        assertThat(runs).hasSize(4);
        assertThat(losses).isEqualTo(new Losses(0, 0, 0, 0));
    }

    @Test
    void aClockThatIsSetBackBeginsARunWithinAMinute() {
        take(100_000, 1, 2);
        for (int i = 0; i < 60; i++) {
            take(10 * i, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
        take(600, 1, 2);
        assertThat(runs).containsExactly("100000: 1 2", "590: 0 1 2 3 4 5 6 7 8 9", "+600: 1 2");
        assertThat(losses.doubled()).isEqualTo(590);
    }

    @Test
    void aClockThatIsSetForwardBeginsARun() {
        take(0, 0, 1);
        take(100_000, 1, 2);
        assertThat(runs).containsExactly("0: 0 1", "100000: 1 2");
        assertThat(losses.gaps()).isEqualTo(1);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new SampleGrid(0, 1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SampleGrid(1, 1, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> grid.take(state, new TimedBlock(0, new float[0])))
                .hasMessage("a block has 1 sample of 1 channels or more, got 0 values");
    }

    /** Tenths of a second. */
    private void take(int start, float... samples) {
        add(grid.take(state, new TimedBlock(start * 100_000L, samples)));
    }

    private void add(Step step) {
        state = step.state();
        losses = losses.plus(step.losses());
        for (Run run : step.runs()) {
            StringBuilder text = new StringBuilder(run.continues() ? "+" : "")
                    .append(Math.round(run.startMicros() / 1e5))
                    .append(':');
            int next = 0;
            for (int i = 0; i < run.samples().length; i++) {
                text.append(' ').append(Math.round(run.samples()[i]));
                if (next < run.filled().length && run.filled()[next] == i) {
                    text.append('*');
                    next++;
                }
            }
            runs.add(text.toString());
        }
    }
}
