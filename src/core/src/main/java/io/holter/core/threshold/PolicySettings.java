// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import io.holter.core.Decimal;
import io.holter.core.WrongArtefactException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoublePredicate;

/**
 * The settings of a threshold policy, one record a policy, read from {@code key = value} wherever those stand.
 *
 * <p>To add a policy: its {@link ThresholdPolicy}, a record here with its keys, and its name in {@link #read}.
 */
public sealed interface PolicySettings extends Serializable {

    /** Key of the policy's name. */
    String POLICY = "threshold.policy";

    /** Name of the policy. */
    String name();

    /**
     * The policy for a model.
     *
     * @param profile errors of the model on normal windows
     * @param cardThreshold the model's own threshold
     */
    ThresholdPolicy<?> policyFor(ErrorProfile profile, double cardThreshold);

    /**
     * Settings of {@link RollingThreshold}.
     *
     * @param k standard deviations above the mean, above 0
     * @param halfLife windows after which an error has half its weight, above 0
     * @param floor quantile level of the model's normal errors that the threshold never falls below, 0 to 1
     * @param ceiling how many times the card's threshold the threshold never exceeds, 1 or above; 0 for no ceiling
     * @param levelShiftAfter surplus of alarms that makes a new level; 0 never
     */
    record Rolling(double k, double halfLife, double floor, double ceiling, int levelShiftAfter)
            implements PolicySettings {

        /** {@link #name}. */
        public static final String NAME = "rolling";

        /** What holds where nothing else is said. */
        public static final Rolling DEFAULT = new Rolling(7, 100, 0.97, 2.5, 300);

        /** Key of {@link #k}. */
        public static final String K = "threshold.k";

        /** Key of {@link #halfLife}. */
        public static final String HALF_LIFE = "threshold.half-life";

        /** Key of {@link #floor}. */
        public static final String FLOOR = "threshold.floor";

        /** Key of {@link #ceiling}. */
        public static final String CEILING = "threshold.ceiling";

        /** Key of {@link #levelShiftAfter}. */
        public static final String LEVEL_SHIFT_AFTER = "threshold.level-shift-after";

        private static final double MAX_K = 1e6;
        private static final double MAX_HALF_LIFE = 1e12;

        static Rolling read(Map<String, String> settings, String where) {
            return new Rolling(
                    number(settings, where, K, DEFAULT.k, k -> k > 0 && k < MAX_K, "above 0"),
                    number(settings, where, HALF_LIFE, DEFAULT.halfLife, h -> h > 0 && h < MAX_HALF_LIFE, "above 0"),
                    number(settings, where, FLOOR, DEFAULT.floor, f -> f >= 0 && f <= 1, "a share between 0 and 1"),
                    number(
                            settings,
                            where,
                            CEILING,
                            DEFAULT.ceiling,
                            c -> c == 0 || c >= 1 && c < MAX_K,
                            "0, or 1 or more"),
                    count(settings, where));
        }

        private static int count(Map<String, String> settings, String where) {
            String text = settings.get(LEVEL_SHIFT_AFTER);
            if (text == null) {
                return DEFAULT.levelShiftAfter;
            }
            int count;
            try {
                count = Integer.parseInt(text.strip());
            } catch (NumberFormatException e) {
                throw wrong(where, LEVEL_SHIFT_AFTER, "a value such as " + DEFAULT.levelShiftAfter, text);
            }
            if (count < 0) {
                throw wrong(where, LEVEL_SHIFT_AFTER, "0 or more", text);
            }
            return count;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public ThresholdPolicy<?> policyFor(ErrorProfile profile, double cardThreshold) {
            double least = profile.quantile(floor);
            double most = ceiling == 0 ? Double.POSITIVE_INFINITY : Math.max(least, ceiling * cardThreshold);
            return new RollingThreshold(profile, k, halfLife, new RollingThreshold.Range(least, most), levelShiftAfter);
        }
    }

    /**
     * Settings of {@link FixedThreshold}.
     *
     * @param threshold in the units of the score, above 0; null for the model's own
     */
    record Fixed(Double threshold) implements PolicySettings {

        /** {@link #name}. */
        public static final String NAME = "fixed";

        /** Key of {@link #threshold}. */
        public static final String THRESHOLD = "threshold.fixed";

        static Fixed read(Map<String, String> settings, String where) {
            return new Fixed(
                    settings.containsKey(THRESHOLD)
                            ? number(settings, where, THRESHOLD, null, f -> f > 0 && f < Double.MAX_VALUE, "above 0")
                            : null);
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public ThresholdPolicy<?> policyFor(ErrorProfile profile, double cardThreshold) {
            return new FixedThreshold(threshold == null ? cardThreshold : threshold);
        }
    }

    /**
     * Reads the settings of the policy that {@value #POLICY} names, by default {@code rolling}. Settings of the other
     * policies are checked, too, since they come into force with the next change of the name.
     *
     * @param settings values by key; keys that are not of a threshold are passed over
     * @param where what to name in an error, such as the file that they come from
     * @throws WrongArtefactException if a value cannot be used
     */
    static PolicySettings read(Map<String, String> settings, String where) {
        Rolling rolling = Rolling.read(settings, where);
        Fixed fixed = Fixed.read(settings, where);
        String name = settings.getOrDefault(POLICY, Rolling.NAME).strip();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case Rolling.NAME -> rolling;
            case Fixed.NAME -> fixed;
            default -> throw wrong(where, POLICY, "one of " + Rolling.NAME + ", " + Fixed.NAME, name);
        };
    }

    private static double number(
            Map<String, String> settings,
            String where,
            String key,
            Double otherwise,
            DoublePredicate valid,
            String expected) {
        String text = settings.get(key);
        if (text == null) {
            return otherwise;
        }
        double value;
        try {
            value = Decimal.parse(text);
        } catch (NumberFormatException e) {
            throw wrong(where, key, otherwise == null ? "a number" : "a value such as " + otherwise, text);
        }
        if (!valid.test(value)) {
            throw wrong(where, key, expected, text);
        }
        return value;
    }

    private static WrongArtefactException wrong(String where, String key, String expected, String found) {
        return new WrongArtefactException(where + ": " + key, expected, "'" + found + "'");
    }
}
