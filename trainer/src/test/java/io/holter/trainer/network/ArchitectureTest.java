// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.trainer.network.ConvArchitecture.Block;
import io.holter.trainer.network.ConvArchitecture.Bottleneck;
import io.holter.trainer.network.ConvArchitecture.Down;
import io.holter.trainer.network.ConvArchitecture.Sampling;
import io.holter.trainer.network.ConvArchitecture.Up;
import io.holter.trainer.training.TrainingSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ArchitectureTest {

    private static final Geometry ECG = new Geometry(140, 1, 1);
    private static final Block PLAIN = new Block(Activation.RELU, false, 0);

    @Test
    void denseDecoderMirrorsTheEncoder() {
        Network network = DenseArchitecture.of(32, 16, 8).network(ECG);
        assertThat(network.widths()).containsExactly(140, 32, 16, 8, 16, 32, 140);
        assertThat(network.codeWidth()).isEqualTo(8);
        assertThat(DenseArchitecture.of(3).network(new Geometry(5, 1, 2)).widths())
                .containsExactly(10, 3, 10);
        // The spiral of two values.
        assertThat(DenseArchitecture.of(10, 10, 1)
                        .network(new Geometry(2, 1, 1))
                        .widths())
                .containsExactly(2, 10, 10, 1, 10, 10, 2);
    }

    @Test
    void convolutionsGetSmallerAndLargerAgain() {
        Network network = conv(2, 8, 16, 8).network(new Geometry(144, 1, 2));
        // 144 × 2, 72 × 16, 36 × 8, dense 8, 36 × 8, 72 × 8, 144 × 16, 144 × 2.
        assertThat(network.widths()).containsExactly(288, 1152, 288, 8, 288, 576, 2304, 288);
        assertThat(network.codeWidth()).isEqualTo(8);
    }

    @Test
    void codeMayBeWhatTheLastStageGives() {
        Network network = conv(2, 0, 32, 32).network(new Geometry(28, 28, 1));
        assertThat(network.codeWidth()).isEqualTo(7 * 7 * 32);
        assertThat(network.widths()).containsExactly(784, 6272, 1568, 6272, 25088, 784);
        // Windows of time are made smaller along time alone.
        assertThat(conv(3, 0, 4).network(new Geometry(9, 1, 5)).codeWidth()).isEqualTo(3 * 4);
    }

    /** 140, 70, 35, 18; and rows and columns each by themselves. */
    @Test
    void stagesRoundUp() {
        assertThat(conv(2, 0, 16, 8, 4).network(ECG).widths()).containsExactly(140, 1120, 280, 72, 140, 560, 2240, 140);
        assertThat(conv(2, 0, 16, 8).network(new Geometry(30, 28, 1)).codeWidth())
                .isEqualTo(8 * 7 * 8);
        assertThat(conv(4, 0, 2, 2, 2).network(new Geometry(1, 1, 3)).codeWidth())
                .isEqualTo(2);
    }

    @Test
    void kernelsFitTheKindOfWindow() {
        ConvArchitecture automatic = new ConvArchitecture(
                List.of(4),
                ConvArchitecture.AUTOMATIC_KERNEL,
                new Sampling(2, Down.STRIDE, Up.TRANSPOSED),
                new Bottleneck(0, false),
                PLAIN);
        assertThat(filter(automatic, ECG)).isEqualTo(Shape.of(1, 7, 1, 4));
        assertThat(filter(automatic, new Geometry(8, 8, 3))).isEqualTo(Shape.of(3, 3, 3, 4));
        assertThat(filter(conv(2, 0, 4), ECG)).isEqualTo(Shape.of(1, 3, 1, 4));
    }

    private static Shape filter(Architecture architecture, Geometry geometry) {
        TrainingSettings settings = TrainingSettings.DEFAULT.with(architecture);
        return DrawnWeights.of(settings, geometry, 1)
                .values()
                .get("down1/weights")
                .shape();
    }

    @Test
    void componentsAreFewerThanValues() {
        assertThat(new LinearArchitecture(139).network(ECG).codeWidth()).isEqualTo(139);
        assertThatThrownBy(() -> new LinearArchitecture(140).network(ECG))
                .hasMessage("a model of 140 components keeps all of windows of 140 values: take fewer");
        assertThatThrownBy(() -> new LinearArchitecture(-1)).hasMessage("0 or more components, got -1");
        assertThat(new LinearArchitecture(0).network(ECG).widths()).containsExactly(140, 140);
        assertThat(new LinearArchitecture(2).network(ECG).widths()).containsExactly(140, 2, 140);
    }

    /** Three windows vary in two directions. */
    @Test
    void componentsThatTheWindowsDoNotHaveAreRefused() {
        WindowShape shape = new WindowShape(4, 1);
        List<float[]> three = List.of(new float[] {1, 0, 0, 0}, new float[] {0, 1, 0, 0}, new float[] {0, 0, 1, 0});
        Normalisation none = AffineNormalisation.none(shape);
        assertThat(new LinearArchitecture(2).fit(three, none).values()).containsOnlyKeys("mean", "components");
        assertThatThrownBy(() -> new LinearArchitecture(3).fit(three, none))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("principal components: expected windows that vary in 3 directions or more, found 2"
                        + " directions: take fewer components");
    }

    @Test
    void refusesImpossibleSizes() {
        assertThatThrownBy(() -> DenseArchitecture.of()).hasMessageEndingWith("got []");
        assertThatThrownBy(() -> DenseArchitecture.of(8, 0)).hasMessageEndingWith("got [8, 0]");
        assertThatThrownBy(() -> conv(2, 8)).hasMessageEndingWith("got []");
        assertThatThrownBy(() -> conv(2, 8, 4, 0)).hasMessageEndingWith("got [4, 0]");
        assertThatThrownBy(() -> conv(1, 8, 4)).hasMessage("a stage makes windows smaller by 2 or more, got 1");
        assertThatThrownBy(() -> conv(2, -1, 4)).hasMessageEndingWith("got -1");
        assertThatThrownBy(() -> new ConvArchitecture(
                        List.of(4), -1, new Sampling(2, Down.POOL, Up.NEAREST), new Bottleneck(0, false), PLAIN))
                .hasMessage("a kernel is 1 or more wide, got -1");
        for (double share : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> new Block(Activation.RELU, false, share))
                    .hasMessage("dropout lies from 0 to below 1, got " + share);
            assertThatThrownBy(() -> new Activation(Activation.Kind.LEAKY_RELU, share))
                    .hasMessage("the slope of a leaky relu lies from 0 to below 1, got " + share);
        }
        assertThatThrownBy(() -> new Ensemble(DenseArchitecture.of(1).network(ECG), 0, Output.LINEAR))
                .hasMessage("an ensemble has 1 member or more, got 0");
    }

    @Test
    void imagesHaveWholeRows() {
        assertThat(Geometry.of(new WindowShape(12, 3), 4)).isEqualTo(new Geometry(4, 3, 3));
        assertThat(Geometry.of(new WindowShape(12, 3), 0)).isEqualTo(new Geometry(12, 1, 3));
        assertThatThrownBy(() -> Geometry.of(new WindowShape(12, 3), 5))
                .hasMessage("an image of 12 pixels cannot have 5 rows of the same length");
    }

    @Test
    void settingsAreNamedAsTheirOptions() {
        Activation leaky = new Activation(Activation.Kind.LEAKY_RELU, 0.2);
        Architecture conv = new ConvArchitecture(
                List.of(32, 16),
                5,
                new Sampling(3, Down.POOL, Up.NEAREST),
                new Bottleneck(7, true),
                new Block(leaky, true, 0.5));
        assertThat(conv.settings())
                .containsEntry("filters", "32,16")
                .containsEntry("kernel", "5")
                .containsEntry("factor", "3")
                .containsEntry("down", "pool")
                .containsEntry("up", "nearest")
                .containsEntry("code", "7")
                .containsEntry("convolve-code", "true")
                .containsEntry("activation", "leaky-relu 0.2")
                .containsEntry("batch-normalisation", "true")
                .containsEntry("dropout", "0.5");
        assertThat(new DenseArchitecture(List.of(4, 2), leaky, Activation.LINEAR).settings())
                .containsEntry("hidden", "4,2")
                .containsEntry("activation", "leaky-relu 0.2")
                .containsEntry("code-activation", "linear");
        assertThat(new LinearArchitecture(0).settings()).isEmpty();
        assertThat(new LinearArchitecture(3).settings()).containsEntry("components", "3");
        assertThat(List.of(conv.name(), new LinearArchitecture(0).name(), new LinearArchitecture(3).name()))
                .containsExactly("conv", "mean", "pca");
    }

    private static ConvArchitecture conv(int factor, int code, Integer... filters) {
        return new ConvArchitecture(
                List.of(filters),
                3,
                new Sampling(factor, Down.STRIDE, Up.TRANSPOSED),
                new Bottleneck(code, false),
                PLAIN);
    }
}
