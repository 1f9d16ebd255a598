// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.trainer.network.Ensemble;
import io.holter.trainer.network.Layers;
import io.holter.trainer.network.Network;
import io.holter.trainer.network.Output;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network that fails in the middle of a graph, and remembers the graph. For tests. */
public final class GraphsThatFail implements Network {

    private Graph graph;

    /** As an ensemble of one. */
    public Ensemble ensemble() {
        return new Ensemble(this, 1, Output.LINEAR);
    }

    /** The graph that it failed in. */
    public Graph graph() {
        return graph;
    }

    @Override
    public int codeWidth() {
        return 1;
    }

    @Override
    public List<Integer> widths() {
        return List.of(1);
    }

    @Override
    public Operand<TFloat32> encode(Layers layers, Operand<TFloat32> windows) {
        graph = (Graph) windows.env();
        throw new IllegalStateException("fails on purpose");
    }

    @Override
    public Operand<TFloat32> decode(Layers layers, Operand<TFloat32> codes) {
        throw new IllegalStateException("never asked");
    }
}
