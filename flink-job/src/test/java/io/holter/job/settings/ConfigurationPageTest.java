// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** The page that explains the settings is that of this code. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("../src/site/configuration.md");

    @Test
    void thePageHasEverySettingAsItIs() throws IOException {
        String table = "| setting | default | meaning |\n|---|---|---|\n"
                + JobOptions.all().stream().map(ConfigurationPageTest::row).collect(Collectors.joining());
        assertThat(Files.readString(PAGE))
                .as("Put this table into %s:%n%s%n", PAGE, table)
                .contains(table);
    }

    @Test
    void everySettingIsExplained() {
        assertThat(JobOptions.all())
                .allSatisfy(option ->
                        assertThat(JobOptions.describe(option)).as(option.key()).endsWith("."));
        assertThat(JobOptions.all().stream().map(ConfigOption::key)).doesNotHaveDuplicates();
    }

    private static String row(ConfigOption<?> option) {
        Object value = option.defaultValue();
        String shown = Objects.equals(value, List.of()) || value == null ? "" : "`" + JobOptions.show(value) + "`";
        return "| `" + option.key() + "` | " + shown + " | "
                + JobOptions.describe(option).replace("|", "\\|") + " |\n";
    }
}
