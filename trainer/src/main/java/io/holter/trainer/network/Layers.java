// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.random.RandomUniform;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The layers that networks are made of. Images and windows of time are [−1, rows, columns, channels]; filters are
 * [rows, columns, channels in, channels out].
 */
public final class Layers {

    private static final String SAME = "SAME";
    private static final float MOMENTUM = 0.99f;
    private static final float EPSILON = 1e-3f;
    private static final double HALF = 0.5;
    private static final Parameters.Start ZERO = new Parameters.Start(0, 0);
    private static final Parameters.Start ONE = new Parameters.Start(1, 0);

    private final Ops tf;
    private final Parameters parameters;
    private final String prefix;
    private final boolean training;
    private final Parameters.Role biases;
    private long seed;

    /**
     * Layers in a graph.
     *
     * @param prefix begins the name of each variable: tells the members of an ensemble apart
     * @param training whether units drop out and batches are normalised by their own statistics
     * @param seed what units drop out
     */
    public Layers(Ops tf, Parameters parameters, String prefix, boolean training, long seed) {
        this(tf, parameters, prefix, training, seed, Parameters.Role.BIAS);
    }

    private Layers(Ops tf, Parameters parameters, String prefix, boolean training, long seed, Parameters.Role biases) {
        this.biases = biases;
        this.tf = tf;
        this.parameters = parameters;
        this.prefix = prefix;
        this.training = training;
        this.seed = seed;
    }

    /** For the decoder's last layer: the same, with biases that start where the mean of the data is. */
    Layers last() {
        return new Layers(tf, parameters, prefix, training, seed, Parameters.Role.LEVEL);
    }

    /** TensorFlow's operations, for whatever needs no parameters. */
    public Ops tf() {
        return tf;
    }

    /** A variable that starts at 0 in every graph and that training leaves alone. */
    Operand<TFloat32> fixed(String name, Shape shape) {
        return parameters.get(prefix + name, shape, Parameters.Role.STATISTIC, ZERO);
    }

    /** {@code activation(x·W + b)}: from [−1, inputs] to [−1, outputs]. */
    Operand<TFloat32> dense(String name, Operand<TFloat32> x, int inputs, int outputs, Activation activation) {
        return dense(name, x, inputs, outputs, activation, Math.sqrt(activation.gain() / inputs));
    }

    /**
     * The same from small weights: half of what keeps the variance of values and gradients (Glorot and Bengio, AISTATS
     * 2010). From small weights a network finds the directions in which windows vary most before any other; from large
     * ones it learns the training windows by heart (Woodworth et al., <em>Kernel and Rich Regimes in Overparametrized
     * Models</em>, COLT 2020). Figures: {@code src/site/decisions/0016-small-first-weights.md}.
     */
    Operand<TFloat32> denseFromSmall(String name, Operand<TFloat32> x, int inputs, int outputs, Activation activation) {
        return dense(name, x, inputs, outputs, activation, HALF * Math.sqrt(2.0 / (inputs + outputs)));
    }

    private Operand<TFloat32> dense(
            String name, Operand<TFloat32> x, int inputs, int outputs, Activation activation, double deviation) {
        Operand<TFloat32> weights = weights(name, Shape.of(inputs, outputs), deviation);
        return activation.apply(tf, tf.nn.biasAdd(tf.linalg.matMul(x, weights), biases(name, outputs)));
    }

    /**
     * Convolution, padded so that a stride of 1 keeps rows and columns.
     *
     * @param filter rows, columns, channels in, channels out
     * @param follows the activation that follows, which decides how the weights start
     */
    Operand<TFloat32> convolution(
            String name, Operand<TFloat32> x, Shape filter, List<Long> strides, Activation follows) {
        long inputs = filter.get(0) * filter.get(1) * filter.get(2);
        Operand<TFloat32> weights = weights(name, filter, Math.sqrt(follows.gain() / inputs));
        return tf.nn.biasAdd(tf.nn.conv2d(x, weights, strides, SAME), biases(name, filter.get(3)));
    }

    /**
     * Transposed convolution: multiplies rows and columns by the strides.
     *
     * @param filter rows, columns, channels in, channels out
     * @param result rows and columns of what comes out
     */
    Operand<TFloat32> transposedConvolution(
            String name, Operand<TFloat32> x, Shape filter, List<Long> strides, Activation follows, Geometry result) {
        // Each result is met by so many inputs, as the strides leave gaps between them.
        long inputs = Math.max(
                filter.get(2), filter.get(0) * filter.get(1) * filter.get(2) / (strides.get(1) * strides.get(2)));
        // The operation is the gradient of a convolution: what it gives stands before what it takes.
        Shape gradient = Shape.of(filter.get(0), filter.get(1), filter.get(3), filter.get(2));
        Operand<TFloat32> weights = weights(name, gradient, Math.sqrt(follows.gain() / inputs));
        Operand<TInt32> sizes = tf.stack(List.of(
                count(x),
                tf.constant(result.rows()),
                tf.constant(result.columns()),
                tf.constant(Math.toIntExact(filter.get(3)))));
        return tf.nn.biasAdd(tf.nn.conv2dBackpropInput(sizes, weights, x, strides, SAME), biases(name, filter.get(3)));
    }

    /** The greatest of each block. */
    Operand<TFloat32> maxPool(Operand<TFloat32> x, int rows, int columns) {
        Operand<TInt32> block = tf.constant(new int[] {1, rows, columns, 1});
        return tf.nn.maxPool(x, block, block, SAME);
    }

    /** Each value repeated, to so many rows and columns. */
    Operand<TFloat32> enlarge(Operand<TFloat32> x, int rows, int columns) {
        return tf.image.resizeNearestNeighbor(x, tf.constant(new int[] {rows, columns}));
    }

    /**
     * Batch normalisation per channel (Ioffe and Szegedy, ICML 2015): by the statistics of the batch while training, by
     * their moving averages afterwards.
     */
    Operand<TFloat32> batchNormalisation(String name, Operand<TFloat32> x, long channels) {
        Shape shape = Shape.of(channels);
        Operand<TFloat32> scale = parameters.get(prefix + name + "/scale", shape, Parameters.Role.BIAS, ONE);
        Operand<TFloat32> shift = parameters.get(prefix + name + "/shift", shape, Parameters.Role.BIAS, ZERO);
        String meanName = prefix + name + "/mean";
        String varianceName = prefix + name + "/variance";
        Operand<TFloat32> mean = parameters.get(meanName, shape, Parameters.Role.STATISTIC, ZERO);
        Operand<TFloat32> variance = parameters.get(varianceName, shape, Parameters.Role.STATISTIC, ONE);
        FusedBatchNorm.Options[] options = {FusedBatchNorm.epsilon(EPSILON), FusedBatchNorm.isTraining(training)};
        if (!training) {
            return tf.nn.fusedBatchNorm(x, scale, shift, mean, variance, options)
                    .y();
        }
        Operand<TFloat32> none = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> batch = tf.nn.fusedBatchNorm(x, scale, shift, none, none, options);
        parameters.update(meanName, moving(mean, batch.batchMean()));
        parameters.update(varianceName, moving(variance, batch.batchVariance()));
        return batch.y();
    }

    /**
     * Sets a share of the values to 0 while training, and enlarges the others so that the expected sum stays
     * (Srivastava et al., JMLR 2014).
     */
    Operand<TFloat32> dropout(Operand<TFloat32> x, double share) {
        if (!training || share == 0) {
            return x;
        }
        float kept = (float) (1 - share);
        Operand<TFloat32> draws = tf.random.randomUniform(
                tf.shape(x), TFloat32.class, RandomUniform.seed(++seed), RandomUniform.seed2(seed * 31));
        Operand<TFloat32> mask = tf.math.floor(tf.math.add(draws, tf.constant(kept)));
        return tf.math.mul(x, tf.math.div(mask, tf.constant(kept)));
    }

    /** The number of windows in x, known when the graph runs. */
    private Operand<TInt32> count(Operand<TFloat32> x) {
        Operand<TInt32> first = tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        return tf.reshape(first, tf.constant(new int[0]));
    }

    private Operand<TFloat32> moving(Operand<TFloat32> average, Operand<TFloat32> now) {
        return tf.math.add(tf.math.mul(average, tf.constant(MOMENTUM)), tf.math.mul(now, tf.constant(1 - MOMENTUM)));
    }

    private Operand<TFloat32> weights(String name, Shape shape, double deviation) {
        return parameters.get(
                prefix + name + "/weights", shape, Parameters.Role.WEIGHT, new Parameters.Start(0, deviation));
    }

    private Operand<TFloat32> biases(String name, long outputs) {
        return parameters.get(prefix + name + "/biases", Shape.of(outputs), biases, ZERO);
    }
}
