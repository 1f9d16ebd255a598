// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** Numbers as a reader wants them. */
final class Wording {

    /** The page is in English. */
    static final Locale LOCALE = Locale.ENGLISH;

    private static final MathContext DIGITS = new MathContext(5);

    private Wording() {}

    /** A whole number with its thousands apart, and a noun: {@code 1,204 windows}. */
    static String count(long number, String singular, String plural) {
        return String.format(LOCALE, "%,d %s", number, number == 1 ? singular : plural);
    }

    /** A share between 0 and 1 as a percentage; only nothing is 0 % and only everything 100 %. */
    static String percent(double share) {
        if (!Double.isFinite(share)) {
            return "–";
        }
        double percent = 100 * share;
        if (percent > 0 && percent < 0.05 || percent > 99.95 && percent < 100) {
            return String.format(LOCALE, "%.2f\u00A0%%", Math.max(0.01, Math.min(99.99, percent)));
        }
        return String.format(LOCALE, percent == Math.rint(percent) ? "%.0f\u00A0%%" : "%.1f\u00A0%%", percent);
    }

    /** A rate with three significant digits. */
    static String rate(double value) {
        return Double.isFinite(value)
                ? number(new BigDecimal(value).round(new MathContext(3)).doubleValue())
                : "–";
    }

    /** A moment, to the minute. */
    static String moment(Instant moment) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", LOCALE).format(moment.atOffset(ZoneOffset.UTC));
    }

    /** A figure between 0 and 1 with four decimals; a dash where there is none. */
    static String figure(double value) {
        return Double.isFinite(value) ? String.format(LOCALE, "%.4f", value) : "–";
    }

    /** Any number with four significant digits. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e7)) {
            return String.format(LOCALE, "%.3e", value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        return String.format(LOCALE, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    /** Five significant digits: what a picture can show. NaN and infinities become the largest number. */
    static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : Double.MAX_VALUE;
    }

    /** Each {@linkplain #rounded(double) rounded}. */
    static double[] rounded(double[] values) {
        return Arrays.stream(values).map(Wording::rounded).toArray();
    }
}
