// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.tensorflow.Output;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;
import org.tensorflow.Signature.TensorDescription;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/** The check that the signatures of a SavedModel, and the tensors that they name, agree with a card. */
final class SignatureCheck {

    private final String where;
    private final SavedModelBundle bundle;
    private final Map<String, Signature> signatures;

    /**
     * Takes a look at a SavedModel; owns nothing of it.
     *
     * @param where path, for messages
     */
    SignatureCheck(String where, SavedModelBundle bundle) {
        this.where = where;
        this.bundle = bundle;
        this.signatures = bundle.signatures().stream().collect(Collectors.toMap(Signature::key, s -> s));
    }

    /** Checks every tensor of the three signatures: name, type, shape. */
    void check(WindowShape shape) {
        Shape windows = Shape.of(Shape.UNKNOWN_SIZE, shape.length(), shape.channels());
        require(Signatures.SCORE, true, Signatures.WINDOWS, windows);
        require(Signatures.SCORE, false, Signatures.ERRORS, Shape.of(Shape.UNKNOWN_SIZE));
        require(Signatures.SCORE, false, Signatures.CHANNEL_ERRORS, Shape.of(Shape.UNKNOWN_SIZE, shape.channels()));
        require(Signatures.SCORE, false, Signatures.RECONSTRUCTION, windows);
        require(Signatures.ENCODE, true, Signatures.WINDOWS, windows);
        Shape codes = Shape.of(Shape.UNKNOWN_SIZE, codeWidth());
        require(Signatures.ENCODE, false, Signatures.CODES, codes);
        require(Signatures.DECODE, true, Signatures.CODES, codes);
        require(Signatures.DECODE, false, Signatures.WINDOWS, windows);
    }

    /** K, the values of a code, as the signature that encodes has it: 0 or more. */
    int codeWidth() {
        Shape found = describe(Signatures.ENCODE, false, Signatures.CODES).shape;
        if (found.numDimensions() != 2 || found.get(1) == Shape.UNKNOWN_SIZE) {
            throw new WrongArtefactException(
                    where,
                    "output '" + Signatures.CODES + "' of signature '" + Signatures.ENCODE + "' as [-1, K], K known",
                    found.toString());
        }
        return Math.toIntExact(found.get(1));
    }

    /** The tensor that a signature names as an input. */
    Output<?> input(String signature, String name) {
        return tensor(signature, describe(signature, true, name));
    }

    /** The tensor that a signature names as an output. */
    Output<?> output(String signature, String name) {
        return tensor(signature, describe(signature, false, name));
    }

    private void require(String signature, boolean input, String name, Shape shape) {
        TensorDescription described = describe(signature, input, name);
        Output<?> tensor = tensor(signature, described);
        String expected = (input ? "input '" : "output '") + name + "' of signature '" + signature + "' as "
                + DataType.DT_FLOAT + " " + shape;
        if (described.dataType != DataType.DT_FLOAT || !sameDimensions(described.shape, shape)) {
            throw new WrongArtefactException(where, expected, described.dataType + " " + described.shape);
        }
        if (tensor.dataType() != DataType.DT_FLOAT || !tensor.shape().isCompatibleWith(shape)) {
            throw new WrongArtefactException(
                    where, expected, "in the graph " + tensor.dataType() + " " + tensor.shape());
        }
    }

    /** Shape's own equals holds unknown dimensions for different. */
    private static boolean sameDimensions(Shape a, Shape b) {
        return Arrays.equals(a.asArray(), b.asArray());
    }

    private TensorDescription describe(String signature, boolean input, String name) {
        Signature found = signatures.get(signature);
        if (found == null) {
            throw new WrongArtefactException(
                    where, "a signature '" + signature + "'", "signatures " + signatures.keySet());
        }
        Map<String, TensorDescription> tensors = input ? found.getInputs() : found.getOutputs();
        TensorDescription described = tensors.get(name);
        if (described == null) {
            throw new WrongArtefactException(
                    where,
                    (input ? "an input '" : "an output '") + name + "' of signature '" + signature + "'",
                    tensors.keySet().toString());
        }
        return described;
    }

    private Output<?> tensor(String signature, TensorDescription described) {
        Output<?> tensor = bundle.graph().output(described.name);
        if (tensor == null) {
            throw new WrongArtefactException(
                    where, "a graph with the tensor " + described.name + " of signature '" + signature + "'", "none");
        }
        return tensor;
    }
}
