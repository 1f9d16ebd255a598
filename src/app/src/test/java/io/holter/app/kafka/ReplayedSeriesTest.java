// SPDX-License-Identifier: Apache-2.0
package io.holter.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.kafka.ReplayedSeries.Choice;
import io.holter.app.kafka.ReplayedSeries.Counts;
import io.holter.core.WindowShape;
import io.holter.data.DataWindow;
import io.holter.data.Recorded;
import io.holter.schemas.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which series and time windows get. */
class ReplayedSeriesTest {

    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SENT = END.plusSeconds(100);
    private static final Instant THEN = Instant.parse("2024-05-01T10:00:00Z");

    @Test
    void whatTheDataSaysStands() {
        List<Window> windows = replay(new Choice(0, false), 0, true, new Recorded("a", THEN), new Recorded("b", THEN));
        assertThat(windows).extracting(Window::getSeries).containsExactly("a", "b");
        assertThat(windows).extracting(Window::getStart).containsOnly(THEN);
    }

    @Test
    void withoutTimesTheLastWindowOfEachSeriesEndsNow() {
        List<Window> windows = replay(
                new Choice(0, false),
                4,
                true,
                new Recorded("a", null),
                new Recorded("a", null),
                new Recorded("b", null),
                new Recorded("c", THEN));
        assertThat(windows)
                .extracting(Window::getStart)
                .containsExactly(END.minusMillis(1000), END.minusMillis(500), END.minusMillis(500), THEN);
        assertThat(windows).extracting(Window::getSampleRate).containsOnly(4f);
    }

    @Test
    void withoutNamesThereIsOneSeriesOrAsManyAsWished() {
        Recorded[] nameless = {Recorded.NOTHING, Recorded.NOTHING, Recorded.NOTHING};
        assertThat(replay(new Choice(0, false), 0, true, nameless))
                .extracting(Window::getSeries)
                .containsOnly("series-01");
        List<Window> two = replay(new Choice(2, false), 0, true, nameless);
        assertThat(two).extracting(Window::getSeries).containsExactly("series-01", "series-02", "series-01");
        assertThat(two)
                .extracting(Window::getStart)
                .containsExactly(END.minusSeconds(2), END.minusSeconds(1), END.minusSeconds(1));
        assertThat(replay(new Choice(2, false), 0, true, new Recorded("a", THEN)))
                .extracting(Window::getSeries)
                .as("names of the data give way to a number of series")
                .containsExactly("series-01");
    }

    @Test
    void freshTimesTakeTheTimesOfTheDataAway() {
        assertThat(replay(new Choice(0, true), 0, true, new Recorded("a", THEN), new Recorded("a", THEN)))
                .extracting(Window::getStart)
                .containsExactly(END.minusSeconds(2), END.minusSeconds(1));
    }

    @Test
    void whatCannotBeCountedEndsWhenItIsSent() {
        Recorded[] many = new Recorded[500];
        Arrays.fill(many, Recorded.NOTHING);
        assertThat(replay(new Choice(0, false), 0, false, many))
                .extracting(Window::getStart)
                .as("none is dated ahead")
                .containsOnly(SENT.minusSeconds(1));
    }

    private static List<Window> replay(Choice choice, float rate, boolean counted, Recorded... all) {
        Counts counts = new Counts();
        Arrays.stream(all).forEach(recorded -> counts.add(choice, recorded));
        ReplayedSeries series = new ReplayedSeries(choice, rate, counted ? counts : null, END);
        WindowShape shape = new WindowShape(2, 1);
        return Arrays.stream(all)
                .map(recorded -> new DataWindow(new float[] {1, 2}, false, -1, 0, recorded, () -> "here"))
                .map(window -> series.next(window, shape, Map.of(), SENT))
                .toList();
    }
}
