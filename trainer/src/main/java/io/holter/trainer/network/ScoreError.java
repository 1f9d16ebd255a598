// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How far a value lies from its reconstruction, both normalised: the score is the mean over the values of a window. */
public enum ScoreError {
    /** (r − n)². */
    SQUARED,
    /** |r − n|. */
    ABSOLUTE;

    /** In a graph: the error of each value. */
    public Operand<TFloat32> of(Ops tf, Operand<TFloat32> reconstruction, Operand<TFloat32> normalised) {
        return this == SQUARED
                ? tf.math.squaredDifference(reconstruction, normalised)
                : tf.math.abs(tf.math.sub(reconstruction, normalised));
    }
}
