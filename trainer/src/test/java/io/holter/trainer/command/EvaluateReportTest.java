// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.Heartbeats;
import io.holter.model.MeanModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateReportTest {

    @TempDir
    private Path folder;

    private Path model;
    private Path beats;

    @BeforeEach
    void writeModelAndBeats() throws Exception {
        model = folder.resolve("model");
        MeanModel.write(model, new WindowShape(20, 1));
        beats = Heartbeats.write(folder.resolve("beats.csv"), 200, 1);
    }

    @Test
    void writesAReport() throws Exception {
        Path file = folder.resolve("report.html");
        CommandRun run = evaluate("--report", file.toString(), "--train", beats.toString());
        assertThat(run.failure()).isNull();
        assertThat(run.out()).contains("AUROC");
        assertThat(file)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("180 normal windows and 20 anomalies", ">knn<");
    }

    @Test
    void placeThatCannotBeWrittenToIsSaidBeforeTheWork() throws Exception {
        Path file = folder.resolve("missing/report.html");
        CommandRun run = evaluate("--report", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(file + ": expected a place that can be written to, found no such folder");
        assertThat(run.out()).isEmpty();
        assertThat(Files.exists(folder.resolve("missing"))).isFalse();
    }

    private CommandRun evaluate(String... more) {
        String[] arguments = {
            "evaluate", "--model", model.toString(), "--data", beats.toString(), "--label", "last", "--normal", "1"
        };
        return CommandRun.of(
                java.util.stream.Stream.concat(java.util.Arrays.stream(arguments), java.util.Arrays.stream(more))
                        .toArray(String[]::new));
    }
}
