// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.quality.Median;
import io.holter.core.threshold.ErrorProfile;
import java.util.Arrays;

/**
 * The threshold that a card states, from the errors of held-out normal windows and nothing else:
 *
 * <pre>t = median + 6·max(1.4826·MAD, 0.05·median)
 * threshold = t, or the 0.98 quantile where that lies above, but at most 2·t</pre>
 *
 * <p>MAD is the median of the absolute deviations from the median; 1.4826·MAD estimates the standard deviation of
 * normally distributed errors (Rousseeuw and Croux, <em>Alternatives to the median absolute deviation</em>, JASA 1993).
 * Unlike mean and standard deviation neither moves because of a few mislabelled windows among the normal ones. The
 * least spread, a twentieth of the median, keeps windows that hardly differ from alarming on rounding. The quantile
 * follows a long tail of normal windows, as far as t allows.
 *
 * <p>Why this rule: {@code src/site/decisions/0002-the-threshold-on-the-card.md}.
 */
public final class CardThreshold {

    /** The rule in words, for the card. */
    public static final String RULE =
            "median + 6 robust standard deviations (1.4826 times the median absolute deviation, at least 0.05 times the"
                    + " median) of the scores of held-out normal windows, or their 0.98 quantile where that is larger, at"
                    + " most twice as much";

    private static final double DEVIATIONS = 6;
    private static final double TAIL = 0.98;
    private static final double MAX_FACTOR = 2;
    private static final double MAD_TO_SIGMA = 1.4826;
    private static final double MIN_RELATIVE_SIGMA = 0.05;

    /** A threshold must be above 0 even where every error is 0. */
    private static final double MIN_THRESHOLD = 1e-12;

    private CardThreshold() {}

    /**
     * Computes it.
     *
     * @param errors errors of held-out normal windows, at least two, finite, in any order
     * @return above 0
     */
    public static double of(double[] errors) {
        double median = Median.of(errors);
        double mad =
                Median.of(Arrays.stream(errors).map(e -> Math.abs(e - median)).toArray());
        double robust = median + DEVIATIONS * Math.max(MAD_TO_SIGMA * mad, MIN_RELATIVE_SIGMA * median);
        double tail = ErrorProfile.of(errors).quantile(TAIL);
        return Math.max(MIN_THRESHOLD, Math.min(Math.max(robust, tail), MAX_FACTOR * robust));
    }
}
