// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import io.holter.core.Count;
import io.holter.core.WrongArtefactException;
import io.holter.data.LabelFile;
import java.io.IOException;
import java.util.function.Supplier;

/** An array of one dimension with a label in each element; whole numbers read as such. */
final class ArrayLabels implements LabelFile {

    /** Below this, a double holds every whole number. */
    private static final double MAX_WHOLE = 1e15;

    private final ArrayFile array;
    private long taken;

    private ArrayLabels(ArrayFile array) {
        this.array = array;
    }

    /** Labels of an array, which is closed with them. */
    static ArrayLabels of(ArrayFile array) throws IOException {
        if (array.header().dimensions() != 1) {
            array.close();
            throw new WrongArtefactException(
                    array.header().file(), "one row of labels", array.header().toString());
        }
        return new ArrayLabels(array);
    }

    @Override
    public String place() {
        return array.header().file() + ": label " + (taken - 1);
    }

    @Override
    public String next(Supplier<String> place) throws IOException {
        if (taken == array.header().count()) {
            throw new WrongArtefactException(
                    array.header().file() + ": byte " + array.position(),
                    "a label of " + place.get(),
                    "the end after " + Count.of(taken, "label"));
        }
        taken++;
        double label = array.next();
        return label == Math.rint(label) && Math.abs(label) < MAX_WHOLE
                ? Long.toString((long) label)
                : Double.toString(label);
    }

    @Override
    public void requireEnd(String data) throws IOException {
        long more = array.header().count() - taken;
        if (more > 0) {
            throw new WrongArtefactException(
                    array.header().file() + ": byte " + array.position(),
                    "the end after " + Count.of(taken, "label") + ", as that of " + data,
                    more + " more");
        }
        array.requireEnd();
    }

    @Override
    public void close() throws IOException {
        array.close();
    }
}
