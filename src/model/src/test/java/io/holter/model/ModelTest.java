// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {

    private static final WindowShape SHAPE = new WindowShape(5, 2);
    private static final int COUNT = 7;

    @TempDir
    private Path directory;

    @Test
    void opensThroughALink() throws Exception {
        MeanModel.write(Files.createDirectory(directory.resolve("model")), SHAPE);
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("model"));
        assertThat(ModelDirectory.savedModelHash(link))
                .isEqualTo(ModelDirectory.savedModelHash(directory.resolve("model")));
        try (Model model = Model.open(link)) {
            assertThat(model.shape()).isEqualTo(SHAPE);
        }
    }

    @Test
    void scoresAndExplainsAsComputedByHand() throws Exception {
        MeanModel.write(directory, SHAPE);
        float[] windows = windows(COUNT);
        float[] errors = new float[COUNT + 3];
        Explanation explanation;
        try (Model model = Model.open(directory)) {
            model.errors(windows, COUNT, errors);
            explanation = model.explain(windows, COUNT);
        }
        for (int w = 0; w < COUNT; w++) {
            double sum = 0;
            for (int c = 0; c < SHAPE.channels(); c++) {
                double mean = 0;
                for (int t = 0; t < SHAPE.length(); t++) {
                    mean += windows[w * SHAPE.size() + t * SHAPE.channels() + c] / (double) SHAPE.length();
                }
                double squares = 0;
                for (int t = 0; t < SHAPE.length(); t++) {
                    int i = w * SHAPE.size() + t * SHAPE.channels() + c;
                    squares += Math.pow((windows[i] - mean) / 2, 2);
                    assertThat((double) explanation.reconstruction()[i]).isCloseTo(mean, within(1e-5));
                }
                double error = squares / SHAPE.length();
                assertThat((double) explanation.channelErrors()[w * SHAPE.channels() + c])
                        .isCloseTo(error, within(1e-5));
                sum += error;
            }
            // Single precision carries 7 digits, and the errors here stay below 30.
            assertThat((double) errors[w]).isCloseTo(sum / SHAPE.channels(), within(1e-5));
            assertThat(explanation.errors()[w]).isEqualTo(errors[w]);
        }
        assertThat(errors).endsWith(0, 0, 0);
    }

    @Test
    void encodesAndDecodesAsComputedByHand() throws Exception {
        MeanModel.write(directory, SHAPE);
        float[] windows = windows(COUNT);
        try (Model model = Model.open(directory)) {
            assertThat(model.codeWidth()).isEqualTo(SHAPE.channels());
            float[] codes = model.encode(windows, COUNT);
            assertThat(codes).hasSize(COUNT * SHAPE.channels());
            for (int w = 0; w < COUNT; w++) {
                for (int c = 0; c < SHAPE.channels(); c++) {
                    double mean = 0;
                    for (int t = 0; t < SHAPE.length(); t++) {
                        mean += windows[w * SHAPE.size() + t * SHAPE.channels() + c] / (double) SHAPE.length();
                    }
                    assertThat((double) codes[w * SHAPE.channels() + c]).isCloseTo((mean - 1) / 2, within(1e-5));
                }
            }
            assertThat(model.decode(codes, COUNT))
                    .containsExactly(model.explain(windows, COUNT).reconstruction(), within(1e-5f));
            assertThat(model.decode(new float[] {0.5f, -1, 9, 9}, 1))
                    .containsExactly(2, -1, 2, -1, 2, -1, 2, -1, 2, -1);
            assertThat(model.encode(windows, 0)).isEmpty();
            assertThat(model.decode(codes, 0)).isEmpty();
            assertThatThrownBy(() -> model.decode(new float[3], 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("2 codes of 2 values need 4 values, got 3");
            assertThatThrownBy(() -> model.encode(new float[19], 2)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void errorsThatCannotBeComputedAreInfinite() throws Exception {
        MeanModel.write(directory, SHAPE);
        float[] windows = windows(2);
        windows[3] = Float.MAX_VALUE;
        windows[SHAPE.size()] = Float.NaN;
        try (Model model = Model.open(directory)) {
            float[] errors = new float[2];
            model.errors(windows, 2, errors);
            assertThat(errors).containsOnly(Float.POSITIVE_INFINITY);
            assertThat(model.explain(windows, 2).errors()).containsOnly(Float.POSITIVE_INFINITY);
        }
    }

    @Test
    void noWindowsIsNoWork() throws Exception {
        MeanModel.write(directory, SHAPE);
        try (Model model = Model.open(directory)) {
            model.errors(new float[0], 0, new float[0]);
            assertThat(model.explain(new float[0], 0).reconstruction()).isEmpty();
        }
    }

    @Test
    void tooFewValuesAreTheCallersMistake() throws Exception {
        MeanModel.write(directory, SHAPE);
        try (Model model = Model.open(directory)) {
            assertThatThrownBy(() -> model.errors(new float[19], 2, new float[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("2 windows of 5 × 2 need 20 values, got 19");
        }
    }

    @Test
    void afterCloseItSaysSo() throws Exception {
        MeanModel.write(directory, SHAPE);
        Model model = Model.open(directory);
        model.close();
        assertThatThrownBy(() -> model.errors(new float[10], 1, new float[1]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void severalThreadsGetTheirOwnResults() throws Exception {
        MeanModel.write(directory, SHAPE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Model model = Model.open(directory)) {
            float[] windows = windows(64);
            float[] expected = new float[64];
            model.errors(windows, 64, expected);
            List<Callable<Void>> calls = new ArrayList<>();
            for (int call = 0; call < 200; call++) {
                int count = 1 + call % 64;
                calls.add(() -> {
                    float[] errors = new float[count];
                    model.errors(windows, count, errors);
                    assertThat(errors).containsExactly(Arrays.copyOf(expected, count), within(1e-4f));
                    return null;
                });
            }
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static float[] windows(int count) {
        Random random = new Random(1);
        float[] windows = new float[count * SHAPE.size()];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = random.nextFloat(-10, 10);
        }
        return windows;
    }
}
