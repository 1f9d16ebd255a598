// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.WrongArtefactException;
import java.util.List;

/**
 * Data and the {@link DataFormat} that it is to be read with do not go together. The message reads
 * {@code where: expected …, found …}; {@link #features} says what of the format to change, so that whoever knows how it
 * was asked for (an option, a setting) can name that.
 */
public final class DataFormatException extends WrongArtefactException {

    private static final long serialVersionUID = 1L;

    private final transient List<DataFeature> features;

    /**
     * States what does not go together.
     *
     * @param where the source, and where in it
     * @param expected what would have been right
     * @param found what was there instead
     * @param features what of the format is in the way or missing
     */
    public DataFormatException(String where, String expected, String found, DataFeature... features) {
        super(where, expected, found);
        this.features = List.of(features);
    }

    /** What of the format is in the way or missing. */
    public List<DataFeature> features() {
        return features;
    }
}
