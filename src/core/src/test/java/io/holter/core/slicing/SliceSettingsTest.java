// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceSettingsTest {

    @Test
    void readsWhatIsSetAndTakesDefaultsForTheRest() {
        Map<String, String> settings = Map.of("slice.stride", "5", "slice.lateness", "0.5", "threshold.k", "5");
        SliceSettings read = SliceSettings.read(settings, "file");
        assertThat(read).isEqualTo(new SliceSettings(5, 3, 0.5, 0));
        assertThat(read.grid(250, 2)).isEqualTo(new SampleGrid(250, 2, 3, 500_000, 0));
        assertThat(read.windows(new WindowShape(20, 2)).stride()).isEqualTo(5);
        assertThat(SliceSettings.DEFAULT.windows(new WindowShape(20, 2)).stride())
                .isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slice.stride | -1 | slice.stride: expected 0 to 1048576 samples, found '-1'",
                "slice.stride | 1.5 | slice.stride: expected a value such as 0, found '1.5'",
                "slice.lateness | 2 s | slice.lateness: expected a value such as 2.0, found '2 s'",
                "slice.jitter | -0.1 | slice.jitter: expected 0 to 86400 seconds, found '-0.1'",
                "slice.strid | 5 | slice.strid: expected a known setting such as the nearest, slice.stride,"
                        + " found an unknown one",
            })
    void whatCannotBeUsedIsNamed(String key, String value, String message) {
        assertThatThrownBy(() -> SliceSettings.read(Map.of(key, value), "file")).hasMessage("file: " + message);
    }
}
