// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;

/** Labels in a file of their own, one for each window or sample of a source. For one thread; to be closed. */
public interface LabelFile extends Closeable {

    /**
     * The next label.
     *
     * @param place what it is the label of
     * @throws io.holter.core.WrongArtefactException if there is none
     */
    String next(Supplier<String> place) throws IOException;

    /** Where the label stands that was read last. */
    String place();

    /**
     * Makes sure that there are no more labels than windows, or samples.
     *
     * @param data name of the source whose they are
     * @throws io.holter.core.WrongArtefactException if there are
     */
    void requireEnd(String data) throws IOException;
}
