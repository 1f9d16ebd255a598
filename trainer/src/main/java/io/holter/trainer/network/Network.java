// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** An encoder and a decoder as functions that add themselves to a graph. Works on normalised values. */
public interface Network {

    /** Values of a code; 0 for a network that answers every window with the same. */
    int codeWidth();

    /** Values that each layer gives, from the input to the reconstruction. */
    List<Integer> widths();

    /** The encoder: from [−1, size of a window] to [−1, code width]. */
    Operand<TFloat32> encode(Layers layers, Operand<TFloat32> windows);

    /** The decoder: from [−1, code width] to [−1, size of a window], before the {@link Output}'s function. */
    Operand<TFloat32> decode(Layers layers, Operand<TFloat32> codes);
}
