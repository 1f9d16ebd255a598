package io.holter.trainer.training;

import io.holter.model.Model;
import io.holter.trainer.network.DenseNetwork;
import io.holter.trainer.network.DenseNetwork.GraphLayer;
import io.holter.trainer.network.Loss;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The graph that learns: weights as variables, loss, Adam. Owns native memory until closed. */
final class TrainingGraph implements AutoCloseable {

    private static final float LEARNING_RATE = 0.001f;

    private final Graph graph = new Graph();
    private final Session session;
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final Placeholder<TFloat32> input;
    private final Operand<TFloat32> loss;
    private final Op step;

    TrainingGraph(DenseNetwork start, Loss kind) {
        Ops tf = Ops.create(graph);
        int size = start.widths().get(0);
        List<GraphLayer> layers = new ArrayList<>();
        for (DenseNetwork.Layer layer : start.layers()) {
            Variable<TFloat32> weights = tf.variable(tf.constant(layer.weights()));
            Variable<TFloat32> biases = tf.variable(tf.constant(layer.biases()));
            variables.add(weights);
            variables.add(biases);
            layers.add(new GraphLayer(weights, biases));
        }
        input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, size)));
        Operand<TFloat32> output = DenseNetwork.decode(tf, layers, DenseNetwork.encode(tf, layers, input));
        Operand<TFloat32> deviations =
                kind == Loss.MSE ? tf.math.squaredDifference(output, input) : tf.math.abs(tf.math.sub(output, input));
        loss = tf.math.mean(deviations, tf.constant(new int[] {0, 1}));
        step = new Adam(graph, LEARNING_RATE).minimize(loss);
        session = new Session(graph, Model.inCallingThread());
        session.initialize();
    }

    /** Takes a step; returns the loss of this batch before it. */
    float step(TFloat32 batch) {
        return scalar(session.runner().feed(input, batch).fetch(loss).addTarget(step));
    }

    /** The loss of a batch. */
    float loss(TFloat32 batch) {
        return scalar(session.runner().feed(input, batch).fetch(loss));
    }

    /** The weights as they are now. */
    DenseNetwork network() {
        Session.Runner runner = session.runner();
        variables.forEach(runner::fetch);
        List<DenseNetwork.Layer> layers = new ArrayList<>();
        try (Result values = runner.run()) {
            for (int i = 0; i < variables.size(); i += 2) {
                TFloat32 weights = (TFloat32) values.get(i);
                TFloat32 biases = (TFloat32) values.get(i + 1);
                layers.add(new DenseNetwork.Layer(StdArrays.array2dCopyOf(weights), StdArrays.array1dCopyOf(biases)));
            }
        }
        return new DenseNetwork(layers);
    }

    private static float scalar(Session.Runner runner) {
        try (Result result = runner.run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
