// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.data.set.WindowSet;
import io.holter.trainer.Beats;
import io.holter.trainer.network.Normalisation;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for normal among real heartbeats whose labels are not looked at. */
class RobustSelectionIT {

    private static final int SEEDS = 3;

    /**
     * Mixtures of normal and abnormal beats.
     *
     * @param lost largest share of the normal beats that may be left out
     * @param left largest share of the abnormal beats that may stay
     */
    @ParameterizedTest
    @CsvSource({
        "ECG5000, 0,    0,     0",
        "ECG5000, 0.05, 0.05,  0.2",
        "ECG5000, 0.2,  0.012, 0.09",
        "ECG5000, 0.35, 0.012, 0.09",
        "106,     0,    0,     0",
        "106,     0.05, 0.002, 0",
        "106,     0.2,  0.002, 0.012",
        "106,     0.35, 0.002, 0.012",
        // Its normal beats are of two kinds. Two components explain both, and the abnormal ones where these are many:
        // nothing tells them from a third kind, then.
        "119,     0,    0,     0",
        "119,     0.05, 0.002, 0",
        "119,     0.2,  0.002, 0",
        "119,     0.25, 0.002, 0",
        "200,     0,    0,     0",
        "200,     0.05, 0.002, 0.11",
        "200,     0.2,  0.002, 0.11",
        "200,     0.25, 0.002, 0.11"
    })
    void leavesAnomaliesOutAndNormalBeatsIn(String data, double share, double lost, double left) throws Exception {
        Beats beats = data.equals("ECG5000") ? Beats.ecg5000() : Beats.mitBih(Integer.parseInt(data));
        for (long seed = 1; seed <= SEEDS; seed++) {
            WindowSet mixture = beats.mixture(share, seed);
            Normalisation units = Normalisation.of(Normalisation.Kind.STANDARD, mixture.shape(), mixture.windows());
            WindowSet kept = RobustSelection.of(mixture, units, 0.4, seed).normal(mixture);
            double out = 1 - kept.normal().size() / (double) mixture.normal().size();
            double in = mixture.anomalies() == 0 ? 0 : kept.anomalies() / (double) mixture.anomalies();
            System.out.printf(
                    Locale.ROOT,
                    "%s with %.0f %% anomalies: of %d beats %.1f %% of the normal left out, %.1f %% of the others in%n",
                    data,
                    100 * share,
                    mixture.size(),
                    100 * out,
                    100 * in);
            assertThat(out).isLessThanOrEqualTo(lost);
            assertThat(in).isLessThanOrEqualTo(left);
        }
    }
}
