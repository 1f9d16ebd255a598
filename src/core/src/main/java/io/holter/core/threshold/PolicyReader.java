package io.holter.core.threshold;

import io.holter.core.WrongArtefactException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A reader of policy settings, which says which key is wrong and how.
 *
 * @param settings values by key
 * @param prefix what stands before the keys of {@link PolicyOption}
 * @param where what to name in an error
 */
record PolicyReader(Map<String, String> settings, String prefix, String where) {

    PolicySettings read() {
        rejectUnknownKeys();
        PolicySettings.Rolling rolling = new PolicySettings.Rolling(
                number(PolicyOption.K).orElseThrow(),
                number(PolicyOption.HALF_LIFE).orElseThrow(),
                number(PolicyOption.FLOOR).orElseThrow(),
                (int) number(PolicyOption.LEVEL_SHIFT_AFTER).orElseThrow());
        PolicySettings.Fixed fixed = new PolicySettings.Fixed(number(PolicyOption.FIXED));
        String policy = text(PolicyOption.POLICY);
        return switch (policy.toLowerCase(Locale.ROOT)) {
            case RollingThreshold.NAME -> rolling;
            case FixedThreshold.NAME -> fixed;
            default -> throw wrong(PolicyOption.POLICY, policy);
        };
    }

    private void rejectUnknownKeys() {
        List<String> known = Stream.of(PolicyOption.values())
                .map(option -> prefix + option.key())
                .toList();
        for (String key : settings.keySet()) {
            if (key.startsWith(prefix) && !known.contains(key)) {
                throw new WrongArtefactException(
                        where + ": " + key, "one of " + String.join(", ", known), "an unknown key");
            }
        }
    }

    /** The value or its default; null where there is neither. */
    private String text(PolicyOption option) {
        String value = settings.get(prefix + option.key());
        return value == null ? option.defaultValue().orElse(null) : value.strip();
    }

    /** As {@link #text}, checked. */
    private OptionalDouble number(PolicyOption option) {
        String text = text(option);
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            option.check(value);
            return OptionalDouble.of(value);
        } catch (IllegalArgumentException e) {
            throw wrong(option, text);
        }
    }

    private WrongArtefactException wrong(PolicyOption option, String found) {
        return new WrongArtefactException(where + ": " + prefix + option.key(), option.expected(), "'" + found + "'");
    }
}
