// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The function at the end of the decoder. */
public enum Output {
    /** Any number. */
    LINEAR,
    /** From 0 to 1, for data that is normalised to that range. */
    SIGMOID;

    private static final double EDGE = 0.001;

    /** The logit that gives a mean value, or nearly so where none does. */
    public float inverse(float mean) {
        if (this == LINEAR) {
            return mean;
        }
        double inside = Math.max(EDGE, Math.min(1 - EDGE, mean));
        return (float) Math.log(inside / (1 - inside));
    }

    /** In a graph: from the decoder's last sums, the logits, to the normalised reconstruction. */
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> logits) {
        return this == SIGMOID ? tf.math.sigmoid(logits) : logits;
    }
}
