// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report comes after the model, and takes nothing from it. */
class ReportAfterTrainingTest {

    @TempDir
    private Path folder;

    static List<Throwable> failures() {
        return List.of(
                new IOException("no space left"), new IllegalStateException("a bug"), new OutOfMemoryError("heap"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aReportThatFailsLeavesTheModelAndSaysSo(Throwable failure) throws Exception {
        TrainCommand command = new TrainCommand((directory, data, training, heldOut) -> {
            assertThat(directory.resolve(ModelDirectory.CARD)).exists();
            if (failure instanceof IOException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            throw (RuntimeException) failure;
        });
        Path model = folder.resolve("model");
        CommandRun run = CommandRun.ofCommand(command, arguments(model));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("windows trained on");
        assertThat(run.err().lines().filter(line -> line.startsWith("holter: ")))
                .singleElement()
                .asString()
                .startsWith("holter: " + model + ": the model is complete, but it has no report.html: ");
        Model.open(model).close();
    }

    @Test
    void aReportIsWritten() throws Exception {
        Path model = folder.resolve("model");
        assertThat(CommandRun.ofCommand(new TrainCommand(), arguments(model)).code())
                .isZero();
        try (Stream<Path> files = Files.list(model)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(ModelDirectory.REPORT, ModelDirectory.CARD)
                    .noneMatch(name -> name.endsWith(".part"));
        }
    }

    private String[] arguments(Path model) throws IOException {
        Random random = new Random(1);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            rows.append(random.nextGaussian())
                    .append(',')
                    .append(random.nextGaussian())
                    .append('\n');
        }
        Path data = Files.writeString(folder.resolve("w.csv"), rows);
        return new String[] {
            "--data", data.toString(), "--model", model.toString(), "--architecture", "mean", "--contamination", "0"
        };
    }
}
