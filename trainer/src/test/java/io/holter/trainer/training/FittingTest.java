package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.model.device.Device;
import io.holter.trainer.data.WindowSet;
import io.holter.trainer.network.AffineNormalisation;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FittingTest {

    private static final WindowSet TRAINING = Waves.set(200, 1);
    private static final WindowSet HELD_OUT = Waves.set(40, 2);
    private static final Normalisation NORMALISATION =
            AffineNormalisation.standardising(Waves.SHAPE, TRAINING.windows());

    /** One machine and one thread take the same steps; single precision leaves room for another order of sums. */
    private static final float SAME = 1e-5f;

    @ParameterizedTest
    @EnumSource(value = Loss.class, names = "BCE", mode = EnumSource.Mode.EXCLUDE)
    void learnsWaves(Loss loss) {
        List<Double> losses = new ArrayList<>();
        Objective objective = new Objective(Normalisation.Kind.STANDARD, Output.LINEAR, loss, ScoreError.SQUARED);
        Fit fit = fit(settings(60, 1).with(objective), (epoch, epochs, now, validation) -> losses.add(validation));
        assertThat(losses).hasSize(60);
        assertThat(fit.history().stream().map(Fit.EpochLoss::validationLoss)).containsExactlyElementsOf(losses);
        assertThat(losses.get(59)).isLessThan(losses.get(0) / 2);
    }

    @Test
    void lossIsThatOfTheFittedNetwork() {
        TrainingSettings settings = settings(5, 1);
        Fit fit = fit(settings, Progress.SILENT);
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

    @Test
    void otherSeedOtherModel() {
        Weights first = fit(settings(2, 4), Progress.SILENT).weights();
        Weights second = fit(settings(2, 5), Progress.SILENT).weights();
        assertThat(first.values().get("dense1/weights").values())
                .isNotEqualTo(second.values().get("dense1/weights").values());
    }

    @Test
    void saysWhenItDoesNotConverge() throws IOException {
        WindowShape shape = new WindowShape(2, 1);
        WindowSet extreme = WindowSet.unlabelled(
                shape, List.of(new float[] {-3e38f, 3e38f}, new float[] {3e38f, -3e38f}), "extreme");
        try (Fitting fitting = new Fitting(
                settings(3, 1),
                new Geometry(2, 1, 1),
                AffineNormalisation.none(shape),
                Device.cpu().config(1))) {
            assertThatThrownBy(() -> fitting.fit(extreme, extreme, Progress.SILENT))
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessageStartingWith("epoch 1: expected a finite loss, found training ");
        }
    }

    private static Fit fit(TrainingSettings settings, Progress progress) {
        try (Fitting fitting = fitting(settings)) {
            return fitting.fit(TRAINING, HELD_OUT, progress);
        }
    }

    private static Fitting fitting(TrainingSettings settings) {
        return new Fitting(settings, Waves.GEOMETRY, NORMALISATION, Device.cpu().config(1));
    }

    private static TrainingSettings settings(int epochs, long seed) {
        return TrainingSettings.DEFAULT
                .with(DenseArchitecture.of(8, 3))
                .with(new Optimisation(epochs, 20, LearningRate.constant(0.001), 0, 0))
                .withSeed(seed);
    }
}
