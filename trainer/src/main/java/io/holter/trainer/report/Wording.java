package io.holter.trainer.report;

import java.math.BigDecimal;
import java.math.MathContext;
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

    /** A share between 0 and 1 as a percentage with three digits that say something, never rounded up to all. */
    static String percent(double share) {
        if (!Double.isFinite(share)) {
            return "–";
        }
        double percent = 100 * share;
        int decimals = percent > 0 && percent < 1 ? 2 : 1;
        if (percent > 99 && percent < 100) {
            decimals = 2;
            percent = Math.min(percent, 99.99);
        }
        if (percent == Math.rint(percent)) {
            decimals = 0;
        }
        return String.format(LOCALE, "%." + decimals + "f %%", percent);
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
