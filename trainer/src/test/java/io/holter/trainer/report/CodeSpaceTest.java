// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.evaluation.ModelScorer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSpaceTest {

    @TempDir
    private Path folder;

    @Test
    void codesOfTwoValuesAreOnlyTurned() throws Exception {
        WindowShape shape = new WindowShape(20, 2);
        WindowSet windows = ReportData.windows(shape, 100, true);
        try (Model model = Model.open(ReportData.model(folder.resolve("model"), shape, card -> {}))) {
            CodeSpace space = CodeSpace.of(model, scored(model, windows));
            assertThat(space.width()).isEqualTo(2);
            assertThat(space.explained()).isCloseTo(1, within(1e-6));
            assertThat(space.normal()).hasSize(90);
            assertThat(space.anomalous()).hasSize(10);
            WindowSet normal = windows.normal();
            for (int i = 1; i < 90; i++) {
                float[] a = model.encode(normal.window(0), 1);
                float[] b = model.encode(normal.window(i), 1);
                double before = Math.hypot(a[0] - b[0], a[1] - b[1]);
                double after = Math.hypot(
                        space.normal().get(0)[0] - space.normal().get(i)[0],
                        space.normal().get(0)[1] - space.normal().get(i)[1]);
                // Five digits are kept of values of about 1.
                assertThat(after).isCloseTo(before, within(1e-4));
            }
        }
    }

    @Test
    void oneValueStandsBesideTheError() throws Exception {
        WindowShape shape = new WindowShape(20, 1);
        WindowSet windows = ReportData.windows(shape, 100, true);
        try (Model model = Model.open(ReportData.model(folder.resolve("model"), shape, card -> {}))) {
            Scored scored = scored(model, windows);
            CodeSpace space = CodeSpace.of(model, scored);
            assertThat(space.width()).isEqualTo(1);
            assertThat(space.normal().get(0)[0]).isCloseTo(model.encode(windows.window(0), 1)[0], within(1e-4));
            assertThat(space.normal().get(0)[1]).isCloseTo(scored.errors()[0], within(1e-4));
        }
    }

    @Test
    void atMostAThousandOfEachClassAreShown() throws Exception {
        WindowShape shape = new WindowShape(2, 2);
        WindowSet windows = ReportData.windows(shape, 12_000, true);
        try (Model model = Model.open(ReportData.model(folder.resolve("model"), shape, card -> {}))) {
            CodeSpace space = CodeSpace.of(model, scored(model, windows));
            assertThat(space.normal()).hasSize(1000);
            assertThat(space.anomalous()).hasSize(1000);
        }
    }

    private static Scored scored(Model model, WindowSet windows) {
        return new Scored(windows, new ModelScorer(model).score(windows), 0.5, "test");
    }
}
