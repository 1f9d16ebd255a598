// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.trainer.Beats;
import io.holter.trainer.network.Normalisation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobustSelectionTest {

    private static final double MAX_SHARE = 0.4;

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void cleanWindowsAllStay(long seed) throws Exception {
        WindowSet clean = Beats.waves(1000, seed).mixture(0, seed);
        assertThat(select(clean, seed).size()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.25})
    void abnormalWindowsAreFoundWhateverTheirShare(double share) throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            WindowSet mixture = Beats.waves(1000, seed).mixture(share, seed);
            assertThat(mixture.anomalies() / (double) mixture.size()).isBetween(share - 0.01, share + 0.01);
            WindowSet kept = select(mixture, seed);
            assertThat(kept.anomalies()).isZero();
            assertThat(kept.size())
                    .isGreaterThanOrEqualTo((int) (0.99 * mixture.normal().size()));
        }
    }

    /** Windows that the components were not fitted to are told apart, too: those held out. */
    @Test
    void othersAreToldApartByTheSameLimit() throws Exception {
        WindowSet mixture = Beats.waves(1000, 1).mixture(0.2, 1);
        WindowSet others = Beats.waves(200, 2).mixture(0.5, 2);
        WindowSet kept =
                RobustSelection.of(mixture, units(mixture), MAX_SHARE, 1).normal(others);
        assertThat(kept.anomalies()).isZero();
        assertThat(kept.size())
                .isGreaterThanOrEqualTo((int) (0.99 * others.normal().size()));
    }

    /**
     * Normal windows, of which some drift so far that the hill of the anomalies hides them: they are no kind of
     * anomaly.
     */
    @Test
    void rareNormalWindowsStay() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            Beats waves = Beats.waves(1000, seed);
            Random random = new Random(seed);
            List<float[]> normal = new ArrayList<>(waves.normal());
            for (int i = 0; i < 60; i++) {
                float[] window = normal.get(i).clone();
                double drift = 1.5 + random.nextDouble();
                for (int t = 0; t < window.length; t++) {
                    window[t] += (float) (drift * (random.nextBoolean() ? 1.1 : 0.9) * (2.0 * t / window.length - 1));
                }
                normal.set(i, window);
            }
            WindowSet mixture = new Beats(waves.shape(), normal, waves.abnormal()).mixture(0.2, seed);
            WindowSet kept = select(mixture, seed);
            assertThat(kept.anomalies()).isZero();
            // Those that drift most have hardly any others about them.
            assertThat(kept.size())
                    .isGreaterThanOrEqualTo((int) (0.98 * mixture.normal().size()));
        }
    }

    /**
     * Windows like no others, neither of the abnormal kind nor normal: it is neighbours that a rare normal window has.
     */
    @Test
    void windowsLikeNoOthersGoWithTheAnomalies() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            Beats waves = Beats.waves(1000, seed);
            Random random = new Random(seed);
            List<float[]> abnormal = new ArrayList<>(waves.abnormal().subList(0, 240));
            for (int i = 0; i < 10; i++) {
                float[] loner = waves.normal().get(i).clone();
                for (int t = 0; t < loner.length; t += 4) {
                    float step = (float) random.nextGaussian();
                    for (int u = t; u < t + 4; u++) {
                        loner[u] += step;
                    }
                }
                abnormal.add(loner);
            }
            WindowSet mixture = new Beats(waves.shape(), waves.normal(), abnormal).mixture(0.2, seed);
            WindowSet kept = select(mixture, seed);
            assertThat(kept.anomalies()).isZero();
            assertThat(kept.size())
                    .isGreaterThanOrEqualTo((int) (0.99 * mixture.normal().size()));
        }
    }

    /**
     * A quarter with another wave on top: of its variance a third, which another kind of normal windows may have, or
     * most.
     */
    @ParameterizedTest
    @CsvSource({"0.6, 1000", "1.2, 750"})
    void aLargeKindGoesIfItDiffersByMostOfTheVariance(float amplitude, int left) throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            List<float[]> windows = new ArrayList<>();
            for (float[] wave : Beats.waves(1000, seed).normal()) {
                if (windows.size() % 4 == 0) {
                    for (int t = 0; t < wave.length; t++) {
                        wave[t] += (float) (amplitude * Math.sin(t * 3 * 2 * Math.PI / wave.length));
                    }
                }
                windows.add(wave);
            }
            WindowSet all = WindowSet.unlabelled(new WindowShape(40, 1), windows, "waves");
            assertThat(select(all, seed).size()).isBetween(left - 5, left);
        }
    }

    /** Where nearly all normal windows are equal, another does not have to be equal to be like them. */
    @Test
    void aDeadSensorsWindowsAreNoMeasureOfWhatIsNear() throws Exception {
        Beats waves = Beats.waves(1000, 1);
        List<float[]> normal =
                new ArrayList<>(Collections.nCopies(960, waves.normal().get(0)));
        for (int i = 0; i < 40; i++) {
            float[] window = waves.normal().get(0).clone();
            window[i] += 0.1f;
            normal.add(window);
        }
        WindowSet mixture = new Beats(waves.shape(), normal, waves.abnormal()).mixture(0.2, 1);
        WindowSet kept = select(mixture, 1);
        assertThat(kept.anomalies()).isZero();
        assertThat(kept.size()).isEqualTo(mixture.normal().size());
    }

    /** Beyond 4,096 windows the components are fitted to some at random; the others are judged by them. */
    @Test
    void manyWindowsAreJudgedBySome() throws Exception {
        WindowSet mixture = Beats.waves(6000, 1).mixture(0.3, 1);
        WindowSet kept = select(mixture, 1);
        assertThat(kept.anomalies()).isZero();
        assertThat(kept.size())
                .isGreaterThanOrEqualTo((int) (0.99 * mixture.normal().size()));
        assertThat(select(mixture, 1).fingerprint()).isEqualTo(kept.fingerprint());
    }

    @Test
    void windowsThatNeverChangeAllStay() throws Exception {
        WindowSet still =
                WindowSet.unlabelled(new WindowShape(3, 1), Collections.nCopies(50, new float[] {1, 2, 3}), "still");
        assertThat(select(still, 1).size()).isEqualTo(50);
        WindowSet one = WindowSet.unlabelled(new WindowShape(1, 1), List.of(new float[] {1}), "one");
        assertThat(select(one, 1).size()).isEqualTo(1);
    }

    private static WindowSet select(WindowSet windows, long seed) {
        return RobustSelection.of(windows, units(windows), MAX_SHARE, seed).normal(windows);
    }

    private static Normalisation units(WindowSet windows) {
        return Normalisation.of(Normalisation.Kind.STANDARD, windows.shape(), windows.windows());
    }
}
