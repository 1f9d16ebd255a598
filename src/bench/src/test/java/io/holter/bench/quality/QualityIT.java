// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.data.SharedData;
import io.holter.data.set.WindowSet;
import io.holter.model.device.Device;
import io.holter.trainer.training.Progress;
import io.holter.trainer.training.TrainingSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cheapest of the benchmarks, with bounds that the default settings must not fall below again. */
class QualityIT {

    @TempDir
    private Path folder;

    /** With large first weights and the error alone as the score it was 0.67 and 0.81. */
    @ParameterizedTest
    @CsvSource({"ToeSegmentation1, 1, 0.82", "TwoPatterns, 1, 0.92"})
    void ucr(String name, String normal, double least) throws Exception {
        UcrBenchmark.OneClass split = UcrBenchmark.OneClass.read(SharedData.require("UCR/" + name), normal);
        Map<String, Double> aurocs = aurocs(split.training(), split.test(), TrainingSettings.DEFAULT);
        assertThat(aurocs.get("model")).isGreaterThan(least).isGreaterThan(aurocs.get("nn5") - 0.005);
    }

    /** Without labels: of record 108 a contamination of 0.4 left out a kind of normal beats, and it was 0.58. */
    @ParameterizedTest
    @CsvSource({"108, 0.98", "119, 0.995"})
    void mitBih(String record, double least) throws Exception {
        BeatRecord beats = BeatRecord.read(SharedData.require("MITBIH"), record);
        Map<String, Double> aurocs = aurocs(
                MitBihBenchmark.training(beats),
                MitBihBenchmark.test(beats),
                TrainingSettings.DEFAULT.with(MitBihBenchmark.UNLABELLED));
        assertThat(aurocs.get("model")).isGreaterThan(least);
    }

    private Map<String, Double> aurocs(WindowSet training, WindowSet test, TrainingSettings settings) throws Exception {
        TrainedModels models = new TrainedModels(folder, Device.cpu(), Progress.SILENT);
        Map<String, Double> aurocs =
                Contest.of(training, test, settings, models).aurocs();
        System.out.println(aurocs);
        return aurocs;
    }
}
