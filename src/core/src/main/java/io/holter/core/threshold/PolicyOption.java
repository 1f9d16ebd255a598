package io.holter.core.threshold;

import java.util.Optional;
import java.util.function.DoublePredicate;

/** A setting of a threshold policy: its key, default, range and meaning, which stand here and nowhere else. */
public enum PolicyOption {
    /** Which policy. */
    POLICY(
            "policy",
            RollingThreshold.NAME,
            "one of " + RollingThreshold.NAME + ", " + FixedThreshold.NAME,
            null,
            "rolling: mean + k standard deviations of the recent quiet errors of each series, started from the model's"
                    + " card. fixed: threshold.fixed for all."),

    /** Rolling: standard deviations above the mean. */
    K(
            "k",
            "4.0",
            "a number above 0 and below 1e6",
            k -> k > 0 && k < 1e6,
            "rolling: standard deviations above the mean. Were errors normally distributed, 3 would alarm on 1.3 and 4"
                    + " on 0.03 of 1,000 normal windows; real errors have heavier tails."),

    /** Rolling: windows after which an error has half its weight. */
    HALF_LIFE(
            "half-life",
            "100.0",
            "a number above 0 and below 1e12",
            windows -> windows > 0 && windows < 1e12,
            "rolling: windows of a series after which an error has half its weight. 100 heartbeats are about 80"
                    + " seconds."),

    /** Rolling: level of the quantile of the model's normal errors that is never gone below. */
    FLOOR(
            "floor",
            "0.98",
            "a share between 0 and 1",
            share -> share >= 0 && share <= 1,
            "rolling: never alarm on an error that this share of the model's normal windows stays at or below, however"
                    + " quiet the series. Only windows above the floor carry what an alert shows, so a lower floor"
                    + " costs throughput."),

    /** Rolling: surplus of alarms that makes a new level. */
    LEVEL_SHIFT_AFTER(
            "level-shift-after",
            "300",
            "a whole number from 0 to " + Integer.MAX_VALUE,
            windows -> windows >= 0 && windows <= Integer.MAX_VALUE && windows == Math.rint(windows),
            "rolling: once a series has had this many more alarms than quiet windows, all of about one level, that"
                    + " level is its new normal. 0: never."),

    /** Fixed: the threshold. */
    FIXED(
            "fixed",
            null,
            "a number above 0",
            threshold -> threshold > 0 && threshold <= Double.MAX_VALUE,
            "fixed: the threshold, in the units of the score; without it the threshold of the model's card.");

    private final String key;
    private final String defaultValue;
    private final String expected;
    private final DoublePredicate valid;
    private final String description;

    PolicyOption(String key, String defaultValue, String expected, DoublePredicate valid, String description) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.expected = expected;
        this.valid = valid;
        this.description = description;
    }

    /** The key, such as {@code half-life}; configuration files put {@code threshold.} before it. */
    public String key() {
        return key;
    }

    /** The value where none is set; empty where it is taken from the model's card. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** The values that may be set, in words. */
    public String expected() {
        return expected;
    }

    /** The meaning, in sentences. */
    public String description() {
        return description;
    }

    /**
     * Checks a number.
     *
     * @throws IllegalArgumentException if it lies outside of the range
     */
    void check(double value) {
        if (!valid.test(value)) {
            throw new IllegalArgumentException(key + ": expected " + expected + ", found " + value);
        }
    }
}
