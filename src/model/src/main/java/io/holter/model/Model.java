// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.model.device.Device;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * A model directory, opened, checked and ready to run. Thread-safe: several threads may run it at once, each in its own
 * call. Owns native memory until closed; {@link #close()} waits for calls that are under way, and later calls throw
 * {@link IllegalStateException}.
 *
 * <p>The graph runs in the thread that calls: TensorFlow's own thread pools, with their hand-over from thread to
 * thread, cost more than a network of this size, and a job brings its own parallelism.
 */
public final class Model implements AutoCloseable {

    private final ModelCard card;
    private final WindowShape shape;
    private final SavedModelBundle bundle;
    private final Session session;
    private final Output<?> windows;
    private final Output<?> errors;
    private final Output<?> channelErrors;
    private final Output<?> reconstruction;
    private final EncoderDecoder codes;

    private Model(ModelCard card, WindowShape shape, SavedModelBundle bundle, SignatureCheck signatures) {
        this.card = card;
        this.shape = shape;
        this.bundle = bundle;
        this.session = bundle.session();
        this.windows = signatures.input(Signatures.SCORE, Signatures.WINDOWS);
        this.errors = signatures.output(Signatures.SCORE, Signatures.ERRORS);
        this.channelErrors = signatures.output(Signatures.SCORE, Signatures.CHANNEL_ERRORS);
        this.reconstruction = signatures.output(Signatures.SCORE, Signatures.RECONSTRUCTION);
        this.codes = new EncoderDecoder(shape, session, signatures);
    }

    /**
     * Opens a model directory: reads the card, checks it, the SavedModel's hash and its operations, loads the SavedModel,
     * holds its signatures against the card and scores a window of zeros and what the model makes of it. Whatever was
     * opened is closed again on failure.
     *
     * @throws WrongArtefactException if the directory is no model, or card and SavedModel disagree
     * @throws IOException if it cannot be read
     */
    public static Model open(Path directory) throws IOException {
        return open(directory, OperationRules.USUAL);
    }

    /** As {@link #open(Path)}, with other operations admitted. */
    public static Model open(Path directory, OperationRules rules) throws IOException {
        return open(directory, rules, inCallingThread());
    }

    /** As {@link #open(Path)}, with a TensorFlow session of another configuration: for measuring what that costs. */
    public static Model open(Path directory, ConfigProto configuration) throws IOException {
        return open(directory, OperationRules.USUAL, configuration);
    }

    private static Model open(Path place, OperationRules rules, ConfigProto configuration) throws IOException {
        // A link may be exchanged at any moment; card, hash and graph are of one model.
        Path directory = Files.isSymbolicLink(place) && Files.exists(place) ? place.toRealPath() : place;
        ModelCard card = ModelDirectory.readCard(directory);
        WindowShape shape = CardCheck.check(directory.resolve(ModelDirectory.CARD), card);
        requireSameHash(directory, card);
        GraphCheck.check(directory.resolve(ModelDirectory.SAVED_MODEL), rules);
        SavedModelBundle bundle = load(directory, configuration);
        try {
            SignatureCheck signatures = new SignatureCheck(
                    directory.resolve(ModelDirectory.SAVED_MODEL).toString(), bundle);
            signatures.check(shape);
            CardCheck.checkCodeWidth(directory.resolve(ModelDirectory.CARD), card, signatures.codeWidth());
            Model model = new Model(card, shape, bundle, signatures);
            model.tryOut(directory);
            return model;
        } catch (RuntimeException | Error e) {
            bundle.close();
            throw e;
        }
    }

    /**
     * A TensorFlow session that runs its graph on the processor, in the thread that calls, without a pool of its own.
     */
    public static ConfigProto inCallingThread() {
        return Device.cpu().config(1);
    }

    /** The card. Shared: not to be changed. */
    public ModelCard card() {
        return card;
    }

    /** The geometry of the windows that this model takes. */
    public WindowShape shape() {
        return shape;
    }

    /**
     * Scores windows: the hot path, which computes nothing but the errors.
     *
     * @param windows float[count × length × channels] or longer, raw units, window after window, each time-major
     * @param count windows to score, 0 or more
     * @param errors receives the error of each window in normalised, dimensionless units at 0 to count − 1; NaN, which
     *     windows with values beyond float's range can lead to, becomes +∞
     */
    public void errors(float[] windows, int count, float[] errors) {
        if (count == 0) {
            return;
        }
        requireRoom(windows, count);
        try (TFloat32 input = tensor(windows, count, shape);
                Result result = session.runner()
                        .feed(this.windows, input)
                        .fetch(this.errors)
                        .run()) {
            read(result, 0, errors, count);
        }
        replaceNaN(errors, count);
    }

    /**
     * Explains windows: errors, errors of the channels, and what the model expected.
     *
     * @param windows as for {@link #errors}
     * @param count windows to explain, 0 or more
     */
    public Explanation explain(float[] windows, int count) {
        float[] errors = new float[count];
        float[] channelErrors = new float[Math.multiplyExact(count, shape.channels())];
        float[] reconstruction = new float[Math.multiplyExact(count, shape.size())];
        if (count == 0) {
            return new Explanation(errors, channelErrors, reconstruction);
        }
        requireRoom(windows, count);
        try (TFloat32 input = tensor(windows, count, shape);
                Result result = session.runner()
                        .feed(this.windows, input)
                        .fetch(this.errors)
                        .fetch(this.channelErrors)
                        .fetch(this.reconstruction)
                        .run()) {
            read(result, 0, errors, errors.length);
            read(result, 1, channelErrors, channelErrors.length);
            read(result, 2, reconstruction, reconstruction.length);
        }
        replaceNaN(errors, errors.length);
        replaceNaN(channelErrors, channelErrors.length);
        return new Explanation(errors, channelErrors, reconstruction);
    }

    /** K, the values of a code; 0 for a model without codes. */
    public int codeWidth() {
        return codes.width();
    }

    /**
     * Encodes windows.
     *
     * @param windows as for {@link #errors}
     * @param count windows to encode, 0 or more
     * @return their codes, float[count × K], code after code
     * @throws IllegalArgumentException if the model has no codes
     */
    public float[] encode(float[] windows, int count) {
        requireRoom(windows, count);
        return codes.encode(windows, count);
    }

    /**
     * Decodes codes.
     *
     * @param codes float[count × K] or longer, code after code
     * @param count codes to decode, 0 or more
     * @return windows, float[count × length × channels], raw units, each time-major
     * @throws IllegalArgumentException if the model has no codes
     */
    public float[] decode(float[] codes, int count) {
        return this.codes.decode(codes, count);
    }

    /** Gives the native memory back. */
    @Override
    public void close() {
        bundle.close();
    }

    private void requireRoom(float[] windows, int count) {
        if (count < 0 || windows.length < Math.multiplyExact(count, shape.size())) {
            throw new IllegalArgumentException(count + " windows of " + shape.length() + " × " + shape.channels()
                    + " need " + (long) count * shape.size() + " values, got " + windows.length);
        }
    }

    static TFloat32 tensor(float[] windows, int count, WindowShape shape) {
        TFloat32 tensor = TFloat32.tensorOf(Shape.of(count, shape.length(), shape.channels()));
        // Writing to the raw tensor is one copy of memory; the typed views go through more layers.
        tensor.asRawTensor().data().asFloats().write(windows, 0, count * shape.size());
        return tensor;
    }

    static void read(Result result, int index, float[] into, int count) {
        result.get(index).asRawTensor().data().asFloats().read(into, 0, count);
    }

    private static void replaceNaN(float[] errors, int count) {
        for (int i = 0; i < count; i++) {
            if (errors[i] != errors[i]) {
                errors[i] = Float.POSITIVE_INFINITY;
            }
        }
    }

    private static void requireSameHash(Path directory, ModelCard card) throws IOException {
        Path file = directory.resolve(ModelDirectory.SAVED_MODEL);
        if (!Files.isRegularFile(file)) {
            throw new WrongArtefactException(
                    directory.toString(),
                    "a model directory with a " + ModelDirectory.SAVED_MODEL,
                    "no such file in it");
        }
        String hash = ModelDirectory.savedModelHash(directory);
        if (!hash.equals(card.getSavedModelSha256())) {
            throw new WrongArtefactException(
                    directory.toString(),
                    "the SavedModel that the card was written for, SHA-256 " + card.getSavedModelSha256(),
                    hash);
        }
    }

    private static SavedModelBundle load(Path directory, ConfigProto configuration) {
        try {
            return SavedModelBundle.loader(directory.toString())
                    .withConfigProto(configuration)
                    .load();
        } catch (TensorFlowException | IllegalArgumentException e) {
            throw new WrongArtefactException(
                    directory.resolve(ModelDirectory.SAVED_MODEL).toString(),
                    "a SavedModel that TensorFlow can load",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("another file"),
                    e);
        }
    }

    /** Scores zeros, and the window that the model expects in their place, which is as usual as any can be. */
    private void tryOut(Path directory) {
        try {
            float[] expected = requireFinite(directory, new float[shape.size()], "a window of zeros");
            requireFinite(directory, expected, "the window that it expects");
        } catch (TensorFlowException e) {
            throw new WrongArtefactException(
                    directory.resolve(ModelDirectory.SAVED_MODEL).toString(),
                    "a graph that scores a window of zeros",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("an error"),
                    e);
        }
    }

    private float[] requireFinite(Path directory, float[] window, String what) {
        float[] score = new float[1];
        errors(window, 1, score);
        Explanation explanation = explain(window, 1);
        for (float[] found :
                List.of(score, explanation.errors(), explanation.channelErrors(), explanation.reconstruction())) {
            for (float value : found) {
                if (!Float.isFinite(value)) {
                    throw new WrongArtefactException(
                            directory.resolve(ModelDirectory.SAVED_MODEL).toString(),
                            "finite errors of " + what,
                            value > 0 && found != explanation.reconstruction()
                                    ? "one that is infinite or not a number"
                                    : String.valueOf(value));
                }
            }
        }
        return explanation.reconstruction();
    }
}
