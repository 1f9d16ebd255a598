// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import io.holter.core.WindowShape;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The two halves of an opened model: windows to codes, codes to windows. Owns nothing. */
final class EncoderDecoder {

    private final WindowShape shape;
    private final int width;
    private final Session session;
    private final Output<?> windows;
    private final Output<?> codes;
    private final Output<?> givenCodes;
    private final Output<?> decoded;

    EncoderDecoder(WindowShape shape, Session session, SignatureCheck signatures) {
        this.shape = shape;
        this.width = signatures.codeWidth();
        this.session = session;
        this.windows = signatures.input(Signatures.ENCODE, Signatures.WINDOWS);
        this.codes = signatures.output(Signatures.ENCODE, Signatures.CODES);
        this.givenCodes = signatures.input(Signatures.DECODE, Signatures.CODES);
        this.decoded = signatures.output(Signatures.DECODE, Signatures.WINDOWS);
    }

    int width() {
        return width;
    }

    float[] encode(float[] values, int count) {
        requireCodes();
        float[] result = new float[Math.multiplyExact(count, width)];
        if (count == 0) {
            return result;
        }
        try (TFloat32 input = Model.tensor(values, count, shape);
                Result run = session.runner().feed(windows, input).fetch(codes).run()) {
            Model.read(run, 0, result, result.length);
        }
        return result;
    }

    float[] decode(float[] values, int count) {
        requireCodes();
        if (count < 0 || values.length < Math.multiplyExact(count, width)) {
            throw new IllegalArgumentException(count + " codes of " + width + " values need " + (long) count * width
                    + " values, got " + values.length);
        }
        float[] result = new float[Math.multiplyExact(count, shape.size())];
        if (count == 0) {
            return result;
        }
        try (TFloat32 input = TFloat32.tensorOf(Shape.of(count, width))) {
            input.asRawTensor().data().asFloats().write(values, 0, count * width);
            try (Result run =
                    session.runner().feed(givenCodes, input).fetch(decoded).run()) {
                Model.read(run, 0, result, result.length);
            }
        }
        return result;
    }

    private void requireCodes() {
        if (width == 0) {
            throw new IllegalArgumentException("the model has no codes");
        }
    }
}
