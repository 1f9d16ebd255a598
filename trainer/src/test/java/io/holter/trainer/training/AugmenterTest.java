// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.trainer.network.Geometry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmenterTest {

    private static final Geometry TIME = new Geometry(6, 1, 2);
    private static final Geometry IMAGE = new Geometry(4, 4, 1);
    private static final float[] RISING = {1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60};
    private static final float[] PICTURE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    @Test
    void windowsMoveByWholeSamplesAndRepeatTheEdge() {
        List<List<Float>> found = distinct(new Augmentation(2, 0, 0, false, 0), TIME, RISING, 200);
        assertThat(found)
                .containsExactlyInAnyOrder(
                        List.of(3f, 30f, 4f, 40f, 5f, 50f, 6f, 60f, 6f, 60f, 6f, 60f),
                        List.of(2f, 20f, 3f, 30f, 4f, 40f, 5f, 50f, 6f, 60f, 6f, 60f),
                        boxed(RISING),
                        List.of(1f, 10f, 1f, 10f, 2f, 20f, 3f, 30f, 4f, 40f, 5f, 50f),
                        List.of(1f, 10f, 1f, 10f, 1f, 10f, 2f, 20f, 3f, 30f, 4f, 40f));
    }

    /** Around the mean of each channel, 3.5 and 35. */
    @Test
    void amplitudesChangeAndLevelsStay() {
        Set<Integer> tenths = new HashSet<>();
        for (float[] varied : vary(new Augmentation(0, 0.5, 0, false, 0), TIME, RISING, 500)) {
            for (int channel = 0; channel < 2; channel++) {
                float level = channel == 0 ? 3.5f : 35;
                float factor = (varied[channel] - level) / (RISING[channel] - level);
                assertThat(factor).isBetween(0.5f, 1.5f);
                tenths.add((int) (factor * 10));
                for (int i = channel; i < varied.length; i += 2) {
                    assertThat(varied[i]).isCloseTo(level + factor * (RISING[i] - level), within(1e-4f));
                }
            }
        }
        assertThat(tenths).contains(5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
    }

    /** Deviations of the channels are √(35/12) and ten times that: jitter has a tenth of them. */
    @Test
    void jitterGoesWithTheDeviationOfTheWindow() {
        List<float[]> all = vary(new Augmentation(0, 0, 0.1, false, 0), TIME, RISING, 2000);
        for (int channel = 0; channel < 2; channel++) {
            double sum = 0;
            double squares = 0;
            for (float[] varied : all) {
                for (int i = channel; i < varied.length; i += 2) {
                    sum += varied[i] - RISING[i];
                    squares += Math.pow(varied[i] - RISING[i], 2);
                }
            }
            int count = all.size() * 6;
            double expected = 0.1 * Math.sqrt(35 / 12.0) * (channel == 0 ? 1 : 10);
            // 12,000 draws: their deviation is known to 0.7 %, their mean to 0.9 % of it.
            assertThat(Math.sqrt(squares / count)).isCloseTo(expected, within(0.03 * expected));
            assertThat(sum / count).isCloseTo(0, within(0.04 * expected));
        }
    }

    @Test
    void windowsThatNeverChangeDoNotJitter() {
        float[] still = new float[12];
        Arrays.fill(still, 7);
        assertThat(distinct(new Augmentation(0, 0.5, 0.5, false, 0), TIME, still, 20))
                .containsExactly(boxed(still));
    }

    @Test
    void imagesAreMirroredExactlyHalfOfTheTime() {
        float[] mirrored = {4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9, 16, 15, 14, 13};
        List<float[]> all = vary(new Augmentation(0, 0, 0, true, 0), IMAGE, PICTURE, 1000);
        int flipped = 0;
        for (float[] varied : all) {
            boolean is = Arrays.equals(varied, mirrored);
            assertThat(is || Arrays.equals(varied, PICTURE)).isTrue();
            flipped += is ? 1 : 0;
        }
        assertThat(flipped).isBetween(430, 570);
    }

    /** Channels of a pixel stay together, and images need not be square. */
    @Test
    void coloursAreMirroredWithTheirPixels() {
        float[] colours = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        assertThat(distinct(new Augmentation(0, 0, 0, true, 0), new Geometry(2, 3, 2), colours, 50))
                .containsExactlyInAnyOrder(boxed(colours), List.of(5f, 6f, 3f, 4f, 1f, 2f, 11f, 12f, 9f, 10f, 7f, 8f));
    }

    @ParameterizedTest
    @CsvSource({"90", "180", "-90"})
    void quarterTurnsMoveEveryPixel(double degrees) {
        float[] turned = new float[16];
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                int from = degrees == 180
                        ? (3 - row) * 4 + 3 - column
                        : degrees == 90 ? (3 - column) * 4 + row : column * 4 + 3 - row;
                turned[row * 4 + column] = PICTURE[from];
            }
        }
        float[] found = PICTURE.clone();
        new Augmenter(new Augmentation(0, 0, 0, false, 180), IMAGE, turning(degrees / 180)).apply(found, 0);
        assertThat(found).containsExactly(turned, within(1e-5f));
    }

    /** A slope stays one, only its direction turns: away from the edges, where pixels repeat. */
    @Test
    void smallTurnsTurnSlopes() {
        Geometry geometry = new Geometry(15, 15, 1);
        float[] slope = new float[225];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = i % 15 - 7;
        }
        Set<Boolean> sides = new HashSet<>();
        for (float[] varied : vary(new Augmentation(0, 0, 0, false, 20), geometry, slope, 50)) {
            double acrossColumns = varied[7 * 15 + 8] - varied[7 * 15 + 7];
            double acrossRows = varied[8 * 15 + 7] - varied[7 * 15 + 7];
            assertThat(varied[7 * 15 + 7]).isCloseTo(0, within(1e-5f));
            assertThat(Math.hypot(acrossColumns, acrossRows)).isCloseTo(1, within(1e-4));
            double degrees = Math.toDegrees(Math.atan2(acrossRows, acrossColumns));
            assertThat(degrees).isBetween(-20.01, 20.01);
            sides.add(degrees > 0);
            for (int row = 5; row < 10; row++) {
                for (int column = 5; column < 10; column++) {
                    double expected = (column - 7) * acrossColumns + (row - 7) * acrossRows;
                    assertThat((double) varied[row * 15 + column]).isCloseTo(expected, within(1e-4));
                }
            }
        }
        assertThat(sides).containsExactlyInAnyOrder(true, false);
    }

    /** By parts of a pixel: of an image whose values are its columns and rows, the middle tells where it came from. */
    @Test
    void imagesMoveBothWays() {
        float[] places = new float[162];
        for (int i = 0; i < 81; i++) {
            places[2 * i] = i % 9 - 4;
            places[2 * i + 1] = i / 9 - 4;
        }
        double[][] moved = new double[2][300];
        List<float[]> all = vary(new Augmentation(2, 0, 0, false, 0), new Geometry(9, 9, 2), places, 300);
        for (int i = 0; i < 300; i++) {
            moved[0][i] = all.get(i)[80];
            moved[1][i] = all.get(i)[81];
            // Beyond the edge it repeats: the first column comes from no further than that.
            assertThat(all.get(i)[72]).isCloseTo((float) Math.max(-4, -4 + moved[0][i]), within(1e-5f));
        }
        for (double[] direction : moved) {
            assertThat(Arrays.stream(direction).min().orElseThrow()).isBetween(-2.0, -1.9);
            assertThat(Arrays.stream(direction).max().orElseThrow()).isBetween(1.9, 2.0);
            // Uniform between: its standard deviation is 4/√12 = 1.155.
            double squares = Arrays.stream(direction).map(x -> x * x).average().orElseThrow();
            assertThat(Math.sqrt(squares)).isBetween(1.05, 1.25);
        }
    }

    @Test
    void theSeedDecides() {
        Augmentation all = new Augmentation(2, 0.3, 0.1, false, 0);
        assertThat(distinct(all, TIME, RISING, 5)).hasSize(5).isEqualTo(distinct(all, TIME, RISING, 5));
    }

    @Test
    void otherWindowsAreLeftAlone() {
        float[] three = new float[36];
        for (int w = 0; w < 3; w++) {
            System.arraycopy(RISING, 0, three, w * 12, 12);
        }
        new Augmenter(new Augmentation(2, 0.3, 0.1, false, 0), TIME, 1).apply(three, 12);
        assertThat(Arrays.copyOfRange(three, 0, 12)).isEqualTo(RISING);
        assertThat(Arrays.copyOfRange(three, 12, 24)).isNotEqualTo(RISING);
        assertThat(Arrays.copyOfRange(three, 24, 36)).isEqualTo(RISING);
        float[] untouched = RISING.clone();
        new Augmenter(Augmentation.NONE, TIME, 1).apply(untouched, 0);
        assertThat(untouched).isEqualTo(RISING);
    }

    @Test
    void refusesWhatDoesNotGoWithTheWindows() {
        assertThatThrownBy(() -> new Augmentation(0, 0, 0, true, 0).check(TIME))
                .hasMessage("only images are flipped and rotated, and these are windows of time");
        assertThatThrownBy(() -> new Augmentation(0, 0, 0, false, 5).check(TIME))
                .hasMessage("only images are flipped and rotated, and these are windows of time");
        assertThatThrownBy(() -> new Augmentation(0, 0.1, 0, false, 0).check(IMAGE))
                .hasMessage("only windows of time change their scale and jitter, and these are images");
        assertThatThrownBy(() -> new Augmentation(0, 0, 0.1, false, 0).check(IMAGE))
                .hasMessage("only windows of time change their scale and jitter, and these are images");
        assertThatThrownBy(() -> new Augmentation(6, 0, 0, false, 0).check(TIME))
                .hasMessage("a shift by 6 leaves nothing of windows of 6: it must be smaller");
        assertThatThrownBy(() -> new Augmentation(3, 0, 0, false, 0).check(new Geometry(3, 9, 1)))
                .hasMessage("a shift by 3 leaves nothing of windows of 3: it must be smaller");
        new Augmentation(5, 0.1, 0.1, false, 0).check(TIME);
        new Augmentation(3, 0, 0, true, 180).check(IMAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1,0,0,0",
                "0,-0.1,0,0",
                "0,1,0,0",
                "0,NaN,0,0",
                "0,0,-1,0",
                "0,0,NaN,0",
                "0,0,0,-1",
                "0,0,0,181"
            })
    void refusesImpossibleVariations(String values) {
        double[] v = Arrays.stream(values.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThatThrownBy(() -> new Augmentation((int) v[0], v[1], v[2], false, v[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Gives a turn by this share of the largest one, and no move. */
    private static Random turning(double share) {
        return new Random() {
            private static final long serialVersionUID = 1;
            private boolean turned;

            @Override
            public double nextDouble() {
                double draw = turned ? 0.5 : (1 + share) / 2;
                turned = true;
                return draw;
            }
        };
    }

    private static List<float[]> vary(Augmentation augmentation, Geometry geometry, float[] window, int times) {
        Augmenter variation = new Augmenter(augmentation, geometry, 1);
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            float[] varied = window.clone();
            variation.apply(varied, 0);
            all.add(varied);
        }
        return all;
    }

    private static List<List<Float>> distinct(Augmentation augmentation, Geometry geometry, float[] window, int times) {
        return vary(augmentation, geometry, window, times).stream()
                .map(AugmenterTest::boxed)
                .distinct()
                .toList();
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>();
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
