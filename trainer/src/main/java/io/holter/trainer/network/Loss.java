// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What training minimises: a mean over all values of a batch, in normalised units. */
public enum Loss {
    /** Mean squared error. */
    MSE,
    /** Mean absolute error. */
    MAE,
    /**
     * Sigmoid cross-entropy, from the logits l and the targets t in [0, 1], in the form that does not overflow:
     * max(l, 0) − l·t + log(1 + exp(−|l|)).
     */
    BCE;

    /**
     * In a graph: the loss of each value.
     *
     * @param logits the decoder's answer before the output's function
     * @param output the same after it
     * @param target what it should have been
     */
    public Operand<TFloat32> of(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> output, Operand<TFloat32> target) {
        return switch (this) {
            case MSE -> tf.math.squaredDifference(output, target);
            case MAE -> tf.math.abs(tf.math.sub(output, target));
            case BCE ->
                tf.math.add(
                        tf.math.sub(tf.nn.relu(logits), tf.math.mul(logits, target)),
                        tf.math.softplus(tf.math.neg(tf.math.abs(logits))));
        };
    }
}
