// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldMappingTest {

    @Test
    void rowsOfMetrics() {
        FieldMapping mapping = read("source.series=/host; source.time=/ts; source.time.unit=iso;"
                + " source.channels=/cpu, /disk/0/busy; source.rate=1; source.numeric-strings=true");
        assertThat(mapping)
                .isEqualTo(new FieldMapping(
                        "/host", "/ts", FieldMapping.Unit.ISO, List.of("/cpu", "/disk/0/busy"), null, 1, true));
        assertThat(mapping.channelNames()).containsExactly("cpu", "busy");
    }

    @Test
    void blocksOfASignal() {
        FieldMapping mapping = read("source.series=key; source.time=record; source.values=/signal");
        assertThat(mapping)
                .isEqualTo(new FieldMapping(null, null, FieldMapping.Unit.MS, List.of(), "/signal", 0, false));
        assertThat(mapping.channelNames()).isEmpty();
    }

    @Test
    void withoutAPlaceThereIsNone() {
        assertThat(FieldMapping.read(Map.of("source.time.unit", "s", "model", "m"), "file"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source.series=host; source.time=/t; source.values=/v"
                        + " | source.series: expected a JSON Pointer such as /disk/0/busy, found 'host'",
                "source.time=/t; source.values=/v"
                        + " | source.series: expected key, or a JSON Pointer such as /device/id, found none",
                "source.series=key; source.values=/v"
                        + " | source.time: expected record, or a JSON Pointer such as /device/id, found none",
                "source.series=key; source.time=record"
                        + " | source.channels and source.values: expected one of them, found neither",
                "source.series=key; source.time=record; source.channels=/a; source.values=/v"
                        + " | source.channels and source.values: expected one of them, found both",
                "source.series=key; source.time=record; source.channels=/a,,/b"
                        + " | source.channels: expected a JSON Pointer such as /disk/0/busy, found ''",
                "source.series=key; source.time=/t; source.time.unit=minutes; source.values=/v"
                        + " | source.time.unit: expected one of iso, s, ms, us, ns, found 'minutes'",
                "source.series=key; source.time=/t; source.values=/v; source.rate=0"
                        + " | source.rate: expected above 0 and at most 1000000 Hz, found '0'",
                "source.series=key; source.time=/t; source.values=/v; source.rate=fast"
                        + " | source.rate: expected a value such as 0.0, found 'fast'",
                "source.series=key; source.time=/t; source.values=/v; source.numeric-strings=yes"
                        + " | source.numeric-strings: expected true or false, found 'yes'",
            })
    void whatCannotBeUsedIsNamed(String settings, String message) {
        assertThatThrownBy(() -> read(settings)).hasMessage("file: " + message);
    }

    static FieldMapping read(String settings) {
        Map<String, String> values = Arrays.stream(settings.split(";"))
                .map(String::strip)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
        return FieldMapping.read(values, "file").orElseThrow();
    }
}
