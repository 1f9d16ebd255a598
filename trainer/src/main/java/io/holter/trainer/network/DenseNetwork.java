package io.holter.trainer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A dense encoder–decoder, as plain arrays: rectified linear units in all layers but the last, which is linear; the
 * layer in the middle gives the code.
 *
 * @param layers from the input to the reconstruction, an even number of them
 */
public record DenseNetwork(List<Layer> layers) {

    /**
     * A layer {@code y = x·W + b}.
     *
     * @param weights W, float[inputs][outputs]
     * @param biases b, float[outputs]
     */
    public record Layer(float[][] weights, float[] biases) {}

    /**
     * The same layer in a graph.
     *
     * @param weights [inputs, outputs]
     * @param biases [outputs]
     */
    public record GraphLayer(Operand<TFloat32> weights, Operand<TFloat32> biases) {}

    public DenseNetwork {
        if (layers.isEmpty() || layers.size() % 2 != 0) {
            throw new IllegalArgumentException("an encoder and a decoder of as many layers, got " + layers.size());
        }
        layers = List.copyOf(layers);
    }

    /**
     * A network that has learned nothing yet: weights drawn from a normal distribution with variance 2 / inputs (He et
     * al., <em>Delving deep into rectifiers</em>, ICCV 2015), biases 0. The same seed gives the same network.
     *
     * @param size values of a window
     * @param hidden widths of the encoder's layers, the last being the code; the decoder mirrors them
     */
    public static DenseNetwork random(int size, List<Integer> hidden, long seed) {
        Random random = new Random(seed);
        List<Integer> widths = widths(size, hidden);
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < widths.size(); i++) {
            double spread = Math.sqrt((i < widths.size() - 1 ? 2.0 : 1.0) / widths.get(i - 1));
            float[][] weights = new float[widths.get(i - 1)][widths.get(i)];
            for (float[] row : weights) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = (float) (spread * random.nextGaussian());
                }
            }
            layers.add(new Layer(weights, new float[widths.get(i)]));
        }
        return new DenseNetwork(layers);
    }

    private static List<Integer> widths(int size, List<Integer> hidden) {
        List<Integer> widths = new ArrayList<>();
        widths.add(size);
        widths.addAll(hidden);
        for (int i = hidden.size() - 2; i >= 0; i--) {
            widths.add(hidden.get(i));
        }
        widths.add(size);
        return widths;
    }

    /** Widths of all layers from the input to the reconstruction. */
    public List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        widths.add(layers.get(0).weights().length);
        layers.forEach(layer -> widths.add(layer.biases().length));
        return widths;
    }

    /** Width of the code. */
    public int codeWidth() {
        return layers.get(layers.size() / 2 - 1).biases().length;
    }

    /** The encoder in a graph: from [−1, size] normalised to [−1, code width]. */
    public static Operand<TFloat32> encode(Ops tf, List<GraphLayer> layers, Operand<TFloat32> input) {
        Operand<TFloat32> x = input;
        for (GraphLayer layer : layers.subList(0, layers.size() / 2)) {
            x = tf.nn.relu(apply(tf, layer, x));
        }
        return x;
    }

    /** The decoder in a graph: from [−1, code width] to [−1, size] normalised. */
    public static Operand<TFloat32> decode(Ops tf, List<GraphLayer> layers, Operand<TFloat32> codes) {
        Operand<TFloat32> x = codes;
        for (GraphLayer layer : layers.subList(layers.size() / 2, layers.size() - 1)) {
            x = tf.nn.relu(apply(tf, layer, x));
        }
        return apply(tf, layers.get(layers.size() - 1), x);
    }

    private static Operand<TFloat32> apply(Ops tf, GraphLayer layer, Operand<TFloat32> x) {
        return tf.nn.biasAdd(tf.linalg.matMul(x, layer.weights()), layer.biases());
    }
}
