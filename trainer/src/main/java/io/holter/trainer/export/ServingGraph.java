// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.export;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.Signatures;
import io.holter.trainer.network.Ensemble;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Variables;
import io.holter.trainer.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The graph that is exported: the whole scorer, from windows in raw units to errors, with the {@link Signatures}. With
 * n the normalised window and r the network's answer to it, the error of a value is {@code (r − n)²} or
 * {@code |r − n|}, that of a channel the mean over its samples, and that of the window the mean over all its values,
 * of which {@link Scoring} makes the score.
 *
 * <p>The weights are variables, as TensorFlow's tools expect them in a SavedModel; constants in their place run no
 * faster once the graph is optimised. Owns native memory until closed.
 */
public final class ServingGraph implements AutoCloseable {

    /** Windows scored at once in {@link #errors}. */
    private static final int BATCH = 1024;

    private final WindowShape shape;
    private final Graph graph;
    private final Session session;
    private final Placeholder<TFloat32> windows;
    private final Operand<TFloat32> errors;
    private final Operand<TFloat32> channelErrors;
    private final Operand<TFloat32> reconstruction;
    private final Operand<TFloat32> codes;
    private final Placeholder<TFloat32> givenCodes;
    private final Operand<TFloat32> decoded;

    /**
     * Builds the graph. To be closed.
     *
     * @throws IllegalArgumentException if the weights are not those of the networks
     */
    public static ServingGraph open(
            WindowShape shape, Normalisation normalisation, Ensemble ensemble, Weights weights, Scoring scoring) {
        Graph graph = new Graph();
        Session session = null;
        try {
            session = new Session(graph, Model.inCallingThread());
            return new ServingGraph(graph, session, shape, normalisation, ensemble, weights, scoring);
        } catch (RuntimeException | Error e) {
            if (session != null) {
                session.close();
            }
            graph.close();
            throw e;
        }
    }

    private ServingGraph(
            Graph graph,
            Session session,
            WindowShape shape,
            Normalisation normalisation,
            Ensemble ensemble,
            Weights weights,
            Scoring scoring) {
        this.graph = graph;
        this.session = session;
        this.shape = shape;
        Ops tf = Ops.create(graph);
        Variables variables = new Variables(tf, session, Variables.of(weights));

        windows = placeholder(tf, Signatures.WINDOWS, shape.length(), shape.channels());
        Operand<TFloat32> flat = tf.reshape(windows, tf.constant(new int[] {-1, shape.size()}));
        Normalisation.Normalised normalised = normalisation.apply(tf, flat);
        List<Ensemble.Answer> answers = ensemble.answers(tf, variables, normalised.values(), false, 0);
        codes = tf.withName(Signatures.CODES).identity(ensemble.codes(tf, answers));
        Operand<TFloat32> answer = ensemble.reconstruction(tf, answers);
        Operand<TFloat32> deviations = scoring.error().of(tf, answer, normalised.values());
        Operand<TFloat32> windowErrors = tf.math.mean(deviations, tf.constant(1));
        errors = tf.withName(Signatures.ERRORS).identity(scoring.scores(tf, windowErrors, normalised.values()));
        channelErrors = tf.withName(Signatures.CHANNEL_ERRORS).math.mean(cube(tf, deviations), tf.constant(1));
        reconstruction = tf.withName(Signatures.RECONSTRUCTION)
                .identity(cube(tf, normalised.inverse().apply(answer)));

        givenCodes = placeholder(tf, "given_codes", ensemble.codeWidth());
        Operand<TFloat32> ofCodes = ensemble.decode(tf, variables, givenCodes);
        decoded = tf.withName("decoded")
                .identity(cube(tf, normalisation.ofCodes(tf).apply(ofCodes)));
        variables.initialise();
    }

    private static Placeholder<TFloat32> placeholder(Ops tf, String name, long... dimensions) {
        long[] batches = new long[dimensions.length + 1];
        batches[0] = Shape.UNKNOWN_SIZE;
        System.arraycopy(dimensions, 0, batches, 1, dimensions.length);
        return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(batches)));
    }

    private Operand<TFloat32> cube(Ops tf, Operand<TFloat32> flat) {
        return tf.reshape(flat, tf.constant(new int[] {-1, shape.length(), shape.channels()}));
    }

    /**
     * Scores windows.
     *
     * @return the score of each
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

    /**
     * Writes the SavedModel into a folder.
     *
     * @throws IOException if it cannot be written, for example because the disk is full
     */
    public void export(Path directory) throws IOException {
        try {
            exporter(directory).export();
        } catch (TensorFlowException e) {
            // The lines after the first are about the graph.
            throw new IOException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("no SavedModel"), e);
        }
    }

    private SavedModelBundle.Exporter exporter(Path directory) {
        return SavedModelBundle.exporter(directory.toString())
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
                        .build());
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
