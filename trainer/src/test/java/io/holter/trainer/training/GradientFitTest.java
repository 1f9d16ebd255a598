// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.set.WindowSet;
import io.holter.model.device.Device;
import io.holter.trainer.network.Activation;
import io.holter.trainer.network.AffineNormalisation;
import io.holter.trainer.network.ConvArchitecture;
import io.holter.trainer.network.ConvArchitecture.Block;
import io.holter.trainer.network.ConvArchitecture.Bottleneck;
import io.holter.trainer.network.ConvArchitecture.Down;
import io.holter.trainer.network.ConvArchitecture.Sampling;
import io.holter.trainer.network.ConvArchitecture.Up;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Output;
import io.holter.trainer.network.PlainForwardPass;
import io.holter.trainer.network.ScoreError;
import io.holter.trainer.network.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientFitTest {

    private static final WindowSet TRAINING = Waves.set(200, 1);
    private static final WindowSet HELD_OUT = Waves.set(40, 2);
    private static final Normalisation NORMALISATION =
            AffineNormalisation.standardising(Waves.SHAPE, TRAINING.windows());

    private static final ConvArchitecture CONV = new ConvArchitecture(
            List.of(8, 4),
            3,
            new Sampling(2, Down.STRIDE, Up.TRANSPOSED),
            new Bottleneck(3, false),
            new Block(Activation.RELU, false, 0));

    /** One machine and one thread take the same steps; single precision leaves room for another order of sums. */
    private static final float SAME = 1e-5f;

    static List<Arguments> learners() {
        List<Arguments> all = new ArrayList<>();
        for (Activation.Kind kind : Activation.Kind.values()) {
            Activation activation = new Activation(kind, kind == Activation.Kind.LEAKY_RELU ? 0.1 : 0);
            all.add(Arguments.of(
                    "dense " + kind,
                    settings(60, 1).with(new DenseArchitecture(List.of(8, 3), activation, Activation.LINEAR))));
        }
        all.add(Arguments.of("mae", settings(60, 1).with(objective(Normalisation.Kind.STANDARD, Loss.MAE))));
        all.add(Arguments.of("window", settings(60, 1).with(objective(Normalisation.Kind.WINDOW, Loss.MSE))));
        all.add(Arguments.of("none", settings(60, 1).with(objective(Normalisation.Kind.NONE, Loss.MSE))));
        all.add(Arguments.of("two members", settings(60, 1).withMembers(2)));
        all.add(Arguments.of("conv", settings(40, 1).with(CONV)));
        Sampling pool = new Sampling(2, Down.POOL, Up.NEAREST);
        Block block = new Block(new Activation(Activation.Kind.LEAKY_RELU, 0.2), true, 0.2);
        all.add(Arguments.of(
                "conv, pool, nearest, batch normalisation, dropout",
                settings(40, 1).with(new ConvArchitecture(List.of(8, 4), 3, pool, new Bottleneck(3, true), block))));
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void learnsWaves(String name, TrainingSettings settings) {
        List<Double> losses = new ArrayList<>();
        FitResult fit = fit(settings, (epoch, epochs, now, validation) -> losses.add(validation));
        assertThat(losses).hasSize(settings.optimisation().epochs());
        assertThat(fit.history().stream().map(FitResult.EpochLoss::validationLoss))
                .containsExactlyElementsOf(losses);
        assertThat(fit.kept()).isEqualTo(losses.size());
        assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0) / 2);
        assertThat(fit.history().get(losses.size() - 1).loss())
                .isLessThan(fit.history().get(0).loss() / 2);
    }

    /** The cross-entropy of values between 0 and 1 is not 0 at its best, where the output is the target. */
    @Test
    void learnsWavesByTheirCrossEntropy() {
        Normalisation units = AffineNormalisation.ranging(Waves.SHAPE, TRAINING.windows());
        TrainingSettings settings = settings(100, 1)
                .with(new Objective(Normalisation.Kind.MINMAX, Output.SIGMOID, Loss.BCE, ScoreError.SQUARED));
        double best = 0;
        for (float[] window : units.normalised(HELD_OUT.windows())) {
            for (float x : window) {
                best -= (x <= 0 ? 0 : x * Math.log(x) + (x >= 1 ? 0 : (1 - x) * Math.log(1 - x))) / 16 / 40;
            }
        }
        try (GradientFit fitting =
                new GradientFit(settings, Waves.GEOMETRY, units, Device.cpu().config(1))) {
            List<FitResult.EpochLoss> history =
                    fitting.fit(TRAINING, HELD_OUT, Progress.SILENT).history();
            assertThat(history.get(99).validationLoss()).isGreaterThan(best);
            assertThat(history.get(99).validationLoss() - best)
                    .isLessThan((history.get(0).validationLoss() - best) / 4);
        }
    }

    @Test
    void lossIsThatOfTheFittedNetwork() {
        TrainingSettings settings = settings(5, 1);
        FitResult fit = fit(settings, Progress.SILENT);
        PlainForwardPass plain = new PlainForwardPass(settings, Waves.GEOMETRY, NORMALISATION, fit.weights());
        double expected =
                HELD_OUT.windows().stream().mapToDouble(plain::loss).average().orElseThrow();
        assertThat(fit.history().get(4).validationLoss()).isCloseTo(expected, within(1e-5));
    }

    @Test
    void sameSeedSameModel() {
        Weights first = fit(settings(10, 4), Progress.SILENT).weights();
        Weights second = fit(settings(10, 4), Progress.SILENT).weights();
        assertThat(second.values().keySet()).isEqualTo(first.values().keySet());
        first.values()
                .forEach((name, values) -> assertThat(second.values().get(name).values())
                        .as(name)
                        .containsExactly(values.values(), within(SAME)));
    }

    /** Several threads add in another order each time: by rounding, which a thousand steps do not blow up here. */
    @Test
    void sameSeedSameConvolutions() {
        TrainingSettings settings = settings(5, 4).with(CONV);
        Map<String, Weights.Values> first = null;
        for (int run = 0; run < 2; run++) {
            try (GradientFit fitting = new GradientFit(
                    settings, Waves.GEOMETRY, NORMALISATION, Device.cpu().config(Device.AUTOMATIC_THREADS))) {
                Map<String, Weights.Values> now = fitting.fit(TRAINING, HELD_OUT, Progress.SILENT)
                        .weights()
                        .values();
                Map<String, Weights.Values> expected = first == null ? now : first;
                now.forEach((name, values) -> assertThat(values.values())
                        .as(name)
                        .containsExactly(expected.get(name).values(), within(1e-3f)));
                first = expected;
            }
        }
    }

    @Test
    void otherSeedOtherModel() {
        Weights first = fit(settings(2, 4), Progress.SILENT).weights();
        Weights second = fit(settings(2, 5), Progress.SILENT).weights();
        assertThat(first.values().get("dense1/weights").values())
                .isNotEqualTo(second.values().get("dense1/weights").values());
    }

    /** A rate that is too large at last: the validation loss falls, then jumps about. */
    @Test
    void stopsWhenItGetsNoBetterAndGoesBackToTheBest() {
        TrainingSettings settings = settings(300, 1).with(new Optimisation(300, 20, LearningRate.constant(0.05), 0, 4));
        FitResult fit = fit(settings, Progress.SILENT);
        List<Double> losses =
                fit.history().stream().map(FitResult.EpochLoss::validationLoss).toList();
        assertThat(losses).hasSizeLessThan(300).hasSize(fit.kept() + 4);
        double least = Collections.min(losses);
        assertThat(losses.get(fit.kept() - 1)).isEqualTo(least);
        assertThat(losses.get(losses.size() - 1)).isGreaterThan(least);
        PlainForwardPass plain = new PlainForwardPass(settings, Waves.GEOMETRY, NORMALISATION, fit.weights());
        double found =
                HELD_OUT.windows().stream().mapToDouble(plain::loss).average().orElseThrow();
        assertThat(found).isCloseTo(least, within(1e-5 * (1 + least)));
    }

    @Test
    void withoutPatienceTheLastWeightsStay() {
        TrainingSettings settings = settings(30, 1).with(new Optimisation(30, 20, LearningRate.constant(0.05), 0, 0));
        FitResult fit = fit(settings, Progress.SILENT);
        assertThat(fit.history()).hasSize(30);
        assertThat(fit.kept()).isEqualTo(30);
        double last = fit.history().get(29).validationLoss();
        PlainForwardPass plain = new PlainForwardPass(settings, Waves.GEOMETRY, NORMALISATION, fit.weights());
        assertThat(HELD_OUT.windows().stream()
                        .mapToDouble(plain::loss)
                        .average()
                        .orElseThrow())
                .isCloseTo(last, within(1e-5));
    }

    /** From three quarters of the steps on the rate is a millionth: nothing moves any more. */
    @Test
    void theRateGoesDownOverAllSteps() {
        LearningRate step = new LearningRate(LearningRate.Schedule.STEP, 0.01, 1e-6);
        List<FitResult.EpochLoss> history = fit(
                        settings(20, 1).with(new Optimisation(20, 20, step, 0, 0)), Progress.SILENT)
                .history();
        double changeBefore =
                Math.abs(history.get(8).validationLoss() - history.get(9).validationLoss());
        double changeBetween =
                Math.abs(history.get(13).validationLoss() - history.get(14).validationLoss());
        double changeAfter =
                Math.abs(history.get(15).validationLoss() - history.get(19).validationLoss());
        assertThat(changeBetween).isLessThan(changeBefore / 10);
        assertThat(changeAfter).isLessThan(1e-6);
    }

    /** Fitted to one wave, it knows others if it was shown that one in other places. */
    @Test
    void variedWindowsAreLearnedToo() throws IOException {
        float[] wave = TRAINING.window(0);
        float[] moved = wave.clone();
        System.arraycopy(wave, 0, moved, 3, 13);
        Arrays.fill(moved, 0, 3, wave[0]);
        WindowSet one = WindowSet.unlabelled(Waves.SHAPE, Collections.nCopies(100, wave), "wave");
        WindowSet other = WindowSet.unlabelled(Waves.SHAPE, List.of(moved), "moved");
        double[] losses = new double[2];
        for (int shift : new int[] {0, 4}) {
            Augmentation augmentation = new Augmentation(shift, 0, 0, false, 0);
            try (GradientFit fitting = fitting(settings(60, 1).with(new InputNoise(0, augmentation)))) {
                losses[shift / 4] = fitting.fit(one, other, Progress.SILENT)
                        .history()
                        .get(59)
                        .validationLoss();
            }
        }
        assertThat(losses[1]).isLessThan(losses[0] / 4);
    }

    @Test
    void saysWhenItDoesNotConverge() throws IOException {
        WindowShape shape = new WindowShape(2, 1);
        WindowSet extreme = WindowSet.unlabelled(
                shape, List.of(new float[] {-3e38f, 3e38f}, new float[] {3e38f, -3e38f}), "extreme");
        try (GradientFit fitting = new GradientFit(
                settings(3, 1),
                new Geometry(2, 1, 1),
                AffineNormalisation.none(shape),
                Device.cpu().config(1))) {
            assertThatThrownBy(() -> fitting.fit(extreme, extreme, Progress.SILENT))
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessageStartingWith("epoch 1: expected a finite loss, found training ");
        }
    }

    private static FitResult fit(TrainingSettings settings, Progress progress) {
        try (GradientFit fitting = fitting(settings)) {
            return fitting.fit(TRAINING, HELD_OUT, progress);
        }
    }

    private static GradientFit fitting(TrainingSettings settings) {
        Normalisation units = Normalisation.of(settings.objective().normalisation(), Waves.SHAPE, TRAINING.windows());
        return new GradientFit(settings, Waves.GEOMETRY, units, Device.cpu().config(1));
    }

    private static Objective objective(Normalisation.Kind kind, Loss loss) {
        return new Objective(kind, Output.LINEAR, loss, ScoreError.SQUARED);
    }

    private static TrainingSettings settings(int epochs, long seed) {
        return TrainingSettings.DEFAULT
                .with(InputNoise.NONE)
                .with(DenseArchitecture.of(8, 3))
                .with(new Optimisation(epochs, 20, LearningRate.constant(0.002), 0, 0))
                .withSeed(seed);
    }
}
