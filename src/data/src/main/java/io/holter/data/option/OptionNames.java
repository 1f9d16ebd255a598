// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

import io.holter.data.DataFeature;
import io.holter.data.DataFormatException;
import java.util.stream.Collectors;

/** By which options people ask for what a {@link io.holter.data.DataFormat} may ask for. */
public final class OptionNames {

    private OptionNames() {}

    /** What does not go together, and the options that would mend it. */
    public static String explain(DataFormatException e) {
        return e.features().isEmpty()
                ? e.getMessage()
                : e.getMessage()
                        + e.features().stream().map(OptionNames::of).collect(Collectors.joining(" or ", " (", ")"));
    }

    static String of(DataFeature feature) {
        return switch (feature) {
            case COLUMN_LABELS -> "--label first, --label last, --label column:NAME";
            case TAG_LABELS -> "--label tag:NAME";
            case OWN_LABELS -> "--label or --labels says where labels are";
            case COLUMNS -> "--header, --skip-columns";
            case TIMES -> "--time-column NAME";
            case AXES -> "--axes";
            case CHANNELS -> "--channels N";
            case IMAGE_SIZE -> "--image-size HxW";
            case SLICING -> "--window N";
            case BEATS -> "--beats BEFORE,AFTER";
            case SIGNALS -> "--signals NAME,…";
            case ANNOTATOR -> "--annotator EXT";
        };
    }
}
