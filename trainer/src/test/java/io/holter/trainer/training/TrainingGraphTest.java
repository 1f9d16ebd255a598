// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.model.device.Device;
import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.ConvArchitecture;
import io.holter.trainer.network.ConvArchitecture.Block;
import io.holter.trainer.network.ConvArchitecture.Bottleneck;
import io.holter.trainer.network.ConvArchitecture.Down;
import io.holter.trainer.network.ConvArchitecture.Sampling;
import io.holter.trainer.network.ConvArchitecture.Up;
import io.holter.trainer.network.Geometry;
import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Output;
import io.holter.trainer.network.PlainForwardPass;
import io.holter.trainer.network.ScoreError;
import io.holter.trainer.network.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.types.TFloat32;

class TrainingGraphTest {

    /** What the graph sees is what it was given. */
    private static final TrainingSettings EXACT = TrainingSettings.DEFAULT.with(InputNoise.NONE);

    private static final Objective CROSS_ENTROPY =
            new Objective(Normalisation.Kind.MINMAX, Output.SIGMOID, Loss.BCE, ScoreError.SQUARED);

    static List<Arguments> learners() {
        ConvArchitecture nearest = new ConvArchitecture(
                List.of(2),
                3,
                new Sampling(2, Down.POOL, Up.NEAREST),
                new Bottleneck(0, false),
                SmallGraphs.CONV.block());
        return List.of(
                Arguments.of("dense", SmallGraphs.dense(3, 2), Objective.DEFAULT, 0.0),
                Arguments.of("dense, cross-entropy, decay", SmallGraphs.dense(3), CROSS_ENTROPY, 0.3),
                Arguments.of("conv", SmallGraphs.CONV, Objective.DEFAULT, 0.0),
                Arguments.of("conv, nearest, cross-entropy, decay", nearest, CROSS_ENTROPY, 0.3));
    }

    /**
     * The gradients are differences of the losses that a slow forward pass gives; the steps are those of Kingma and Ba
     * (2015), each followed by the decay of Loshchilov and Hutter (2019), on weights alone.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void takesTheStepsOfAdamAlongTheGradients(
            String name, Architecture architecture, Objective objective, double decay) {
        Geometry geometry = new Geometry(6, 1, 2);
        double rate = 0.05;
        TrainingSettings settings = EXACT.with(architecture)
                .with(objective)
                .with(new Optimisation(1, 4, LearningRate.constant(rate), decay, 0));
        Normalisation units = SmallGraphs.units(geometry);
        try (TrainingGraph graph = SmallGraphs.graph(settings, geometry)) {
            PlainAdam plain = new PlainAdam(graph.weights(), rate, decay);
            for (int step = 1; step <= 4; step++) {
                List<float[]> batch = SmallGraphs.uniform(geometry, 4, step);
                plain.step(weights -> {
                    PlainForwardPass pass = new PlainForwardPass(settings, geometry, units, weights);
                    return batch.stream().mapToDouble(pass::loss).average().orElseThrow();
                });
                try (TFloat32 tensor = SmallGraphs.tensor(batch)) {
                    graph.step(tensor, rate);
                }
            }
            Weights expected = plain.weights();
            graph.weights().values().forEach((variable, found) -> assertThat(found.values())
                    .as(variable)
                    .containsExactly(expected.values().get(variable).values(), within(2e-4f)));
        }
    }

    /** No weight moves before all gradients are known: what threads do at the same time must not matter. */
    @Test
    void manyThreadsTakeTheSameSteps() {
        Geometry geometry = new Geometry(64, 1, 1);
        List<float[]> batch = SmallGraphs.uniform(geometry, 64, 1);
        Weights first = null;
        for (int run = 0; run < 4; run++) {
            TrainingSettings settings = EXACT.with(SmallGraphs.dense(256, 128, 64));
            try (TrainingGraph graph = TrainingGraph.open(
                            settings,
                            GradientFit.ensemble(settings, geometry),
                            SmallGraphs.units(geometry),
                            geometry.size(),
                            Device.cpu().config(Device.AUTOMATIC_THREADS));
                    TFloat32 tensor = SmallGraphs.tensor(batch)) {
                for (int step = 0; step < 4; step++) {
                    graph.step(tensor, 0.05);
                }
                Weights now = graph.weights();
                first = first == null ? now : first;
                assertThat(now.values().get("dense1/weights").values())
                        .containsExactly(first.values().get("dense1/weights").values(), within(1e-3f));
            }
        }
    }

    /** At a learning rate of 0 nothing changes but what batches are remembered by. */
    @Test
    void batchesAreRememberedWithEveryStep() {
        Geometry geometry = new Geometry(6, 1, 2);
        ConvArchitecture normalised = SmallGraphs.conv(new Block(SmallGraphs.TANH, true, 0));
        TrainingSettings settings = EXACT.with(normalised);
        try (TrainingGraph graph = SmallGraphs.graph(settings, geometry);
                TFloat32 tensor = SmallGraphs.tensor(SmallGraphs.uniform(geometry, 5, 1))) {
            Weights before = graph.weights();
            graph.step(tensor, 0);
            graph.weights().values().forEach((name, values) -> {
                float[] was = before.values().get(name).values();
                if (name.endsWith("/mean") || name.endsWith("/variance")) {
                    assertThat(values.values()).as(name).isNotEqualTo(was);
                } else {
                    assertThat(values.values()).as(name).isEqualTo(was);
                }
            });
        }
    }

    /** Members of an ensemble learn as if each were alone. */
    @Test
    void membersLearnSideBySide() {
        Geometry geometry = new Geometry(6, 1, 2);
        TrainingSettings alone = EXACT.with(SmallGraphs.dense(3, 2));
        List<float[]> batch = SmallGraphs.uniform(geometry, 8, 1);
        try (TrainingGraph graph = SmallGraphs.graph(alone.withMembers(3), geometry);
                TFloat32 tensor = SmallGraphs.tensor(batch)) {
            Weights start = graph.weights();
            double meanLoss = 0;
            for (int member = 1; member <= 3; member++) {
                try (TrainingGraph single = SmallGraphs.graph(alone, geometry)) {
                    single.restore(member(start, member));
                    meanLoss += single.loss(tensor) / 3;
                }
            }
            assertThat((double) graph.loss(tensor)).isCloseTo(meanLoss, within(1e-6));
            for (int step = 0; step < 5; step++) {
                graph.step(tensor, 0.01);
            }
            for (int member = 1; member <= 3; member++) {
                assertThat(member(start, member).values().get("dense1/weights").values())
                        .isNotEqualTo(member(start, member % 3 + 1)
                                .values()
                                .get("dense1/weights")
                                .values());
                try (TrainingGraph single = SmallGraphs.graph(alone, geometry)) {
                    single.restore(member(start, member));
                    for (int step = 0; step < 5; step++) {
                        single.step(tensor, 0.01);
                    }
                    Map<String, Weights.Values> expected = single.weights().values();
                    member(graph.weights(), member).values().forEach((name, values) -> assertThat(values.values())
                            .as(name)
                            .containsExactly(expected.get(name).values(), within(1e-5f)));
                }
            }
        }
    }

    private static Weights member(Weights all, int member) {
        String prefix = "member" + member + "/";
        Map<String, Weights.Values> own = new LinkedHashMap<>();
        all.values().forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), values);
            }
        });
        return new Weights(own);
    }

    /** Native memory that a constructor holds when it throws is nobody's to close any more. */
    @Test
    void aGraphThatCannotBeBuiltIsClosed() {
        GraphsThatFail network = new GraphsThatFail();
        Geometry geometry = new Geometry(4, 1, 1);
        assertThatThrownBy(() -> TrainingGraph.open(
                        EXACT,
                        network.ensemble(),
                        SmallGraphs.units(geometry),
                        geometry.size(),
                        Device.cpu().config(1)))
                .hasMessage("fails on purpose");
        assertThatThrownBy(() -> network.graph().operations()).isInstanceOf(IllegalStateException.class);
    }
}
