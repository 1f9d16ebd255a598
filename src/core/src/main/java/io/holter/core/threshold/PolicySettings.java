package io.holter.core.threshold;

import io.holter.core.WrongArtefactException;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The settings of a threshold policy: what is left to people, as opposed to what the model's card says. Keys, defaults
 * and ranges are those of {@link PolicyOption}.
 */
public sealed interface PolicySettings {

    /**
     * The settings of a {@link RollingThreshold}.
     *
     * @param k standard deviations above the mean
     * @param halfLife windows after which an error has half its weight
     * @param floor level of the quantile of the model's normal errors that is never gone below, 0 to 1
     * @param levelShiftAfter surplus of alarms that makes a new level; 0 never
     */
    record Rolling(double k, double halfLife, double floor, int levelShiftAfter) implements PolicySettings {

        public Rolling {
            PolicyOption.K.check(k);
            PolicyOption.HALF_LIFE.check(halfLife);
            PolicyOption.FLOOR.check(floor);
            PolicyOption.LEVEL_SHIFT_AFTER.check(levelShiftAfter);
        }

        @Override
        public RollingThreshold policyFor(ErrorProfile profile, double cardThreshold) {
            return new RollingThreshold(profile, k, halfLife, profile.quantile(floor), levelShiftAfter);
        }
    }

    /**
     * The settings of a {@link FixedThreshold}.
     *
     * @param threshold the threshold, in the units of the score; empty for that of the model's card
     */
    record Fixed(OptionalDouble threshold) implements PolicySettings {

        public Fixed {
            threshold.ifPresent(PolicyOption.FIXED::check);
        }

        @Override
        public FixedThreshold policyFor(ErrorProfile profile, double cardThreshold) {
            return new FixedThreshold(threshold.orElse(cardThreshold));
        }
    }

    /**
     * Makes the policy for a model.
     *
     * @param profile errors of the model on normal windows
     * @param cardThreshold the model's own threshold
     */
    ThresholdPolicy<?> policyFor(ErrorProfile profile, double cardThreshold);

    /**
     * Reads settings from values by key. Every value is checked, also one that the chosen policy does not use.
     *
     * @param settings values by key; keys that do not start with the prefix are passed over
     * @param prefix what stands before the keys of {@link PolicyOption}, such as {@code threshold.}; may be empty
     * @param where what to name in an error, such as the file that the settings come from
     * @throws WrongArtefactException if a key is unknown or a value cannot be used
     */
    static PolicySettings read(Map<String, String> settings, String prefix, String where) {
        return new PolicyReader(settings, prefix, where).read();
    }
}
