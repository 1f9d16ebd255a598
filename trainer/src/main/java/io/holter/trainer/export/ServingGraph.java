package io.holter.trainer.export;

import io.holter.core.WindowShape;
import io.holter.model.Model;
import io.holter.model.Signatures;
import io.holter.trainer.data.WindowSet;
import io.holter.trainer.network.DenseNetwork;
import io.holter.trainer.network.DenseNetwork.GraphLayer;
import io.holter.trainer.network.Normalisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * The graph that is exported: the whole scorer, from windows in raw units to errors, with the {@link Signatures}. With n
 * the normalised window and r the network's answer to it, the error of a channel is the mean of {@code (r − n)²} over its
 * samples, and the error of the window the mean over all its values.
 *
 * <p>The weights are variables, as TensorFlow's tools expect them in a SavedModel; constants in their place run no faster
 * once the graph is optimised. Owns native memory until closed.
 */
public final class ServingGraph implements AutoCloseable {

    /** Windows scored at once in {@link #errors}. */
    private static final int BATCH = 1024;

    private final WindowShape shape;
    private final Graph graph = new Graph();
    private final Session session = new Session(graph, Model.inCallingThread());
    private final Placeholder<TFloat32> windows;
    private final Operand<TFloat32> errors;
    private final Operand<TFloat32> channelErrors;
    private final Operand<TFloat32> reconstruction;
    private final Operand<TFloat32> codes;
    private final Placeholder<TFloat32> givenCodes;
    private final Operand<TFloat32> decoded;

    /** Builds the graph. */
    public ServingGraph(WindowShape shape, Normalisation normalisation, DenseNetwork network) {
        this.shape = shape;
        Ops tf = Ops.create(graph);
        List<GraphLayer> layers =
                network.layers().stream().map(layer -> variables(tf, layer)).toList();
        Operand<TFloat32> offset = perValue(tf, normalisation.offsets());
        Operand<TFloat32> scale = perValue(tf, normalisation.scales());

        windows = placeholder(tf, Signatures.WINDOWS, shape.length(), shape.channels());
        Operand<TFloat32> flat = tf.reshape(windows, tf.constant(new int[] {-1, shape.size()}));
        Operand<TFloat32> normalised = tf.math.div(tf.math.sub(flat, offset), scale);
        codes = tf.withName(Signatures.CODES).identity(DenseNetwork.encode(tf, layers, normalised));
        Operand<TFloat32> answer = DenseNetwork.decode(tf, layers, codes);
        Operand<TFloat32> squares = tf.math.squaredDifference(answer, normalised);
        errors = tf.withName(Signatures.ERRORS).math.mean(squares, tf.constant(1));
        channelErrors = tf.withName(Signatures.CHANNEL_ERRORS).math.mean(cube(tf, squares), tf.constant(1));
        reconstruction = raw(tf, Signatures.RECONSTRUCTION, answer, offset, scale);

        givenCodes = placeholder(tf, "given_codes", network.codeWidth());
        decoded = raw(tf, "decoded", DenseNetwork.decode(tf, layers, givenCodes), offset, scale);
    }

    private GraphLayer variables(Ops tf, DenseNetwork.Layer layer) {
        return new GraphLayer(
                variable(tf, StdArrays.ndCopyOf(layer.weights())), variable(tf, StdArrays.ndCopyOf(layer.biases())));
    }

    /** Fed rather than initialised from a constant, which would put the weights into the graph's file a second time. */
    private Variable<TFloat32> variable(Ops tf, NdArray<Float> value) {
        Variable<TFloat32> variable = tf.variable(value.shape(), TFloat32.class);
        Placeholder<TFloat32> start = tf.placeholder(TFloat32.class, Placeholder.shape(value.shape()));
        try (TFloat32 tensor = TFloat32.tensorOf(value)) {
            session.runner()
                    .feed(start, tensor)
                    .addTarget(tf.assign(variable, start))
                    .run()
                    .close();
        }
        return variable;
    }

    private static Placeholder<TFloat32> placeholder(Ops tf, String name, long... dimensions) {
        long[] batches = new long[dimensions.length + 1];
        batches[0] = Shape.UNKNOWN_SIZE;
        System.arraycopy(dimensions, 0, batches, 1, dimensions.length);
        return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(batches)));
    }

    /** One number a channel, repeated for each sample; a scalar where there is one channel. */
    private Operand<TFloat32> perValue(Ops tf, float[] channels) {
        if (channels.length == 1) {
            return tf.constant(channels[0]);
        }
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = channels[i % channels.length];
        }
        return tf.constant(values);
    }

    private Operand<TFloat32> cube(Ops tf, Operand<TFloat32> flat) {
        return tf.reshape(flat, tf.constant(new int[] {-1, shape.length(), shape.channels()}));
    }

    private Operand<TFloat32> raw(
            Ops tf, String name, Operand<TFloat32> answer, Operand<TFloat32> offset, Operand<TFloat32> scale) {
        return tf.withName(name).identity(cube(tf, tf.math.add(tf.math.mul(answer, scale), offset)));
    }

    /**
     * Scores windows.
     *
     * @return the error of each
     */
    public double[] errors(WindowSet raw) {
        double[] all = new double[raw.size()];
        for (int from = 0; from < all.length; from += BATCH) {
            int count = Math.min(BATCH, all.length - from);
            try (TFloat32 input = TFloat32.tensorOf(Shape.of(count, shape.length(), shape.channels()))) {
                float[] values = new float[count * shape.size()];
                for (int i = 0; i < count; i++) {
                    raw.copy(from + i, values, i * shape.size());
                }
                input.asRawTensor().data().asFloats().write(values);
                float[] scores = new float[count];
                try (Result result =
                        session.runner().feed(windows, input).fetch(errors).run()) {
                    result.get(0).asRawTensor().data().asFloats().read(scores);
                }
                for (int i = 0; i < count; i++) {
                    all[from + i] = scores[i];
                }
            }
        }
        return all;
    }

    /** Writes the SavedModel into a folder. */
    public void export(Path directory) throws IOException {
        SavedModelBundle.exporter(directory.toString())
                .withSession(session)
                .withSignature(Signature.builder(Signatures.SCORE)
                        .input(Signatures.WINDOWS, windows)
                        .output(Signatures.ERRORS, errors)
                        .output(Signatures.CHANNEL_ERRORS, channelErrors)
                        .output(Signatures.RECONSTRUCTION, reconstruction)
                        .build())
                .withSignature(Signature.builder(Signatures.ENCODE)
                        .input(Signatures.WINDOWS, windows)
                        .output(Signatures.CODES, codes)
                        .build())
                .withSignature(Signature.builder(Signatures.DECODE)
                        .input(Signatures.CODES, givenCodes)
                        .output(Signatures.WINDOWS, decoded)
                        .build())
                .export();
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
