// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.data.DataFormat;
import io.holter.data.DataFormat.Columns;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class DataOptionsTest {

    @Command
    private static final class Reading {
        @Mixin
        private DataOptions data;
    }

    @Test
    void oneNumberOfColumnsIsHowManyOnTheLeft() {
        assertThat(format("").columns()).isEqualTo(Columns.VALUES_ONLY);
        assertThat(format("--header --skip-columns 2").columns()).isEqualTo(new Columns(true, 2));
        assertThat(format("--skip-columns 2,5").columns()).isEqualTo(new Columns(false, 0, List.of("2", "5"), null));
        assertThat(format("--header --skip-columns time,id").columns())
                .isEqualTo(new Columns(true, 0, List.of("time", "id"), null));
        assertThat(format("--header --window 9 --time-column 1").columns())
                .isEqualTo(new Columns(true, 0, List.of(), "1"));
    }

    @Test
    void labelsHaveAColumn() {
        Labels labels = format("--label column:tag:x --normal 0").labels();
        assertThat(labels).isEqualTo(Labels.ofColumn("tag:x", List.of("0")));
        assertThat(labels.place()).isEqualTo(LabelPlace.COLUMN);
        assertThat(labels.isNormal("0.0")).isTrue();
        assertThat(labels.isNormal("0f")).isFalse();
    }

    @Test
    void signalsKeepTheirOrderAndTheirCommas() {
        assertThat(format("--signals|V5, II ,\"flow, l/s\"").signals()).containsExactly("V5", "II", "flow, l/s");
        assertThat(format("--axes channels,samples").layout().axes()).isEqualTo(DataFormat.Axes.CHANNELS_SAMPLES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--label column:;        expected first, last, column:NAME, folder, atr, tag:NAME or none, found 'column:'",
                "--label column:x;       --label column:x needs --normal LABEL as well",
                "--time-column t;        --time-column goes with --window",
                "--axes samples;         expected samples,channels or channels,samples, found 'samples'",
                "--skip-columns -1;      columns to pass over are names, or numbers from 1, got '-1'",
                "--skip-columns a,,b;    columns to pass over are names, or numbers from 1, got ''"
            })
    void mistakesOfUseAreSaid(String options, String message) {
        assertThatThrownBy(() -> format(options))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    /** Options separated by bars where there is one, else by blanks. */
    private static DataFormat format(String options) {
        Reading reading = new Reading();
        String all = options.contains("|") ? "--data|x|" + options : "--data x " + options;
        new CommandLine(reading).parseArgs(all.strip().split(options.contains("|") ? "\\|" : " +"));
        return reading.data.format();
    }
}
