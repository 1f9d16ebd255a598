// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The numbers of a network while its graph is built; asked twice for one name, it gives the same variable. */
public interface Parameters {

    /** What may change a variable. */
    enum Role {
        /** The optimiser, which also lets it decay. */
        WEIGHT,
        /** The optimiser, without decay. */
        BIAS,
        /** As a bias; that of the decoder's last sums, which starts where the mean of the data is. */
        LEVEL,
        /** Only the layer that it belongs to, as a moving average. */
        STATISTIC
    }

    /**
     * Where a variable starts: independent draws from a normal distribution.
     *
     * @param mean mean
     * @param standardDeviation standard deviation; 0 for a constant
     */
    record Start(float mean, double standardDeviation) {}

    /** The variable of a name. */
    Operand<TFloat32> get(String name, Shape shape, Role role, Start start);

    /** While training: gives a {@link Role#STATISTIC} a new value with every step. */
    void update(String name, Operand<TFloat32> value);
}
