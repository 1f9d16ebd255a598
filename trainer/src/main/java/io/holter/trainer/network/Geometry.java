// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import io.holter.core.WindowShape;

/**
 * How the values of a window lie side by side: a window of time has a row for each sample and one column, an image its
 * rows and columns of pixels. Value (row, column, channel) stands at (row·columns + column)·channels + channel.
 *
 * @param rows 1 or more
 * @param columns 1 or more
 * @param channels 1 or more
 */
public record Geometry(int rows, int columns, int channels) {

    public Geometry {
        if (rows < 1 || columns < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "rows, columns and channels are 1 or more, got " + rows + " × " + columns + " × " + channels);
        }
    }

    /**
     * The geometry of windows of a shape.
     *
     * @param height rows of the image that each window holds; 0 for windows of time
     */
    public static Geometry of(WindowShape shape, int height) {
        if (height == 0) {
            return new Geometry(shape.length(), 1, shape.channels());
        }
        if (shape.length() % height != 0) {
            throw new IllegalArgumentException(
                    "an image of " + shape.length() + " pixels cannot have " + height + " rows of the same length");
        }
        return new Geometry(height, shape.length() / height, shape.channels());
    }

    /** Values of a window. */
    public int size() {
        return rows * columns * channels;
    }

    /** Whether this is an image: more than one column. */
    public boolean isImage() {
        return columns > 1;
    }

    /** Values of a channel. */
    public int length() {
        return rows * columns;
    }

    @Override
    public String toString() {
        return (isImage() ? rows + " × " + columns : String.valueOf(rows)) + " × " + channels;
    }
}
