// SPDX-License-Identifier: Apache-2.0
package io.holter.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.schemas.Window;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordedSeriesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void givesRowsToSeriesInTurnAndTimesOneAfterAnother() {
        RecordedSeries recorded = new RecordedSeries(2, 1, 100, BEGIN);
        Window first = recorded.next(new float[50]);
        Window second = recorded.next(new float[50]);
        Window third = recorded.next(new float[50]);
        assertThat(first.getSeries()).isEqualTo("series-01").isEqualTo(third.getSeries());
        assertThat(second.getSeries()).isEqualTo("series-02");
        assertThat(first.getStart()).isEqualTo(BEGIN).isEqualTo(second.getStart());
        assertThat(third.getStart()).isEqualTo(BEGIN.plusMillis(500));
    }

    @Test
    void datesWindowsASecondApartWhereTheRateIsUnknown() {
        RecordedSeries recorded = new RecordedSeries(1, 1, 0, BEGIN);
        recorded.next(new float[140]);
        assertThat(recorded.next(new float[140]).getStart()).isEqualTo(BEGIN.plusSeconds(1));
    }

    @Test
    void keepsValuesAndShape() {
        Window window = new RecordedSeries(1, 3, 0, BEGIN).next(new float[] {1, 2, 3, 4, 5, 6});
        assertThat(window.getLength()).isEqualTo(2);
        assertThat(window.getChannels()).isEqualTo(3);
        assertThat(window.getValues()).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
    }

    @Test
    void refusesNoSeries() {
        assertThatThrownBy(() -> new RecordedSeries(0, 1, 0, BEGIN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordedSeries(1, 1, Float.NaN, BEGIN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
