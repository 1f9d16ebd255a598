// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import io.holter.trainer.linear.Drift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class NormalisationTest {

    private static final WindowShape ONE = new WindowShape(1, 1);

    @Test
    void eachChannelByItsOwnMeanAndDeviation() {
        WindowShape shape = new WindowShape(2, 2);
        AffineNormalisation normalisation = AffineNormalisation.standardising(
                shape, List.of(new float[] {1, 100, 3, 200}, new float[] {5, 300, 7, 400}));
        assertThat(normalisation.offsets()).containsExactly(4, 250);
        // Population variances of 1 3 5 7 and of 100 200 300 400.
        assertThat(normalisation.scales()[0]).isCloseTo((float) Math.sqrt(5), within(1e-6f));
        assertThat(normalisation.scales()[1]).isCloseTo((float) Math.sqrt(12_500), within(1e-4f));
        assertThat(normalisation.describe()).contains("channel 1 offset 250.0");
    }

    @Test
    void channelThatNeverChangesKeepsItsUnit() {
        for (float constant : new float[] {0, 0.1f, 1e8f}) {
            AffineNormalisation normalisation = AffineNormalisation.standardising(
                    new WindowShape(3, 1),
                    List.of(new float[] {constant, constant, constant}, new float[] {constant, constant, constant}));
            assertThat(normalisation.offsets()).containsExactly(constant);
            assertThat(normalisation.scales()).containsExactly(1);
        }
    }

    @Test
    void smallSpreadFarFromZeroIsFound() {
        AffineNormalisation normalisation = AffineNormalisation.standardising(
                new WindowShape(2, 1), List.of(new float[] {100_000, 100_001}, new float[] {100_002, 100_003}));
        assertThat(normalisation.scales()[0]).isCloseTo((float) Math.sqrt(1.25), within(1e-6f));
    }

    @Test
    void refusesWhatDividesByZero() {
        assertThatThrownBy(() -> new AffineNormalisation(ONE, new float[] {0}, new float[] {0}, false, 0, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AffineNormalisation(ONE, new float[2], new float[] {1}, false, 0, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rangeIsThatOfAllChannels() {
        WindowShape shape = new WindowShape(2, 2);
        AffineNormalisation normalisation =
                AffineNormalisation.ranging(shape, List.of(new float[] {1, 10, 3, -6}, new float[] {5, 2, 7, 4}));
        assertThat(normalisation.offsets()).containsExactly(-6, -6);
        assertThat(normalisation.scales()).containsExactly(16, 16);
        assertThat(normalisation.isBounded()).isTrue();
        assertThat(normalisation.level()).as("of a mean of 3.25").isEqualTo(9.25f / 16);
        float[] window = {-6, 10, 2, 18};
        normalisation.normalise(window);
        assertThat(window).containsExactly(0, 1, 0.5f, 1.5f);
        assertThat(normalisation.describe())
                .isEqualTo("(x - offset) / scale, from the least and the greatest value of training windows:"
                        + " offset -6.0, scale 16.0");
        float[] still = {5, 5, 5, 5};
        AffineNormalisation.ranging(shape, List.of(still)).normalise(still);
        assertThat(still).containsOnly(0);
    }

    @Test
    void noneKeepsRawUnits() {
        float[] window = {1, -2, 3e5f, 4};
        Normalisation none = Normalisation.of(Normalisation.Kind.NONE, new WindowShape(2, 2), List.of(window));
        none.normalise(window);
        assertThat(window).containsExactly(1, -2, 3e5f, 4);
        assertThat(none.isBounded()).isFalse();
        assertThat(none.describe()).isEqualTo("none: raw units as they are");
    }

    /** Channels 1 3 5 of mean 3 and deviation √(8/3), and 10 10 40 of mean 20 and deviation √200. */
    @Test
    void eachWindowByItself() {
        float[] window = {1, 10, 3, 10, 5, 40};
        new WindowNormalisation(new WindowShape(3, 2), 0.5f).normalise(window);
        double first = Math.sqrt(8 / 3.0) + 0.5;
        double second = Math.sqrt(200) + 0.5;
        assertThat(window)
                .containsExactly(
                        new float[] {
                            (float) (-2 / first),
                            (float) (-10 / second),
                            0,
                            (float) (-10 / second),
                            (float) (2 / first),
                            (float) (20 / second)
                        },
                        within(1e-6f));
    }

    /** Noise a thousandth as large as the signal stays small, and a window that never changes becomes 0. */
    @Test
    void stillWindowsAreNotBlownUp() {
        WindowShape shape = new WindowShape(4, 1);
        WindowNormalisation normalisation =
                WindowNormalisation.of(shape, List.of(new float[] {-1, 1, -1, 1}, new float[] {1, 1, -1, -1}));
        assertThat(normalisation.floor()).isCloseTo(0.01f, within(1e-7f));
        float[] quiet = {5.001f, 4.999f, 5.001f, 4.999f};
        normalisation.normalise(quiet);
        assertThat(quiet).containsExactly(new float[] {0.0909f, -0.0909f, 0.0909f, -0.0909f}, within(1e-4f));
        float[] still = {1e6f, 1e6f, 1e6f, 1e6f};
        normalisation.normalise(still);
        assertThat(still).containsOnly(0);
        float[] loud = {-100, 300, -100, 300};
        normalisation.normalise(loud);
        assertThat(loud).containsExactly(new float[] {-1, 1, -1, 1}, within(1e-3f));
        assertThat(WindowNormalisation.of(shape, List.of(still)).floor()).isGreaterThan(0);
    }

    @ParameterizedTest
    @EnumSource(Normalisation.Kind.class)
    void graphDoesTheSameAndGoesBack(Normalisation.Kind kind) {
        WindowShape shape = new WindowShape(5, 2);
        Random random = new Random(1);
        float[] flat = new float[40];
        List<float[]> windows = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            float[] window = new float[10];
            for (int i = 0; i < 10; i++) {
                window[i] = w == 3 ? 4 : (float) random.nextGaussian() * (1 + i % 2) + 3;
                flat[w * 10 + i] = window[i];
            }
            windows.add(window);
        }
        Normalisation normalisation = Normalisation.of(kind, shape, windows);
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> raw = tf.constant(Shape.of(4, 10), DataBuffers.of(flat));
            Normalisation.Normalised normalised = normalisation.apply(tf, raw);
            float[] found = run(session, normalised.values(), 40);
            float[] back = run(session, normalised.inverse().apply(normalised.values()), 40);
            float[] ofCodes = run(session, normalisation.ofCodes(tf).apply(normalised.values()), 40);
            for (int w = 0; w < 4; w++) {
                float[] expected = normalisation.normalised(windows).get(w);
                assertThat(Arrays.copyOfRange(found, 10 * w, 10 * w + 10)).containsExactly(expected, within(1e-5f));
            }
            assertThat(back).containsExactly(flat, within(1e-5f));
            // Codes do not say what level and amplitude a window had.
            assertThat(ofCodes).containsExactly(kind == Normalisation.Kind.WINDOW ? found : flat, within(1e-5f));
        }
        assertThat(normalisation.isBounded()).isEqualTo(kind == Normalisation.Kind.MINMAX);
        assertThat(windows.get(0)[0]).as("normalised copies leave the window").isEqualTo(flat[0]);
    }

    /** Windows of two values, which drift along (1, 1)/√2 around (0, 0) as far as ±√2; across, they stay. */
    @Test
    void driftIsTakenOutAndGivenBack() {
        float root = (float) Math.sqrt(0.5);
        Drift drift =
                new Drift(new float[2], new float[][] {{root, root}}, new float[] {(float) -Math.sqrt(2)}, new float[] {
                    (float) Math.sqrt(2)
                });
        WindowShape shape = new WindowShape(2, 1);
        Normalisation units = new AffineNormalisation(shape, new float[] {10}, new float[] {2}, false, 0, "test");
        Normalisation free = new DriftFreeNormalisation(units, drift);
        // Normalised (1, 1), drift and no more; (2, 0), half of it drift; (3, 3), of which 1 each is; and (0, 0).
        float[] flat = {12, 12, 14, 10, 16, 16, 10, 10};
        float[] expected = {0, 0, 1, -1, 2, 2, 0, 0};
        for (int w = 0; w < 4; w++) {
            float[] window = Arrays.copyOfRange(flat, 2 * w, 2 * w + 2);
            free.normalise(window);
            assertThat(window).containsExactly(Arrays.copyOfRange(expected, 2 * w, 2 * w + 2), within(1e-5f));
        }
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Normalisation.Normalised normalised = free.apply(tf, tf.constant(Shape.of(4, 2), DataBuffers.of(flat)));
            assertThat(run(session, normalised.values(), 8)).containsExactly(expected, within(1e-5f));
            assertThat(run(session, normalised.inverse().apply(normalised.values()), 8))
                    .containsExactly(flat, within(1e-4f));
            assertThat(run(session, free.ofCodes(tf).apply(normalised.values()), 8))
                    .as("a code does not hold the drift")
                    .containsExactly(new float[] {10, 10, 12, 8, 14, 14, 10, 10}, within(1e-5f));
        }
        assertThat(free.describe()).endsWith("; less 1 direction of drift");
    }

    @Test
    void refusesDriftWithoutBounds() {
        assertThatThrownBy(() -> new Drift(new float[2], new float[][] {{1, 0}}, new float[] {1}, new float[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Drift(new float[2], new float[0][], new float[0], new float[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesFloorsThatDoNotHold() {
        for (float floor : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new WindowNormalisation(ONE, floor))
                    .hasMessage("the floor is finite and above 0, got " + floor);
        }
    }

    private static float[] run(Session session, Operand<TFloat32> operand, int size) {
        try (Result result = session.runner().fetch(operand).run()) {
            float[] values = new float[size];
            result.get(0).asRawTensor().data().asFloats().read(values);
            return values;
        }
    }
}
