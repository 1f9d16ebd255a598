package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.trainer.data.WindowSet;
import io.holter.trainer.network.DenseNetwork;
import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.PlainForwardPass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FittingTest {

    private static final WindowShape SHAPE = new WindowShape(16, 1);
    private static final List<float[]> TRAINING = waves(200, new Random(1));
    private static final List<float[]> HELD_OUT = waves(40, new Random(2));
    private static final Normalisation NORMALISATION = Normalisation.standardising(SHAPE, TRAINING);

    /** One machine and one thread take the same steps; single precision leaves room for another order of sums. */
    private static final float SAME = 1e-5f;

    @ParameterizedTest
    @EnumSource(Loss.class)
    void learnsWaves(Loss loss) {
        List<Double> losses = new ArrayList<>();
        Fit fit = fit(settings(60, 1, loss), (epoch, epochs, training, validation) -> losses.add(validation));
        assertThat(losses).hasSize(60);
        assertThat(fit.validationLoss()).isEqualTo(losses.get(59)).isLessThan(losses.get(0) / 2);
    }

    @Test
    void lossIsThatOfTheFittedNetwork() {
        Fit fit = fit(settings(5, 1, Loss.MSE), Progress.SILENT);
        PlainForwardPass plain = new PlainForwardPass(NORMALISATION, fit.network());
        double expected = HELD_OUT.stream().mapToDouble(plain::error).average().orElseThrow();
        assertThat(fit.validationLoss()).isCloseTo(expected, within(1e-5));
    }

    @Test
    void sameSeedSameModel() {
        DenseNetwork first = fit(settings(10, 4, Loss.MSE), Progress.SILENT).network();
        DenseNetwork second = fit(settings(10, 4, Loss.MSE), Progress.SILENT).network();
        for (int l = 0; l < first.layers().size(); l++) {
            assertThat(second.layers().get(l).biases())
                    .containsExactly(first.layers().get(l).biases(), within(SAME));
            for (int i = 0; i < first.layers().get(l).weights().length; i++) {
                assertThat(second.layers().get(l).weights()[i])
                        .containsExactly(first.layers().get(l).weights()[i], within(SAME));
            }
        }
    }

    @Test
    void otherSeedOtherModel() {
        DenseNetwork first = fit(settings(2, 4, Loss.MSE), Progress.SILENT).network();
        DenseNetwork second = fit(settings(2, 5, Loss.MSE), Progress.SILENT).network();
        assertThat(first.layers().get(0).weights()[0])
                .isNotEqualTo(second.layers().get(0).weights()[0]);
    }

    @Test
    void saysWhenItDoesNotConverge() {
        List<float[]> extreme = List.of(new float[] {-3e38f, 3e38f}, new float[] {3e38f, -3e38f});
        Normalisation none = new Normalisation(new float[1], new float[] {1});
        assertThatThrownBy(() ->
                        new Fitting(settings(3, 1, Loss.MSE), none, Progress.SILENT).fit(set(extreme), set(extreme)))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith("epoch 1: expected a finite loss, found training ");
    }

    private static Fit fit(TrainingSettings settings, Progress progress) {
        return new Fitting(settings, NORMALISATION, progress).fit(set(TRAINING), set(HELD_OUT));
    }

    private static WindowSet set(List<float[]> windows) {
        try {
            return WindowSet.unlabelled(new WindowShape(windows.get(0).length, 1), windows, "waves");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrainingSettings settings(int epochs, long seed, Loss loss) {
        return new TrainingSettings(List.of(8, 3), loss, epochs, 20, 0.2, seed);
    }

    private static List<float[]> waves(int count, Random random) {
        List<float[]> waves = new ArrayList<>();
        for (int w = 0; w < count; w++) {
            double phase = random.nextDouble() * 2 * Math.PI;
            float[] wave = new float[SHAPE.size()];
            for (int t = 0; t < wave.length; t++) {
                wave[t] = (float) (3 + Math.sin(phase + t * 2 * Math.PI / wave.length));
            }
            waves.add(wave);
        }
        return waves;
    }
}
