// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

import io.holter.data.LabelPlace;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;

/**
 * What {@code --label} says.
 *
 * @param place where labels are
 * @param name of the tag or the column that has them; null unless that is the place
 */
public record LabelOption(LabelPlace place, String name) {

    private static final String ANNOTATIONS = "atr";
    private static final String TAG = "tag:";
    private static final String COLUMN = "column:";

    /** Whether labels are the annotated beats of a record, some of which are known to be normal. */
    boolean isAnnotations() {
        return place == LabelPlace.OWN;
    }

    @Override
    public String toString() {
        return switch (place) {
            case OWN -> ANNOTATIONS;
            case TAG -> TAG + name;
            case COLUMN -> COLUMN + name;
            default -> place.name().toLowerCase(Locale.ROOT);
        };
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
            if (value.startsWith(COLUMN) && value.length() > COLUMN.length()) {
                return new LabelOption(LabelPlace.COLUMN, value.substring(COLUMN.length()));
            }
            return switch (value) {
                case "first", "last", "folder", "none" ->
                    new LabelOption(LabelPlace.valueOf(value.toUpperCase(Locale.ROOT)), null);
                default ->
                    throw Choice.wrong(
                            value, List.of("first", "last", "column:NAME", "folder", "atr", "tag:NAME", "none"));
            };
        }
    }
}
