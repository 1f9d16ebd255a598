// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.trainer.network.Ensemble;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Variables;
import io.holter.trainer.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.random.RandomStandardNormal;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * The graph that learns: from windows in raw units to a step of Adam, and beside it the same network as it will serve,
 * for measuring. Owns native memory until closed.
 */
final class TrainingGraph implements AutoCloseable {

    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Graph graph;
    private final Session session;
    private final Variables variables;
    private final Placeholder<TFloat32> windows;
    private final Placeholder<TFloat32> rate;
    private final Placeholder<TFloat32> power1;
    private final Placeholder<TFloat32> power2;
    private final Operand<TFloat32> trainingLoss;
    private final Operand<TFloat32> servingLoss;
    private final Operand<TFloat32> errors;
    private final Operand<TFloat32> normalised;
    private final List<Op> step = new ArrayList<>();
    private double beta1Power = 1;
    private double beta2Power = 1;

    /** Builds the graph. To be closed. */
    static TrainingGraph open(
            TrainingSettings settings,
            Ensemble ensemble,
            Normalisation normalisation,
            int size,
            ConfigProto configuration) {
        Graph graph = new Graph();
        Session session = null;
        try {
            session = new Session(graph, configuration);
            return new TrainingGraph(graph, session, settings, ensemble, normalisation, size);
        } catch (RuntimeException | Error e) {
            if (session != null) {
                session.close();
            }
            graph.close();
            throw e;
        }
    }

    private TrainingGraph(
            Graph graph,
            Session session,
            TrainingSettings settings,
            Ensemble ensemble,
            Normalisation normalisation,
            int size) {
        this.graph = graph;
        this.session = session;
        Ops tf = Ops.create(graph);
        variables = new Variables(
                tf,
                session,
                Variables.drawn(settings.seed(), settings.objective().output().inverse(normalisation.level())));
        windows = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, size)));
        rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        power1 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        power2 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        normalised = normalisation.apply(tf, windows).values();

        double noise = settings.inputNoise().noise();
        Operand<TFloat32> seen = noise == 0 ? normalised : noisy(tf, noise, normalisation.isBounded(), settings.seed());
        var training = ensemble.answers(tf, variables, seen, true, settings.seed());
        var serving = ensemble.answers(tf, variables, normalised, false, 0);
        Operand<TFloat32> minimised = sum(tf, settings, training);
        trainingLoss = tf.math.div(minimised, tf.constant((float) ensemble.members()));
        servingLoss = tf.math.div(sum(tf, settings, serving), tf.constant((float) ensemble.members()));
        errors = tf.math.mean(
                settings.objective().error().of(tf, ensemble.reconstruction(tf, serving), normalised), tf.constant(1));
        adam(tf, minimised, settings.optimisation().weightDecay());
        step.addAll(variables.updates());
        variables.initialise();
    }

    private Operand<TFloat32> noisy(Ops tf, double noise, boolean bounded, long seed) {
        Operand<TFloat32> draws = tf.random.randomStandardNormal(
                tf.shape(normalised), TFloat32.class, RandomStandardNormal.seed(seed), RandomStandardNormal.seed2(1L));
        Operand<TFloat32> noisy = tf.math.add(normalised, tf.math.mul(draws, tf.constant((float) noise)));
        return bounded ? tf.clipByValue(noisy, tf.constant(0f), tf.constant(1f)) : noisy;
    }

    /** Members do not share weights: minimising the sum minimises the loss of each. */
    private Operand<TFloat32> sum(Ops tf, TrainingSettings settings, List<Ensemble.Answer> answers) {
        List<Operand<TFloat32>> losses = new ArrayList<>();
        for (Ensemble.Answer answer : answers) {
            Operand<TFloat32> values =
                    settings.objective().loss().of(tf, answer.logits(), answer.reconstruction(), normalised);
            losses.add(tf.math.mean(values, tf.constant(new int[] {0, 1})));
        }
        return losses.size() == 1 ? losses.get(0) : tf.math.addN(losses);
    }

    private void adam(Ops tf, Operand<TFloat32> minimised, double weightDecay) {
        Map<String, Variable<TFloat32>> trainable = variables.trainable();
        Output<?>[] gradients = graph.addGradients(
                minimised.asOutput(),
                trainable.values().stream().map(Operand::asOutput).toArray(Output<?>[]::new));
        // A weight that has moved already must not take part in the gradients of the layers before it.
        Ops gated = tf.withControlDependencies(List.<Op>of(gradients));
        Constant<TFloat32> beta1 = tf.constant(BETA_1);
        Constant<TFloat32> beta2 = tf.constant(BETA_2);
        Constant<TFloat32> epsilon = tf.constant(EPSILON);
        Session.Runner starts = session.runner();
        int i = 0;
        for (Map.Entry<String, Variable<TFloat32>> entry : trainable.entrySet()) {
            Variable<TFloat32> variable = entry.getValue();
            @SuppressWarnings("unchecked")
            Output<TFloat32> gradient = (Output<TFloat32>) gradients[i++];
            Operand<TFloat32> momentum = zeros(tf, variable, starts);
            Operand<TFloat32> velocity = zeros(tf, variable, starts);
            Operand<TFloat32> moved = gated.train.applyAdam(
                    variable, momentum, velocity, power1, power2, rate, beta1, beta2, epsilon, gradient);
            step.add(weightDecay == 0 || !variables.decays(entry.getKey()) ? moved : decayed(tf, moved, weightDecay));
        }
        starts.run().close();
    }

    private Op decayed(Ops tf, Operand<TFloat32> moved, double weightDecay) {
        Operand<TFloat32> share = tf.math.mul(rate, tf.constant((float) weightDecay));
        return tf.assignSub(moved, tf.math.mul(moved, share));
    }

    private static Operand<TFloat32> zeros(Ops tf, Variable<TFloat32> like, Session.Runner starts) {
        Variable<TFloat32> zeros = tf.variable(like.shape(), TFloat32.class);
        Operand<TFloat32> start = tf.fill(tf.constant(like.shape()), tf.constant(0f));
        starts.addTarget(tf.assign(zeros, start));
        return zeros;
    }

    /** Takes a step; returns the loss of this batch before it. */
    float step(TFloat32 batch, double learningRate) {
        beta1Power *= BETA_1;
        beta2Power *= BETA_2;
        Session.Runner runner = session.runner().feed(windows, batch).fetch(trainingLoss);
        step.forEach(runner::addTarget);
        try (TFloat32 now = TFloat32.scalarOf((float) learningRate);
                TFloat32 first = TFloat32.scalarOf((float) beta1Power);
                TFloat32 second = TFloat32.scalarOf((float) beta2Power);
                Result result = runner.feed(rate, now)
                        .feed(power1, first)
                        .feed(power2, second)
                        .run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    /** The loss of a batch by the network as it serves. */
    float loss(TFloat32 batch) {
        try (Result result =
                session.runner().feed(windows, batch).fetch(servingLoss).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    /** The scores of a batch by the network as it serves, to {@code into} from {@code at} on. */
    void errors(TFloat32 batch, double[] into, int at) {
        try (Result result = session.runner().feed(windows, batch).fetch(errors).run()) {
            float[] scores = new float[Math.toIntExact(batch.shape().get(0))];
            result.get(0).asRawTensor().data().asFloats().read(scores);
            for (int i = 0; i < scores.length; i++) {
                into[at + i] = scores[i];
            }
        }
    }

    /** The weights as they are now. */
    Weights weights() {
        return variables.weights();
    }

    /** Goes back to earlier weights. */
    void restore(Weights weights) {
        variables.restore(weights);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
