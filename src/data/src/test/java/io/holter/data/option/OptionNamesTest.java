// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.data.DataFeature;
import io.holter.data.DataFormatException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class OptionNamesTest {

    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    @Command
    private static final class Reading {
        @Mixin
        private DataOptions data;
    }

    @ParameterizedTest
    @EnumSource
    void everyFeatureIsAskedForByOptionsThatThereAre(DataFeature feature) {
        CommandLine line = new CommandLine(new Reading());
        assertThat(OPTION.matcher(OptionNames.of(feature)).results())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(line.getCommandSpec().findOption(option.group()))
                        .isNotNull());
    }

    @Test
    void namesOfSignalsMayHaveCommasInQuotes() {
        Reading reading = new Reading();
        new CommandLine(reading)
                .parseArgs("--data", "r.hea", "--beats", "1,1", "--signals", "ECG lead I,\"V5, later\" , MLII");
        assertThat(reading.data.format().signals()).containsExactly("ECG lead I", "V5, later", "MLII");
    }

    @Test
    void optionsStandBehindTheMessage() {
        DataFormatException e =
                new DataFormatException("r.hea", "windows", "samples", DataFeature.BEATS, DataFeature.SLICING);
        assertThat(OptionNames.explain(e))
                .isEqualTo("r.hea: expected windows, found samples (--beats BEFORE,AFTER or --window N)");
        assertThat(OptionNames.explain(new DataFormatException("a", "b", "c"))).isEqualTo("a: expected b, found c");
    }
}
