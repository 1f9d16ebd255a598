// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

import io.holter.data.LabelPlace;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --label} says.
 *
 * @param place where labels are
 * @param tag the tag that has them; null unless that is the place
 */
public record LabelOption(LabelPlace place, String tag) {

    private static final String ANNOTATIONS = "atr";
    private static final String TAG = "tag:";

    /** Whether labels are the annotated beats of a record, some of which are known to be normal. */
    boolean isAnnotations() {
        return place == LabelPlace.OWN;
    }

    @Override
    public String toString() {
        return isAnnotations()
                ? ANNOTATIONS
                : tag != null ? TAG + tag : place.name().toLowerCase(Locale.ROOT);
    }

    /** Reads it. */
    public static final class Converter implements ITypeConverter<LabelOption> {

        @Override
        public LabelOption convert(String value) {
            if (value.equals(ANNOTATIONS)) {
                return new LabelOption(LabelPlace.OWN, null);
            }
            if (value.startsWith(TAG) && value.length() > TAG.length()) {
                return new LabelOption(LabelPlace.TAG, value.substring(TAG.length()));
            }
            return switch (value) {
                case "first", "last", "folder", "none" ->
                    new LabelOption(LabelPlace.valueOf(value.toUpperCase(Locale.ROOT)), null);
                default ->
                    throw new TypeConversionException(
                            "expected first, last, folder, atr, tag:NAME or none, found " + value);
            };
        }
    }
}
