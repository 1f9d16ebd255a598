// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holter.core.WrongArtefactException;
import io.holter.job.settings.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolterJobTest {

    @TempDir
    private Path folder;

    @Test
    void argumentsAreAFileAndSettings() throws IOException {
        Path file = Files.writeString(folder.resolve("job.properties"), "model = m\nbatch.size = 5\n");
        JobSettings settings = HolterJob.settings(new String[] {
            "--set", "kafka.bootstrap.servers=b:1", "--config", file.toString(), "--set", "kafka.sasl.jaas.config=a=b"
        });
        assertThat(settings.model().batch().size()).isEqualTo(5);
        assertThat(settings.kafka().client())
                .containsEntry("bootstrap.servers", "b:1")
                .containsEntry("sasl.jaas.config", "a=b");
    }

    @Test
    void settingsAloneWillDo() throws IOException {
        JobSettings settings =
                HolterJob.settings(new String[] {"--set", "kafka.bootstrap.servers=b:1", "--set", "model=m"});
        assertThat(settings.model().directory()).isEqualTo(Path.of("m"));
    }

    @Test
    void otherArgumentsAreNamed() {
        assertWrong("--help", "--help");
        assertWrong("--config", "--config");
        assertWrong("--set novalue", "--set", "novalue");
        assertWrong("--set =…", "--set", "=novalue");
        assertWrong("--sett kafka.sasl.jaas.config=…", "--sett", "kafka.sasl.jaas.config=a password=hush");
        assertWrong("job.properties --set", "job.properties", "--set");
    }

    @Test
    void withoutArgumentsTheFirstMissingSettingIsNamed() {
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> HolterJob.settings(new String[0]))
                .withMessageStartingWith("arguments of the job: kafka.bootstrap.servers: expected a value: ");
    }

    private static void assertWrong(String found, String... args) {
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> HolterJob.settings(args))
                .withMessage("arguments of the job: expected --config FILE [--set key=value]…, found " + found);
    }
}
