// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import java.util.function.Supplier;

/** The largest windows that are read. */
public final class WindowSize {

    /** Most values of a window, so that a size that is nonsense ends in a message and not in a full heap: 16 MiB. */
    public static final int MAX_VALUES = 1 << 22;

    private WindowSize() {}

    /**
     * The geometry of windows, whatever sizes a source claims.
     *
     * @param place what claims them
     * @throws WrongArtefactException if there is nothing in such a window, or more than {@value #MAX_VALUES} values
     */
    public static WindowShape of(Supplier<String> place, long length, long channels) {
        boolean fits = length >= 1 && channels >= 1 && length <= MAX_VALUES && channels <= MAX_VALUES;
        if (!fits || length * channels > MAX_VALUES) {
            throw new WrongArtefactException(
                    place.get(),
                    "windows of 1 to " + MAX_VALUES + " values",
                    Count.of(length, "sample") + " × " + Count.of(channels, "channel"));
        }
        return new WindowShape((int) length, (int) channels);
    }

    /** A shape in words. */
    static String describe(WindowShape shape, int height) {
        return height == 0
                ? shape.describe()
                : height + " × " + shape.length() / height + " pixels × " + Count.of(shape.channels(), "channel");
    }
}
