// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What layers do while training, and no longer when they serve. */
class LayersTest {

    private static final int CHANNELS = 3;
    private static final int COUNT = 40;

    @Test
    void batchesAreNormalisedByThemselvesAndServingByTheirAverages() {
        float[] x = new float[COUNT * CHANNELS];
        Random random = new Random(1);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (random.nextGaussian() * (1 + i % CHANNELS) + 10 * (i % CHANNELS));
        }
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Variables variables = new Variables(tf, session, Variables.drawn(1, 0));
            Operand<TFloat32> batch = tf.constant(Shape.of(4, 5, 2, CHANNELS), DataBuffers.of(x));
            Operand<TFloat32> learning =
                    new Layers(tf, variables, "", true, 1).batchNormalisation("b", batch, CHANNELS);
            Operand<TFloat32> serving =
                    new Layers(tf, variables, "", false, 1).batchNormalisation("b", batch, CHANNELS);
            variables.initialise();
            assertThat(variables.trainable()).containsOnlyKeys("b/scale", "b/shift");
            assertThat(variables.decays("b/scale")).isFalse();

            float[] normalised = run(session, learning);
            float[] before = run(session, serving);
            for (int step = 0; step < 3; step++) {
                Session.Runner runner = session.runner();
                variables.updates().forEach(runner::addTarget);
                runner.run().close();
            }
            Weights weights = variables.weights();
            float[] after = run(session, serving);
            double kept = Math.pow(0.99, 3);
            for (int c = 0; c < CHANNELS; c++) {
                double[] values = channel(x, c);
                double mean = Arrays.stream(values).average().orElseThrow();
                double squares =
                        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
                // The batch itself by its own variance; remembered is the estimate of that of all batches.
                double movedMean = (1 - kept) * mean;
                double movedVariance = kept + (1 - kept) * squares / (COUNT - 1);
                assertThat((double) weights.values().get("b/mean").values()[c]).isCloseTo(movedMean, within(1e-4));
                assertThat((double) weights.values().get("b/variance").values()[c])
                        .isCloseTo(movedVariance, within(1e-4));
                for (int i = c; i < x.length; i += CHANNELS) {
                    assertThat((double) normalised[i])
                            .isCloseTo((x[i] - mean) / Math.sqrt(squares / COUNT + 1e-3), within(1e-4));
                    assertThat((double) before[i]).isCloseTo(x[i] / Math.sqrt(1.001), within(1e-4));
                    assertThat((double) after[i])
                            .isCloseTo((x[i] - movedMean) / Math.sqrt(movedVariance + 1e-3), within(1e-4));
                }
            }
        }
    }

    @Test
    void unitsDropOutWhileTrainingAndTheirMeanStays() {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Variables none = new Variables(tf, session, Variables.drawn(1, 0));
            Operand<TFloat32> ones = tf.fill(tf.constant(new int[] {100, 1000}), tf.constant(1f));
            Layers training = new Layers(tf, none, "", true, 5);
            Operand<TFloat32> first = training.dropout(ones, 0.3);
            float[] once = run(session, first);
            // Kept are 70,000 of 100,000, with a standard deviation of 145.
            assertThat(IntStream.range(0, once.length).filter(i -> once[i] != 0).count())
                    .isBetween(69_300L, 70_700L);
            for (float value : once) {
                assertThat(value == 0 || Math.abs(value - 1 / 0.7f) < 1e-6f).isTrue();
            }
            assertThat(run(session, first)).as("the next step").isNotEqualTo(once);
            assertThat(run(session, training.dropout(ones, 0.3)))
                    .as("the next layer")
                    .isNotEqualTo(once);

            assertThat(training.dropout(ones, 0)).isSameAs(ones);
            assertThat(new Layers(tf, none, "", false, 5).dropout(ones, 0.3)).isSameAs(ones);
        }
    }

    private static float[] run(Session session, Operand<TFloat32> operand) {
        try (Result result = session.runner().fetch(operand).run()) {
            float[] values = new float[Math.toIntExact(result.get(0).shape().size())];
            result.get(0).asRawTensor().data().asFloats().read(values);
            return values;
        }
    }

    private static double[] channel(float[] values, int channel) {
        return IntStream.range(0, COUNT)
                .mapToDouble(i -> values[i * CHANNELS + channel])
                .toArray();
    }
}
