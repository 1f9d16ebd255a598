// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Parameters as variables of a graph, which have their values once {@link #initialise} was called. */
public final class Variables implements Parameters {

    /** Where the values of variables come from. */
    @FunctionalInterface
    public interface Source {
        /** The values of a variable, row by row. */
        float[] values(String name, Shape shape, Role role, Start start);
    }

    private record Entry(Variable<TFloat32> variable, Shape shape, Role role, Op assign, Placeholder<TFloat32> given) {}

    private final Ops tf;
    private final Session session;
    private final Source source;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<Entry, float[]> pending = new LinkedHashMap<>();
    private final List<Op> updates = new ArrayList<>();

    /**
     * Variables of a graph.
     *
     * @param session a session of the same graph
     */
    public Variables(Ops tf, Session session, Source source) {
        this.tf = tf;
        this.session = session;
        this.source = source;
    }

    /**
     * Draws from each variable's start; the same seed and name give the same values, whatever else is asked for.
     *
     * @param level where variables of the role {@link Parameters.Role#LEVEL} start
     */
    public static Source drawn(long seed, float level) {
        return (name, shape, role, start) -> {
            Random random = new Random(seed * 1_000_003 + name.hashCode());
            float[] values = new float[Math.toIntExact(shape.size())];
            if (role == Role.LEVEL) {
                Arrays.fill(values, level);
                return values;
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = start.mean() + (float) (start.standardDeviation() * random.nextGaussian());
            }
            return values;
        };
    }

    /** The values of given weights. */
    public static Source of(Weights weights) {
        return (name, shape, role, start) -> {
            Weights.Values found = weights.values().get(name);
            if (found == null || !found.shape().equals(shape)) {
                throw new IllegalArgumentException("a variable " + name + " of " + shape + " is missing: these are"
                        + " the weights of another network");
            }
            return found.values();
        };
    }

    @Override
    public Operand<TFloat32> get(String name, Shape shape, Role role, Start start) {
        Entry known = entries.get(name);
        if (known != null) {
            return known.variable;
        }
        Variable<TFloat32> variable = tf.withName(name.replace('/', '.')).variable(shape, TFloat32.class);
        // Fed rather than initialised from a constant, which would put the values into the graph's file a second time.
        Placeholder<TFloat32> given = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
        Entry entry = new Entry(variable, shape, role, tf.assign(variable, given), given);
        entries.put(name, entry);
        pending.put(entry, source.values(name, shape, role, start));
        return variable;
    }

    /** Gives the variables that were asked for since the last time their values. */
    public void initialise() {
        assign(pending);
        pending.clear();
    }

    @Override
    public void update(String name, Operand<TFloat32> value) {
        updates.add(tf.assign(entries.get(name).variable, value));
    }

    /** What gives statistics their new values, to be run with every step. */
    public List<Op> updates() {
        return List.copyOf(updates);
    }

    /** The variables that an optimiser may change, by name. */
    public Map<String, Variable<TFloat32>> trainable() {
        Map<String, Variable<TFloat32>> found = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            if (entry.role != Role.STATISTIC) {
                found.put(name, entry.variable);
            }
        });
        return found;
    }

    /** Whether a variable is a weight, and decays. */
    public boolean decays(String name) {
        return entries.get(name).role == Role.WEIGHT;
    }

    /** All values as they are now. */
    public Weights weights() {
        initialise();
        Session.Runner runner = session.runner();
        entries.values().forEach(entry -> runner.fetch(entry.variable));
        Map<String, Weights.Values> values = new LinkedHashMap<>();
        try (Result result = runner.run()) {
            int i = 0;
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                Shape shape = entry.getValue().shape;
                float[] copy = new float[Math.toIntExact(shape.size())];
                result.get(i++).asRawTensor().data().asFloats().read(copy);
                values.put(entry.getKey(), new Weights.Values(shape, copy));
            }
        }
        return new Weights(values);
    }

    /** Gives all variables the values of such weights. */
    public void restore(Weights weights) {
        Source given = of(weights);
        pending.clear();
        Map<Entry, float[]> values = new LinkedHashMap<>();
        entries.forEach((name, entry) -> values.put(entry, given.values(name, entry.shape, entry.role, null)));
        assign(values);
    }

    /** All in one run: TensorFlow looks at the whole graph again for each set of variables that it has not seen yet. */
    private void assign(Map<Entry, float[]> values) {
        if (values.isEmpty()) {
            return;
        }
        Session.Runner runner = session.runner();
        List<TFloat32> tensors = new ArrayList<>();
        try {
            values.forEach((entry, numbers) -> {
                TFloat32 tensor = TFloat32.tensorOf(entry.shape);
                tensors.add(tensor);
                if (numbers.length > 0) {
                    tensor.asRawTensor().data().asFloats().write(numbers);
                }
                runner.feed(entry.given, tensor).addTarget(entry.assign);
            });
            runner.run().close();
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }
}
