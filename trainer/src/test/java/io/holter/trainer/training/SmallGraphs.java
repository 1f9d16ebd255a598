// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.core.WindowShape;
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
import io.holter.trainer.network.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Graphs of a few numbers, and batches for them: for tests. */
final class SmallGraphs {

    static final Activation TANH = new Activation(Activation.Kind.TANH, 0);

    /** Smooth, so that differences of losses tell gradients. */
    static final ConvArchitecture CONV = conv(new Block(TANH, false, 0));

    private SmallGraphs() {}

    static ConvArchitecture conv(Block block) {
        return new ConvArchitecture(
                List.of(2), 3, new Sampling(2, Down.STRIDE, Up.TRANSPOSED), new Bottleneck(2, true), block);
    }

    static DenseArchitecture dense(Integer... hidden) {
        return new DenseArchitecture(List.of(hidden), TANH, Activation.LINEAR);
    }

    /** From 0 to 1 already. */
    static Normalisation units(Geometry geometry) {
        float[] ones = new float[geometry.channels()];
        Arrays.fill(ones, 1);
        return new AffineNormalisation(
                new WindowShape(geometry.length(), geometry.channels()),
                new float[geometry.channels()],
                ones,
                true,
                0.5f,
                "uniform");
    }

    static TrainingGraph graph(TrainingSettings settings, Geometry geometry) {
        return TrainingGraph.open(
                settings,
                GradientFit.ensemble(settings, geometry),
                units(geometry),
                geometry.size(),
                Device.cpu().config(1));
    }

    static List<float[]> uniform(Geometry geometry, int count, long seed) {
        Random random = new Random(seed);
        List<float[]> windows = new ArrayList<>();
        for (int w = 0; w < count; w++) {
            float[] window = new float[geometry.size()];
            for (int i = 0; i < window.length; i++) {
                window[i] = random.nextFloat();
            }
            windows.add(window);
        }
        return windows;
    }

    static TFloat32 tensor(List<float[]> windows) {
        int size = windows.get(0).length;
        TFloat32 tensor = TFloat32.tensorOf(Shape.of(windows.size(), size));
        for (int w = 0; w < windows.size(); w++) {
            for (int i = 0; i < size; i++) {
                tensor.setFloat(windows.get(w)[i], w, i);
            }
        }
        return tensor;
    }
}
