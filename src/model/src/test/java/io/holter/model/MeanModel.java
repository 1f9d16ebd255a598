// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import io.holter.core.WindowShape;
import io.holter.core.threshold.ErrorProfile;
import io.holter.schemas.Channel;
import io.holter.schemas.ErrorSketch;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The smallest real model there is: it expects every channel to stay at its mean. Raw values x are normalised to
 * {@code (x − 1) / 2}, so the error of a channel is its (population) variance / 4, that of a window their mean, and
 * each code the mean of a channel in normalised units. For tests.
 */
public final class MeanModel {

    /** The card's threshold. */
    public static final double THRESHOLD = 0.5;

    private static final float OFFSET = 1;
    private static final float SCALE = 2;

    private MeanModel() {}

    /** Writes the model directory for windows of this shape; the card's sketch is of errors 0.01 to 0.30. */
    public static ModelCard write(Path directory, WindowShape shape) throws IOException {
        writeSavedModel(directory, shape);
        ErrorProfile profile = ErrorProfile.of(
                IntStream.rangeClosed(1, 30).mapToDouble(i -> i / 100.0).toArray());
        ModelCard card = ModelCard.newBuilder()
                .setName("mean")
                .setVersion("1")
                .setCreated(Instant.ofEpochSecond(1_700_000_000))
                .setLength(shape.length())
                .setChannels(IntStream.range(0, shape.channels())
                        .mapToObj(c -> new Channel("channel" + c, "mV"))
                        .toList())
                .setSampleRate(250)
                .setArchitecture("mean")
                .setLayers(List.of(shape.size(), shape.channels(), shape.size()))
                .setErrors(ErrorSketch.newBuilder()
                        .setCount(profile.count())
                        .setMean(profile.mean())
                        .setStandardDeviation(profile.standardDeviation())
                        .setQuantileLevels(
                                Arrays.stream(profile.levels()).boxed().toList())
                        .setQuantiles(Arrays.stream(profile.quantiles()).boxed().toList())
                        .build())
                .setThreshold(THRESHOLD)
                .setThresholdRule("set by hand")
                .setSavedModelSha256(ModelDirectory.savedModelHash(directory))
                .build();
        ModelDirectory.writeCard(directory, card);
        return card;
    }

    /** Writes the SavedModel alone. */
    static void writeSavedModel(Path directory, WindowShape shape) throws IOException {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Shape windowShape = Shape.of(Shape.UNKNOWN_SIZE, shape.length(), shape.channels());
            Placeholder<TFloat32> windows = tf.placeholder(TFloat32.class, Placeholder.shape(windowShape));
            Operand<TFloat32> normalised = tf.math.div(tf.math.sub(windows, tf.constant(OFFSET)), tf.constant(SCALE));
            Operand<TFloat32> codes = tf.math.mean(normalised, tf.constant(1));
            Operand<TFloat32> constant = tf.expandDims(codes, tf.constant(1));
            Operand<TFloat32> channelErrors =
                    tf.math.mean(tf.math.squaredDifference(normalised, constant), tf.constant(1));
            Operand<TFloat32> errors = tf.math.mean(channelErrors, tf.constant(1));
            Operand<TFloat32> reconstruction = raw(tf, constant, shape);
            Placeholder<TFloat32> givenCodes =
                    tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, shape.channels())));
            Operand<TFloat32> decoded = raw(tf, tf.expandDims(givenCodes, tf.constant(1)), shape);
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
    }

    /** From [−1, 1, C] normalised to [−1, L, C] raw. */
    private static Operand<TFloat32> raw(Ops tf, Operand<TFloat32> means, WindowShape shape) {
        Operand<TFloat32> repeated = tf.tile(means, tf.constant(new int[] {1, shape.length(), 1}));
        return tf.math.add(tf.math.mul(repeated, tf.constant(SCALE)), tf.constant(OFFSET));
    }
}
