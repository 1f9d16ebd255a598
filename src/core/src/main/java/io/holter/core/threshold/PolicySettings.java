// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

import io.holter.core.NumberSettings;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;

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

        static Rolling read(NumberSettings numbers) {
            return new Rolling(
                    numbers.number(K, DEFAULT.k, k -> k > 0 && k < MAX_K, "above 0"),
                    numbers.number(HALF_LIFE, DEFAULT.halfLife, h -> h > 0 && h < MAX_HALF_LIFE, "above 0"),
                    numbers.number(FLOOR, DEFAULT.floor, f -> f >= 0 && f <= 1, "a share between 0 and 1"),
                    numbers.number(CEILING, DEFAULT.ceiling, c -> c == 0 || c >= 1 && c < MAX_K, "0, or 1 or more"),
                    numbers.count(LEVEL_SHIFT_AFTER, DEFAULT.levelShiftAfter, n -> n >= 0, "0 or more"));
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

        static Fixed read(NumberSettings numbers) {
            return new Fixed(numbers.number(THRESHOLD, null, f -> f > 0 && f < Double.MAX_VALUE, "above 0"));
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
     * @throws io.holter.core.WrongArtefactException if a value cannot be used
     */
    static PolicySettings read(Map<String, String> settings, String where) {
        NumberSettings numbers = new NumberSettings(settings, where);
        Rolling rolling = Rolling.read(numbers);
        Fixed fixed = Fixed.read(numbers);
        String name = settings.getOrDefault(POLICY, Rolling.NAME).strip();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case Rolling.NAME -> rolling;
            case Fixed.NAME -> fixed;
            default -> throw numbers.wrong(POLICY, "one of " + Rolling.NAME + ", " + Fixed.NAME, name);
        };
    }
}
