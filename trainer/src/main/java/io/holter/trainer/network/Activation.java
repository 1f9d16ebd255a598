// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.Locale;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/**
 * What a layer makes of its weighted sums.
 *
 * @param kind which function
 * @param slope slope below 0 of {@link Kind#LEAKY_RELU}, 0 to 1; not used by the others
 */
public record Activation(Kind kind, double slope) {

    /** The functions. */
    public enum Kind {
        /** max(0, x). */
        RELU,
        /** x above 0, slope·x below. */
        LEAKY_RELU,
        /** Hyperbolic tangent. */
        TANH,
        /** 1 / (1 + e⁻ˣ). */
        SIGMOID,
        /** x itself. */
        LINEAR
    }

    /** Rectified linear. */
    public static final Activation RELU = new Activation(Kind.RELU, 0);

    /** The identity. */
    public static final Activation LINEAR = new Activation(Kind.LINEAR, 0);

    public Activation {
        if (!(slope >= 0 && slope < 1)) {
            throw new IllegalArgumentException("the slope of a leaky relu lies from 0 to below 1, got " + slope);
        }
    }

    /** In a graph. */
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
        return switch (kind) {
            case RELU -> tf.nn.relu(x);
            case LEAKY_RELU -> tf.nn.leakyRelu(x, LeakyRelu.alpha((float) slope));
            case TANH -> tf.math.tanh(x);
            case SIGMOID -> tf.math.sigmoid(x);
            case LINEAR -> x;
        };
    }

    /**
     * Variance that weights start with, times the number of inputs: 2 for rectified units (He et al., <em>Delving deep
     * into rectifiers</em>, ICCV 2015), else 1.
     */
    double gain() {
        return switch (kind) {
            case RELU -> 2;
            case LEAKY_RELU -> 2 / (1 + slope * slope);
            case TANH, SIGMOID, LINEAR -> 1;
        };
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return kind == Kind.LEAKY_RELU ? name + " " + slope : name;
    }
}
