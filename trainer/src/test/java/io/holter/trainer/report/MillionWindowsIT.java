// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.evaluation.Evaluation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many windows are scored, a report stays as large as any other. */
class MillionWindowsIT {

    private static final int WINDOWS = 1_000_000;
    private static final long LARGEST_PAGE = 1_500_000;

    @TempDir
    private Path folder;

    @Test
    void pageOfAMillionWindowsIsNoLarger() throws Exception {
        WindowShape shape = new WindowShape(4, 2);
        Path file = folder.resolve("report.html");
        try (Model model = Model.open(ReportData.model(folder.resolve("model"), shape, card -> {}))) {
            WindowSet windows = windows(shape);
            Evaluation evaluation = Evaluation.of(model, windows);
            Report.of(model, windows, evaluation, "a million").write(file);
        }
        assertThat(Files.size(file)).isLessThan(LARGEST_PAGE);
        assertThat(file).content().contains("980,000 normal windows and 20,000 anomalies");
    }

    private static WindowSet windows(WindowShape shape) throws Exception {
        Random random = new Random(1);
        try (WindowSet.Builder builder = new WindowSet.Builder(shape)) {
            float[] window = new float[shape.size()];
            for (int i = 0; i < WINDOWS; i++) {
                boolean anomaly = i % 50 == 0;
                for (int at = 0; at < window.length; at++) {
                    window[at] = (float) (1 + (anomaly ? 2 : 1) * random.nextGaussian());
                }
                builder.add(window, anomaly);
            }
            return builder.build(true, Signal.from(List.of("a million")));
        }
    }
}
