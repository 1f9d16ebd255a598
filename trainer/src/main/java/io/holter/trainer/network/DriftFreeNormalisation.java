// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import io.holter.core.Count;
import io.holter.trainer.linear.Drift;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Another normalisation, and then the {@link Drift} taken out of the window: neither the network nor the neighbours see
 * it, and reconstructions get it back.
 *
 * @param units the other normalisation
 * @param drift in those units
 */
public record DriftFreeNormalisation(Normalisation units, Drift drift) implements Normalisation {

    @Override
    public void normalise(float[] window) {
        units.normalise(window);
        drift.remove(window);
    }

    @Override
    public Normalised apply(Ops tf, Operand<TFloat32> windows) {
        Normalised all = units.apply(tf, windows);
        Operand<TFloat32> directions = tf.constant(drift.directions());
        Operand<TFloat32> around = tf.math.sub(all.values(), tf.constant(drift.mean()));
        Operand<TFloat32> positions = tf.linalg.matMul(around, directions, MatMul.transposeB(true));
        Operand<TFloat32> kept =
                tf.math.minimum(tf.math.maximum(positions, tf.constant(drift.least())), tf.constant(drift.greatest()));
        Operand<TFloat32> drifted = tf.linalg.matMul(kept, directions);
        return new Normalised(tf.math.sub(all.values(), drifted), normalised -> all.inverse()
                .apply(tf.math.add(normalised, drifted)));
    }

    /** Without drift, as a code does not hold it. */
    @Override
    public Inverse ofCodes(Ops tf) {
        return units.ofCodes(tf);
    }

    @Override
    public boolean isBounded() {
        return false;
    }

    @Override
    public float level() {
        return units.level();
    }

    @Override
    public String describe() {
        return units.describe() + "; less " + Count.of(drift.directions().length, "direction") + " of drift";
    }
}
