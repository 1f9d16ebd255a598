// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReportTest {

    private static final WindowShape SHAPE = new WindowShape(20, 1);

    @TempDir
    private Path folder;

    private Path directory;

    @BeforeEach
    void writeModel() throws Exception {
        directory = ReportData.model(folder.resolve("model"), SHAPE, card -> {});
    }

    @Test
    void showsAnomaliesAsOftenAsTheDataHasThem() throws Exception {
        String page = report(ReportData.windows(SHAPE, 4000, true));
        // A fifth of 3,600 and of 400.
        assertThat(page)
                .contains("720 normal windows and 80 anomalies", "held-out normal windows and anomalies of beats.csv")
                .contains(">pca<span", ">knn<span");
    }

    @Test
    void fewAnomaliesAreAllShown() throws Exception {
        assertThat(report(ReportData.windows(SHAPE, 300, true))).contains("54 normal windows and 30 anomalies");
    }

    @Test
    void withoutLabelsItShowsWhatWasHeldOut() throws Exception {
        assertThat(report(ReportData.windows(SHAPE, 300, false)))
                .contains("60 windows: windows of beats.csv that were held out of training", "There were no labels");
    }

    @Test
    void manyWindowsAreDrawnFrom() throws Exception {
        assertThat(report(ReportData.windows(SHAPE, 120_000, false))).contains("this page shows 20,000 windows");
    }

    @Test
    void theModelStaysWhatItIs() throws Exception {
        report(ReportData.windows(SHAPE, 300, true));
        try (Model model = Model.open(directory)) {
            assertThat(model.card().getName()).isEqualTo("mean");
        }
    }

    private String report(WindowSet data) throws Exception {
        WindowSet.Split split = data.normal().split(0.2, 1);
        TrainingReport.write(directory, data, split.second(), split.first());
        return Files.readString(directory.resolve(ModelDirectory.REPORT));
    }
}
