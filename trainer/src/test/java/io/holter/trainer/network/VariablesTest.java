// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

class VariablesTest {

    private static final Parameters.Start START = new Parameters.Start(2, 0.5);

    @Test
    void seedAndNameDecideWhereAVariableStarts() {
        float[] first = Variables.drawn(1, 0).values("a", Shape.of(1000), Parameters.Role.WEIGHT, START);
        assertThat(Variables.drawn(1, 0).values("a", Shape.of(1000), Parameters.Role.WEIGHT, START))
                .isEqualTo(first);
        assertThat(Variables.drawn(2, 0).values("a", Shape.of(1000), Parameters.Role.WEIGHT, START))
                .isNotEqualTo(first);
        assertThat(Variables.drawn(1, 0).values("b", Shape.of(1000), Parameters.Role.WEIGHT, START))
                .isNotEqualTo(first);
        double mean = mean(first);
        double squares = 0;
        for (float x : first) {
            squares += (x - mean) * (x - mean) / first.length;
        }
        // Of 1,000 draws the mean is known to 0.016, the deviation to 0.011.
        assertThat(mean).isBetween(1.93, 2.07);
        assertThat(Math.sqrt(squares)).isBetween(0.455, 0.545);
        assertThat(Variables.drawn(1, 0).values("c", Shape.of(3), Parameters.Role.BIAS, new Parameters.Start(1, 0)))
                .containsExactly(1, 1, 1);
    }

    @Test
    void theLevelOfTheDataIsWhereItsBiasesStart() {
        Variables.Source source = Variables.drawn(1, -1.5f);
        assertThat(source.values("l", Shape.of(3), Parameters.Role.LEVEL, new Parameters.Start(0, 0)))
                .containsExactly(-1.5f, -1.5f, -1.5f);
        assertThat(source.values("b", Shape.of(3), Parameters.Role.BIAS, new Parameters.Start(0, 0)))
                .containsExactly(0, 0, 0);
    }

    @Test
    void sameNameSameVariable() {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Variables variables = new Variables(Ops.create(graph), session, Variables.drawn(1, 0));
            var first = variables.get("w", Shape.of(2), Parameters.Role.WEIGHT, START);
            assertThat(variables.get("w", Shape.of(2), Parameters.Role.WEIGHT, START))
                    .isSameAs(first);
            variables.get("b", Shape.of(2), Parameters.Role.BIAS, START);
            variables.get("s", Shape.of(2), Parameters.Role.STATISTIC, START);
            assertThat(variables.trainable()).containsOnlyKeys("w", "b");
            assertThat(variables.decays("w")).isTrue();
            assertThat(variables.decays("b")).isFalse();
            assertThat(variables.weights().values()).containsOnlyKeys("w", "b", "s");
            assertThat(variables.weights().count()).isEqualTo(6);
        }
    }

    @Test
    void goesBackToEarlierWeights() {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Variables variables = new Variables(Ops.create(graph), session, Variables.drawn(1, 0));
            variables.get("w", Shape.of(2, 3), Parameters.Role.WEIGHT, START);
            Weights drawn = variables.weights();
            float[] others = {1, 2, 3, 4, 5, 6};
            variables.restore(new Weights(Map.of("w", new Weights.Values(Shape.of(2, 3), others))));
            assertThat(variables.weights().values().get("w").values()).isEqualTo(others);
            variables.restore(drawn);
            assertThat(variables.weights().values().get("w").values())
                    .isEqualTo(drawn.values().get("w").values());
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        Weights two = new Weights(Map.of("w", new Weights.Values(Shape.of(2), new float[2])));
        assertThat(Variables.of(two).values("w", Shape.of(2), Parameters.Role.WEIGHT, START))
                .hasSize(2);
        for (Shape shape : new Shape[] {Shape.of(3), Shape.of(2, 1)}) {
            assertThatThrownBy(() -> Variables.of(two).values("w", shape, Parameters.Role.WEIGHT, START))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("is missing: these are the weights of another network");
        }
        assertThatThrownBy(() -> Variables.of(two).values("v", Shape.of(2), Parameters.Role.WEIGHT, START))
                .hasMessageStartingWith("a variable v of ");
        assertThatThrownBy(() -> new Weights.Values(Shape.of(2), new float[3]))
                .hasMessageEndingWith("has 2 values, got 3");
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
