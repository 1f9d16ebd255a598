// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A {@link ConvArchitecture} for windows of one geometry. A window of time is an image of one row: TensorFlow's kernels
 * go along rows many times faster than along columns.
 */
final class ConvNetwork implements Network {

    private static final List<Long> STILL = List.of(1L, 1L, 1L, 1L);

    private final ConvArchitecture settings;
    private final boolean image;
    private final int kernel;
    private final List<Geometry> stages;

    ConvNetwork(ConvArchitecture settings, Geometry geometry) {
        this.settings = settings;
        this.image = geometry.isImage();
        this.kernel = settings.kernelFor(geometry);
        Geometry lying = image ? geometry : new Geometry(1, geometry.rows(), geometry.channels());
        List<Geometry> all = new ArrayList<>(List.of(lying));
        for (int filters : settings.filters()) {
            Geometry last = all.get(all.size() - 1);
            int factor = settings.sampling().factor();
            int rows = image ? up(last.rows(), factor) : 1;
            all.add(new Geometry(rows, up(last.columns(), factor), filters));
        }
        this.stages = List.copyOf(all);
    }

    /** Rounded up, as strides and blocks do. */
    private static int up(int size, int factor) {
        return (size + factor - 1) / factor;
    }

    @Override
    public int codeWidth() {
        return settings.bottleneck().code() > 0
                ? settings.bottleneck().code()
                : smallest().size();
    }

    @Override
    public List<Integer> widths() {
        List<Integer> widths =
                new ArrayList<>(stages.stream().map(Geometry::size).toList());
        if (settings.bottleneck().code() > 0) {
            widths.add(codeWidth());
            widths.add(smallest().size());
        }
        for (int i = stages.size() - 1; i >= 1; i--) {
            widths.add(stages.get(i - 1).length() * settings.filters().get(i - 1));
        }
        widths.add(stages.get(0).size());
        return widths;
    }

    private Geometry smallest() {
        return stages.get(stages.size() - 1);
    }

    @Override
    public Operand<TFloat32> encode(Layers layers, Operand<TFloat32> windows) {
        Operand<TFloat32> x = cube(layers, windows, stages.get(0));
        boolean pool = settings.sampling().down() == ConvArchitecture.Down.POOL;
        for (int i = 1; i < stages.size(); i++) {
            String name = "down" + i;
            Shape filter = filter(stages.get(i - 1).channels(), stages.get(i).channels());
            x = layers.convolution(name, x, filter, pool ? STILL : strides(), activation());
            x = activate(layers, name, x, stages.get(i).channels());
            if (pool) {
                x = layers.maxPool(x, rowFactor(), factor());
            }
            x = layers.dropout(x, settings.block().dropout());
        }
        x = flat(layers, x, smallest().size());
        return settings.bottleneck().code() == 0
                ? x
                : layers.dense("code", x, smallest().size(), codeWidth(), Activation.LINEAR);
    }

    @Override
    public Operand<TFloat32> decode(Layers layers, Operand<TFloat32> codes) {
        Operand<TFloat32> x = codes;
        if (settings.bottleneck().code() > 0) {
            x = layers.dense("uncode", x, codeWidth(), smallest().size(), activation());
        }
        x = cube(layers, x, smallest());
        int channels = smallest().channels();
        if (settings.bottleneck().convolved()) {
            x = layers.convolution("middle", x, filter(channels, channels), STILL, activation());
            x = activate(layers, "middle", x, channels);
        }
        for (int i = stages.size() - 1; i >= 1; i--) {
            int filters = settings.filters().get(i - 1);
            x = enlarge(layers, i, x, filter(channels, filters));
            x = activate(layers, "up" + i, x, filters);
            x = layers.dropout(x, settings.block().dropout());
            channels = filters;
        }
        Shape last = filter(channels, stages.get(0).channels());
        return flat(
                layers,
                layers.last().convolution("last", x, last, STILL, Activation.LINEAR),
                stages.get(0).size());
    }

    private Operand<TFloat32> enlarge(Layers layers, int stage, Operand<TFloat32> x, Shape filter) {
        Geometry result = stages.get(stage - 1);
        String name = "up" + stage;
        if (settings.sampling().up() == ConvArchitecture.Up.NEAREST) {
            Operand<TFloat32> large = layers.enlarge(x, result.rows(), result.columns());
            return layers.convolution(name, large, filter, STILL, activation());
        }
        return layers.transposedConvolution(name, x, filter, strides(), activation(), result);
    }

    private Operand<TFloat32> activate(Layers layers, String name, Operand<TFloat32> x, int channels) {
        Operand<TFloat32> normalised =
                settings.block().batchNormalisation() ? layers.batchNormalisation(name, x, channels) : x;
        return activation().apply(layers.tf(), normalised);
    }

    private Activation activation() {
        return settings.block().activation();
    }

    private Shape filter(int in, int out) {
        return Shape.of(image ? kernel : 1, kernel, in, out);
    }

    private int factor() {
        return settings.sampling().factor();
    }

    private int rowFactor() {
        return image ? factor() : 1;
    }

    private List<Long> strides() {
        return List.of(1L, (long) rowFactor(), (long) factor(), 1L);
    }

    private static Operand<TFloat32> cube(Layers layers, Operand<TFloat32> x, Geometry geometry) {
        int[] shape = {-1, geometry.rows(), geometry.columns(), geometry.channels()};
        return layers.tf().reshape(x, layers.tf().constant(shape));
    }

    private static Operand<TFloat32> flat(Layers layers, Operand<TFloat32> x, int size) {
        return layers.tf().reshape(x, layers.tf().constant(new int[] {-1, size}));
    }
}
